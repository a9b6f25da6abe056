"""Reads, completes, judges and writes the catalogues below openbeat/locale."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
import polib
from django.utils.translation import to_locale

from openbeat.core.translation import languages
from openbeat.core.translation.extraction import Found, Key
from openbeat.core.translation.faults import faults
from openbeat.core.translation.pseudo import pseudo

LOCALE = Path(__file__).resolve().parents[2] / "locale"
# As Django's own catalogues have them: only so are the two read as one.
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "my": "nplurals=1; plural=0;",
    "zh-hans": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
    "ht": "nplurals=2; plural=(n != 1);",
    "so": "nplurals=2; plural=(n != 1);",
    languages.PSEUDO: "nplurals=2; plural=(n != 1);",
}
CLOSE = 0.8
OURS = "Openbeat"


def path(code: str, suffix: str) -> Path:
    """Where the catalogue of a language lies (.po to read and change, .mo for the program)."""
    return LOCALE / to_locale(code) / "LC_MESSAGES" / f"django{suffix}"


def load(code: str) -> polib.POFile:
    """The catalogue of a language as it stands, or an empty one."""
    here = path(code, ".po")
    catalogue = polib.pofile(str(here), wrapwidth=100) if here.exists() else polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": OURS,
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[code],
    }
    return catalogue


def complete(old: polib.POFile, found: dict[Key, Found]) -> polib.POFile:
    """The catalogue with exactly the messages found; a new one that is close to a lost one gets its words, fuzzy."""
    known = {Key(entry.msgid, entry.msgctxt): entry for entry in old if not entry.obsolete}
    lost = {key.message: entry for key, entry in known.items() if key not in found}
    new = polib.POFile(wrapwidth=100)
    new.metadata = old.metadata
    forms = forms_of(old.metadata.get("Language", languages.PSEUDO))
    for key, one in found.items():
        new.append(_entry(key, one, known.get(key), lost, forms))
    return new


def forms_of(code: str) -> int:
    """How many plural forms a language has."""
    return int(PLURALS[code].partition("nplurals=")[2].partition(";")[0])


def _entry(key: Key, one: Found, kept: Any, lost: dict[str, Any], forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=key.message, msgctxt=key.context, msgid_plural=one.plural or "")
    entry.occurrences = [(name, "") for name in one.files]
    if "%(" in key.message:
        entry.flags.append("python-format")
    if one.plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if kept is None and (close := difflib.get_close_matches(key.message, lost, 1, CLOSE)):
        kept = lost[close[0]]
        entry.flags.append("fuzzy")
        entry.previous_msgid = kept.msgid
    if kept is not None and bool(kept.msgid_plural) == bool(one.plural):
        entry.msgstr, entry.msgstr_plural = kept.msgstr, kept.msgstr_plural or entry.msgstr_plural
        entry.flags += [flag for flag in kept.flags if flag not in entry.flags]
        entry.tcomment = kept.tcomment
    return entry


def invented(found: dict[Key, Found]) -> polib.POFile:
    """The pseudo-language's catalogue: our messages, and those of Django and allauth that reach a page."""
    catalogue = polib.POFile()
    catalogue.metadata = {**load(languages.PSEUDO).metadata}
    ours = [
        polib.POEntry(msgid=k.message, msgctxt=k.context, msgid_plural=one.plural or "") for k, one in found.items()
    ]
    known = set(found)
    theirs = [entry for entry in _theirs() if Key(entry.msgid, entry.msgctxt) not in known]
    unique = {(entry.msgctxt, entry.msgid): entry for entry in theirs}
    for entry in (*ours, *unique.values()):
        catalogue.append(_invented(entry))
    return catalogue


def _invented(entry: polib.POEntry) -> polib.POEntry:
    one, many = pseudo(entry.msgid), pseudo(entry.msgid_plural or "")
    plural = {0: one, 1: many} if entry.msgid_plural else {}
    return polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        msgstr="" if plural else one,
        msgstr_plural=plural,
    )


def _theirs() -> Iterator[polib.POEntry]:
    import allauth  # noqa: PLC0415  only the command and its test read it

    roots = [Path(django.__file__).parent / part for part in ("conf", "contrib/auth")]
    roots.append(Path(allauth.__file__).parent)
    for root in roots:
        source = root / "locale/en/LC_MESSAGES/django.po"
        if source.exists():
            yield from (entry for entry in polib.pofile(str(source)) if not entry.obsolete)


def problems(code: str, found: dict[Key, Found]) -> Iterator[str]:
    """What keeps a language from being whole: sentences, one a fault."""
    catalogue = load(code)
    has = {Key(entry.msgid, entry.msgctxt): entry for entry in catalogue if not entry.obsolete}
    yield from (f"{code}: not in the catalogue yet: {key.message!r}" for key in found if key not in has)
    yield from (f"{code}: nobody says this any more: {key.message!r}" for key in has if key not in found)
    forms = forms_of(code)
    for entry in has.values():
        yield from (f"{code}: {entry.msgid!r} {fault}" for fault in faults(entry, forms, code))
    if _read(path(code, ".mo")) != catalogue.to_binary():
        yield f"{code}: the .mo file is older than the .po file"


def pseudo_problems(found: dict[Key, Found]) -> Iterator[str]:
    """What the pseudo-language's catalogue lacks of our own messages (Django's and allauth's differ by version)."""
    code = languages.PSEUDO
    here = path(code, ".mo")
    has = {Key(one.msgid, one.msgctxt or None) for one in polib.mofile(str(here))} if here.exists() else set()
    yield from (f"{code}: not in the catalogue yet: {key.message!r}" for key in found if key not in has)


def write(code: str, catalogue: polib.POFile, *, source: bool) -> None:
    """Keep a catalogue: its .mo for the program, and its .po where people change it."""
    path(code, ".mo").parent.mkdir(parents=True, exist_ok=True)
    if source:
        catalogue.save(str(path(code, ".po")))
    path(code, ".mo").write_bytes(catalogue.to_binary())


def summary(catalogue: Iterable[Any]) -> tuple[int, int]:
    """How many messages there are and how many still wait for their translation."""
    entries = list(catalogue)
    return len(entries), sum(1 for entry in entries if not entry.translated())


def _read(here: Path) -> bytes:
    return here.read_bytes() if here.exists() else b""
