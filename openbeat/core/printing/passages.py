"""What goes onto a page: words that know their language, as plain data that the page's template reads.

Where such words stand in the page's own language too, they are printed in it: all of a page are looked up at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any, Final, Self
from unicodedata import bidirectional

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from openbeat.core.department import tongues
from openbeat.core.hooks.texts import Quote, Reading, Readings
from openbeat.core.printing import fonts

CODE = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?")
NOTHING: Final[Readings] = MappingProxyType({})
REGIONS = {"zh-hans": "CN", "zh-hant": "TW"}  # without one, Chinese is drawn with Japanese shapes


# No word of a language is so long; Burmese, Chinese and their neighbours write without spaces, and break by themselves.
LONG = re.compile(r"[^\s/?&=#.\-\u0e00-\u109f\u1780-\u17ff\u200b\u2e80-\U0003ffff]{61,}")
# Within words from right to left a link runs its own way, with its slashes.
LINK = re.compile(r"https?://[^\s<>\u060c\u061b]+")
PIECE, BREAK = 24, "\u200b"
NEW = _("Not translated yet. In %(language)s it says:")
STALE = _("This passage has changed since it was translated. In %(language)s it now says:")
NEWER = _("newer, in %(language)s:")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a person wrote, the language they wrote them in, and what they are found by where that is known."""

    text: str
    language: str
    slot: str = ""

    @classmethod
    def of(cls, thing: Any, field: str) -> Self:
        """The field of a thing, whose translation is found even where it is older than these words."""
        quote = Quote.of(thing, field)
        return cls(quote.words, quote.language, quote.slot)

    @property
    def quote(self) -> Quote:
        """As translations are asked for."""
        return Quote(self.text, self.language, self.slot)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in the terms of a page: code, region, direction."""

    lang: str
    region: str
    rtl: bool


def tongue(code: str) -> Tongue:
    """Say how a language is set on a page; where nobody knows the code, the words' own direction decides."""
    known = CODE.fullmatch(code.lower().replace("_", "-"))
    lang, region = known.groups(default="") if known else ("und", "")
    return Tongue(lang, REGIONS.get(code.lower(), region.upper()), lang in settings.LANGUAGES_BIDI)


def quotes(value: Any) -> Iterator[Quote]:
    """Every passage within this data."""
    if isinstance(value, Passage):
        yield value.quote
    elif isinstance(value, Mapping):
        yield from (quote for inner in value.values() for quote in quotes(inner))
    elif is_dataclass(value):
        yield from (quote for field in fields(value) for quote in quotes(getattr(value, field.name)))
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        yield from (quote for inner in value for quote in quotes(inner))


def plain(value: Any, found: Readings = NOTHING) -> Any:
    """Turn labels, passages, data classes and lists of them into what JSON can hold, every character printable.

    Passages that were found in the page's language stand in it.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Passage):
        reading = found.get(value.quote)
        return _translated(value, reading) if reading else _passage(value.text, value.language)
    if isinstance(value, str | Promise):
        return fonts.printable(str(value))
    if isinstance(value, Mapping):
        return {str(key): plain(inner, found) for key, inner in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), found) for field in fields(value)}
    return [plain(inner, found) for inner in value]


def _passage(text: str, language: str) -> dict[str, Any]:
    known = asdict(tongue(language))
    if known["lang"] == "und":
        known["rtl"] = _runs_left(text)
    shown = LONG.sub(_breakable, fonts.printable(text))
    return {"text": LINK.sub("\u2066\\g<0>\u2069", shown) if known["rtl"] else shown, **known}


def _runs_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (Unicode's rule P2)."""
    kinds = (bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _breakable(word: re.Match[str]) -> str:
    """A word that fits no line, with places where it may break; letters stay with the marks on them."""
    pieces = re.split(rf"((?:.[\u0300-\u036f\u064b-\u0652]*){{{PIECE}}})", word[0])
    return BREAK.join(piece for piece in pieces if piece)


def _translated(passage: Passage, reading: Reading) -> dict[str, Any]:
    """The translation as one text, and as parts; where the source has changed since, that stands beside it."""
    facts = {"language": _name(passage.language)}
    parts = []
    for part in reading.parts:
        said = _passage(part.words, reading.language) if part.words else None
        newer = _passage(part.newer, passage.language) if part.newer else None
        parts.append({"said": said, "newer": newer, "note": (STALE if said else NEW) % facts})
    whole = _passage(reading.words or passage.text, reading.language)
    return {
        **whole,
        "parts": parts,
        "newer": None if reading.whole else _passage(passage.text, passage.language),
        "note": NEWER % facts,
    }


def _name(code: str) -> str:
    """What its speakers call a language, or where no font of ours draws that, its English name."""
    own = fonts.printable(tongues.name(code))
    return own if fonts.UNKNOWN not in own else str(LANG_INFO.get(code, {}).get("name", code))


def credits_of(found: Readings) -> list[str]:
    """Whose work the translations on a page are, each said once."""
    said = {_credit(reading): None for reading in found.values()}
    return [fonts.printable(line) for line in said]


def _credit(reading: Reading) -> str:
    if reading.by_machine and not reading.credit:
        return gettext("A machine, and a person signed for it")
    if reading.by_machine:
        return gettext("Drafted by a machine, read and signed by %(name)s.") % {"name": reading.credit}
    if reading.credit:
        return gettext("Translated by %(name)s.") % {"name": reading.credit}
    return gettext("Translated by a person, and read by a second one.")
