"""The format of gettext, PO: written, and read back. A passage has its key as context; what is stale is fuzzy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib
from django.utils.translation import gettext as _

from openbeat.core.translation.exchange import tags
from openbeat.core.translation.exchange.units import Content, Entry, Fault, Parcel, Unit, Unreadable, refuse

QUOTED = r'"((?:[^"\\]|\\[\\"abfnrtv])*)"'
LINE = re.compile(rf"\s*(?:(?:#[~|]+\s*)?(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*{QUOTED}\s*|#.*)?")
PLURAL_LINE = re.compile(r"\s*(?:msgid_plural|msgstr\[)")
PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*[1-6]\s*;\s*plural\s*=[^;]+;?\s*")
SPLITTERS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # where polib would cut a line, and gettext does not
PRIVATE = range(0xE000, 0xF8FF)


def written(parcel: Parcel) -> bytes:
    """The file of a parcel, in UTF-8."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Openbeat",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "1970-01-01 00:00+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": tags.written(parcel.target).replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": tags.written(parcel.source).replace("-", "_"),
    }
    file.extend(_entry_of(unit) for unit in parcel.units)
    return f"{file}\n".encode()


def _entry_of(unit: Unit) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.words,
        previous_msgid=unit.was or None,
        flags=["fuzzy"] if unit.was else [],
        comment="\n".join(_comments(unit)),
    )


def _comments(unit: Unit) -> Iterator[str]:
    yield from unit.note.splitlines()
    yield from (" ".join(f"{term} = {words}".split()) for term, words in unit.hints)
    if unit.limit:
        yield _("At most %(most)s characters.") % {"most": unit.limit}


def read(text: str) -> Content:
    """What a file says; raises Unreadable where it cannot be read at all."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_lines(text)
    mark = next(chr(code) for code in PRIVATE if chr(code) not in text)
    for at, sign in enumerate(SPLITTERS):
        text = text.replace(sign, f"{mark}{at}")
    try:
        file = polib.pofile(re.sub(r"\\(.)", lambda pair: "\a" if pair[1] == "a" else pair[0], text))
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise refuse(_("The file cannot be read from here on."), int(line[1]) if line else 0) from None
    return _content(file, mark)


def _check_lines(text: str) -> None:
    """Refuse what polib would read wrongly without a word: a missing quote, an escape that it does not know."""
    faults = []
    for number, line in enumerate(text.split("\n"), 1):
        if not LINE.fullmatch(line):
            faults.append(Fault(number, _("This line cannot be read: a quotation mark or a backslash is wrong.")))
        elif PLURAL_LINE.match(line):
            faults.append(Fault(number, _("A plural form stands here. These texts have none.")))
    if faults:
        raise Unreadable(faults)


def _content(file: polib.POFile, mark: str) -> Content:
    def whole(words: str | None) -> str:
        return re.sub(f"{mark}(\\d)", lambda found: SPLITTERS[int(found[1])], words or "")

    entries = tuple(
        Entry(
            line=entry.linenum,
            key=whole(entry.msgctxt),
            source=whole(entry.msgid),
            words=whole(entry.msgstr),
            was=whole(entry.previous_msgid),
            unsure=entry.fuzzy,
        )
        for entry in file
        if not entry.obsolete
    )
    return Content(file.metadata.get("X-Source-Language", ""), file.metadata.get("Language", ""), entries, _of(file))


def _of(file: polib.POFile) -> tuple[Fault, ...]:
    said = file.metadata.get("Plural-Forms")
    if said and not PLURAL_FORMS.fullmatch(said):
        return (Fault(0, _("The plural forms at the head of the file cannot be read.")),)
    return ()
