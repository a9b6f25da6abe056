"""Finds each occurrence of a name however it is written: case, accents, signs that cannot be seen, letters alike.

Folded away: case, width and ligatures (NFKD), marks that may be left out, signs without a width, and letters of other
alphabets that look the same. Spaces, points and hyphens between letters count for nothing, so that a name that is
spread out is found too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openbeat.core.redaction import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that are drawn alike, after their case is folded; the left one is read as the right one.
ALIKE: Final = str.maketrans(
    "асеорхуіјѕһԁԛԝкмтнвгёαβεικνορτυχωγηđøłıħŧɓɗɛɔɑɡىةیکٱ",
    "aceopxyijshdqwkmthbreabeiknoptuxwyndolihtbdeoagيهيكا",  # noqa: RUF001
)
CAPITALS: Final = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")  # noqa: RUF001  alike as capitals, and not as small letters
STROKES: Final = str.maketrans("l10", "iio")  # alike in many fonts: Bill, BiIl, Bi1l
VOWELS = range(0x0900, 0x1A00)  # of Burmese or Devanagari: part of the word; an accent, or one of Arabic, may miss
SHORTEST_SPREAD = 4  # letters of a name that is found also where it is s p r e a d out
PREFIXED = (range(0x0590, 0x0600), range(0x0600, 0x0780))  # Hebrew, Arabic: an article or "and" is a part of the word


@dataclass(frozen=True, slots=True, repr=False)
class Folded:
    """A text without what may differ, and for each letter of it where it stood."""

    letters: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """The letters and figures of a text that count, each with its place."""
    kept = [(letter, place) for place, sign in enumerate(text) for letter in _letters(sign)]
    return Folded("".join(letter for letter, _ in kept), tuple(place for _, place in kept))


def key(text: str) -> str:
    """The text as it is compared."""
    return fold(text).letters


def _letters(sign: str) -> Iterator[str]:
    for part in unicodedata.normalize("NFKD", sign.translate(CAPITALS).casefold()):
        kind = unicodedata.category(part)
        if kind[0] in "LN" or kind == "Mc" or (kind == "Mn" and ord(part) in VOWELS):
            yield from part.casefold().translate(ALIKE).translate(STROKES)


def occurrences(text: str, passage: str) -> list[tuple[int, int]]:
    """Every place in the text where the passage stands as words of its own, from the first sign to after the last."""
    wanted, folded = key(passage), fold(text)
    found, start = [], folded.letters.find(wanted) if wanted else -1
    while start >= 0:
        stretch = folded.places[start], folded.places[start + len(wanted) - 1] + 1
        if _stands_alone(text, stretch, wanted) and _spread_as_asked(text[slice(*stretch)], passage, wanted):
            found.append(graphemes.whole(text, *stretch))
        start = folded.letters.find(wanted, start + 1)
    return found


def _stands_alone(text: str, stretch: tuple[int, int], wanted: str) -> bool:
    """Whether no other letter of the same word comes before or after; scripts that join words ask for less."""
    if graphemes.is_unspaced(wanted[0]) or any(ord(wanted[0]) in part for part in PREFIXED):
        return True
    before = _seen(reversed(text[max(0, stretch[0] - 8) : stretch[0]]))
    return not (before.isalnum() or _seen(text[stretch[1] : stretch[1] + 8]).isalnum())


def _seen(signs: object) -> str:
    """The first sign that takes a place of its own."""
    return next((sign for sign in signs if not graphemes.is_mark(sign)), "")  # type: ignore[attr-defined]


def _spread_as_asked(there: str, passage: str, wanted: str) -> bool:
    """A short word counts only where it is written with the same gaps: "no w" is no "now"."""
    return len(wanted) >= SHORTEST_SPREAD or there.count(" ") == passage.strip().count(" ")
