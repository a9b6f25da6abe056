"""Where a text may be cut: between what a reader sees as one sign, and between words.

A short form of the rules of Unicode (UAX 29): marks, joiners and variation signs stay with the sign before them, the
parts of a Korean syllable and the two letters of a flag together, a carriage return with its line feed. Where these
rules and ours differ, ours join more: a cut is then wider, and never leaves a part behind.
"""

from __future__ import annotations

import unicodedata
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d\u2060\ufeff\u00ad\u200b\u034f\u180e")
FLAGS = range(0x1F1E6, 0x1F200)
TONES = range(0x1F3FB, 0x1F400)  # colours of skin, after the sign that they colour
HANGUL = (range(0x1100, 0x1200), range(0xA960, 0xA980), range(0xD7B0, 0xD800))
UNSPACED = (
    range(0x0E00, 0x0F00),  # Thai, Lao
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x2E80, 0xAC00),  # Chinese, Japanese, Yi
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)
INSIDE: Final = frozenset("'’-‐‑._@")  # noqa: RUF001  within a word: O'Neill, a mail address, an initial


def is_mark(sign: str) -> bool:
    """Whether it stands on, under or within the sign before it."""
    return unicodedata.category(sign)[0] == "M" or sign in JOINERS or ord(sign) in TONES


def may_cut(text: str, place: int) -> bool:
    """Whether a reader sees two signs on the two sides of this place."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if is_mark(after) or before == "\u200d" or unicodedata.category(before) == "Cf":
        return False
    if (before, after) == ("\r", "\n") or (_hangul(before) and _hangul(after)):
        return False
    return not (ord(after) in FLAGS and _flags_before(text, place) % 2)


def _hangul(sign: str) -> bool:
    return any(ord(sign) in part for part in HANGUL)


def _flags_before(text: str, place: int) -> int:
    count = 0
    while count < place and ord(text[place - 1 - count]) in FLAGS:
        count += 1
    return count


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch made wider, so that it cuts no sign and no word in two; without spaces a sign is enough."""
    while not may_cut(text, start) or _within_word(text, start):
        start -= 1
    while not may_cut(text, end) or _within_word(text, end):
        end += 1
    return start, end


def _within_word(text: str, place: int) -> bool:
    if place <= 0 or place >= len(text):
        return False
    return _joins(text, place - 1) and _joins(text, place)


def _joins(text: str, place: int) -> bool:
    """Whether this sign is a part of a word that is written with spaces around it."""
    sign = text[place]
    if is_mark(sign) or (sign.isalnum() and not is_unspaced(sign)):
        return True
    if sign not in INSIDE or place == 0 or place == len(text) - 1:
        return False
    return all(text[side].isalnum() or is_mark(text[side]) for side in (place - 1, place + 1))


def is_unspaced(sign: str) -> bool:
    """Whether it belongs to a script that puts no spaces between words."""
    return any(ord(sign) in part for part in UNSPACED)
