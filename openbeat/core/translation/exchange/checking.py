"""What a file that comes back must keep to: the languages and units that were asked for, tags, placeholders, length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from openbeat.core.translation import languages
from openbeat.core.translation.exchange import tags
from openbeat.core.translation.exchange.units import Content, Entry, Fault, Parcel, Returned, Unit, Unreadable

TAG = re.compile(r"<[/?!]?[a-zA-Z\-\[][^<>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%[sd](?!\w)|\{\{[^{}]*\}\}|\{\w*\}")


def checked(content: Content, asked: Parcel) -> tuple[Returned, ...]:
    """What was translated, in the order in which it was asked for; raises Unreadable with all that is wrong."""
    known = asked.by_key()
    faults = [*content.faults, *_of_languages(content, asked), *_of_units(content.entries, known)]
    if faults:
        raise Unreadable(faults)
    came = {entry.key: entry for entry in content.entries if entry.words.strip()}
    return tuple(_returned(unit, came[unit.key]) for unit in asked.units if unit.key in came)


def _returned(unit: Unit, entry: Entry) -> Returned:
    stale = entry.source != unit.source
    return Returned(unit.slot, unit.number, entry.source, entry.words, stale=stale, unsure=entry.unsure)


def _of_languages(content: Content, asked: Parcel) -> Iterator[Fault]:
    for said, wanted in ((content.source, asked.source), (content.target, asked.target)):
        if not said:
            yield Fault(0, _("The file does not say its languages."))
        elif tags.of(said) != wanted:
            names = {"found": languages.name(tags.of(said)), "asked": languages.name(wanted)}
            yield Fault(0, _("The file is in %(found)s, not in %(asked)s.") % names)


def _of_units(entries: tuple[Entry, ...], known: dict[str, Unit]) -> Iterator[Fault]:
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in known:
            yield Fault(entry.line, _("Nobody asked for “%(unit)s”.") % {"unit": entry.key[:80]})
        elif entry.key in seen:
            yield Fault(entry.line, _("“%(unit)s” is in the file twice.") % {"unit": entry.key})
        elif entry.words.strip():
            yield from (Fault(entry.line, words) for words in _of_words(entry, known[entry.key]))
        seen.add(entry.key)


def _of_words(entry: Entry, unit: Unit) -> Iterator[str]:
    if "\0" in entry.words:
        yield _("The translation holds a sign that cannot be kept (U+0000).")
    for tag in Counter(TAG.findall(entry.words)) - (Counter(TAG.findall(unit.source)) | Counter(TAG.findall(unit.was))):
        yield _("The translation has the tag %(tag)s, which the source does not have.") % {"tag": tag[:80]}
    found = Counter(PLACEHOLDER.findall(entry.words))
    if found not in (Counter(PLACEHOLDER.findall(unit.source)), Counter(PLACEHOLDER.findall(entry.source))):
        yield _("A placeholder is missing or changed: %(names)s") % {"names": _difference(found, entry.source)}
    if unit.limit and len(entry.words) > unit.limit:
        facts = {"most": unit.limit, "signs": len(entry.words)}
        yield _("The translation has %(signs)s characters; at most %(most)s fit.") % facts


def _difference(found: Counter[str], source: str) -> str:
    wanted = Counter(PLACEHOLDER.findall(source))
    return " ".join(sorted(((found - wanted) + (wanted - found)).elements()))[:120]
