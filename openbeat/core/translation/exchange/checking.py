"""What a file that comes back must keep to: the languages and units that were asked for, tags, placeholders, length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from openbeat.core.translation import languages
from openbeat.core.translation.exchange import tags
from openbeat.core.translation.exchange.units import Content, Entry, Fault, Parcel, Returned, Unit, Unreadable
from openbeat.core.translation.faults import PLACEHOLDER
from openbeat.core.translation.passages import can_be_kept, matched

TAG = re.compile(r"<[/?!]?[a-zA-Z\-\[][^<>]*>")


def checked(content: Content, asked: Parcel) -> tuple[Returned, ...]:
    """What was translated, in the order in which it was asked for; raises Unreadable with all that is wrong."""
    came = placed(content.entries, asked.units)
    faults = [*content.faults, *_of_languages(content, asked), *_of_keys(content.entries, asked)]
    for unit, entry in came:
        faults += [Fault(entry.line, words) for words in _of_words(entry, unit)]
    if faults:
        raise Unreadable(faults)
    return tuple(_returned(unit, entry) for unit, entry in came)


def _returned(unit: Unit, entry: Entry) -> Returned:
    """Words that were older than their source, and are left marked so, belong to that older source."""
    source = entry.was if entry.unsure and entry.was else entry.source
    return Returned(unit.slot, unit.number, source, entry.words, source != unit.source, entry.unsure)


def placed(entries: Sequence[Entry], units: Sequence[Unit]) -> list[tuple[Unit, Entry]]:
    """Each unit of today that has words in a file, with its entry there.

    Where passages came, went or changed since the file was made, its numbers are no longer those of today: then an
    entry belongs to the passage that is most like its source. What is like none, and whose number is free, stands
    there; the words of a passage that is gone are left out.
    """
    said = {entry.key: entry for entry in reversed(entries) if entry.words.strip()}
    fits = {unit.key: said.pop(unit.key) for unit in units if unit.key in said and said[unit.key].source == unit.source}
    for slot in dict.fromkeys(unit.slot for unit in units):
        left = sorted((entry for entry in said.values() if entry.slot == slot), key=lambda entry: entry.number)
        free = [unit for unit in units if unit.slot == slot and unit.key not in fits]
        pairs = [(entry.source, str(place)) for place, entry in enumerate(left)]
        for unit, passage in zip(free, matched(pairs, [unit.source for unit in free]), strict=True):
            if passage.words:
                fits[unit.key] = said.pop(left[int(passage.words)].key)
    fits = {unit.key: said[unit.key] for unit in units if unit.key in said} | fits
    return [(unit, fits[unit.key]) for unit in units if unit.key in fits]


def _of_languages(content: Content, asked: Parcel) -> Iterator[Fault]:
    for said, wanted in ((content.source, asked.source), (content.target, asked.target)):
        if not said:
            yield Fault(0, _("The file does not say its languages."))
        elif tags.of(said) != wanted:
            names = {"found": languages.name(tags.of(said)), "asked": languages.name(wanted)}
            yield Fault(0, _("The file is in %(found)s, not in %(asked)s.") % names)


def _of_keys(entries: Sequence[Entry], asked: Parcel) -> Iterator[Fault]:
    slots, seen = {unit.slot for unit in asked.units}, set[str]()
    for entry in entries:
        if entry.slot not in slots or not entry.number:
            yield Fault(entry.line, _("Nobody asked for “%(unit)s”.") % {"unit": entry.key[:80]})
        elif entry.key in seen:
            yield Fault(entry.line, _("“%(unit)s” is in the file twice.") % {"unit": entry.key})
        seen.add(entry.key)


def _of_words(entry: Entry, unit: Unit) -> Iterator[str]:
    if not can_be_kept(f"{entry.words}{entry.source}{entry.was}"):
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
