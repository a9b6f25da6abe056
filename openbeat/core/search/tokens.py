"""Words as the search compares them, in any script: the same for what was written and for what is looked for.

Folded: case, width and ligatures (NFKC), accents, Arabic and Hebrew vowel marks, the Arabic article. Scripts that are
written without spaces (Chinese, Japanese, Burmese, Thai, Khmer, Lao) are cut into overlapping pairs. What the
databases get is plain ASCII, so that their own parsers cannot cut a Burmese word at its vowels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 40  # characters of a word that count
MOST = 20_000  # words of one text that count

# Marks that may be left out in writing. Those of Burmese, Thai or Devanagari are part of the word and stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u200b-\u200f\u2060\ufeff]"
)
_ALIKE = str.maketrans("đøłıħŧɓɗɛɔىةیکٱ", "dolihtbdeoيهيكا")  # noqa: RUF001
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_STOPS = "\u0e2f\u0e46\u0e4f\u0e5a\u0e5b\u104a-\u104f\u17d4-\u17da\u30fb"  # full stops and the like of those scripts
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0780-\u07bf\u0900-\u0963\u0966-\u0dff\u0f71-\u0fbc])*")
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=...)")
_SEPARATORS = re.compile(f"[{_STOPS}]")


def fold(text: str) -> str:
    """The text without what may differ between two people who write the same word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", folded)).translate(_ALIKE)
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", bare))


def words(text: str) -> list[str]:
    """What can be looked for in this text, in order: whole words, and pairs where no spaces are written."""
    return [word for run in _runs(fold(text)) for word in _pieces(run)][:MOST]


def asked(text: str) -> list[str]:
    """What somebody looks for: the same words, but a pair's lone last sign only where it is all there is."""
    return list(dict.fromkeys(word for run in _runs(fold(text)) for word in _pieces(run, tail=False)))


def encode(word: str) -> str:
    """The word in letters and digits that every database leaves whole; a beginning stays a beginning."""
    if word.isascii() and word.isalpha():
        return word
    return "x" + word.encode("utf-8", "replace").hex()


def stored(text: str) -> str:
    """The words of a text as the database keeps them."""
    return " ".join(encode(word) for word in words(text))


def is_unspaced(text: str) -> bool:
    """Is some of this written in a script without spaces?"""
    return bool(_RUN.search(text))


def _runs(folded: str) -> Iterator[str]:
    """Stretches of one way of writing: with spaces, or without."""
    place = 0
    for run in _RUN.finditer(folded):
        yield from (found.group() for found in _WORD.finditer(folded, place, run.start()))
        yield run.group()
        place = run.end()
    yield from (found.group() for found in _WORD.finditer(folded, place))


def _pieces(run: str, *, tail: bool = True) -> list[str]:
    if not _RUN.match(run):
        return [_ARTICLE.sub("", run)[:LONGEST]]
    pairs = [run[place : place + 2] for place in range(len(run) - 1)]
    return [*pairs, run[-1]] if tail or not pairs else pairs
