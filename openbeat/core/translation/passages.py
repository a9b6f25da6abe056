"""A text and its translation, passage by passage: what was translated of it, what changed since, and how to join it.

A passage is what stands between blank lines. A translation keeps each passage together with the source that it was made
of, so that a change of the source makes stale exactly the passages that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

BLANK = re.compile(r"\n[^\S\n]*\n\s*")
# The end of a sentence: a stop with its quotes and the space after it; Chinese and Burmese write none after theirs.
_STOPS, _CLOSING = r"[.!?\u061f\u2026]+", r"[\"')\]\u2019\u201d\u00bb]*"
_STOPS_WITHOUT_SPACE, _CLOSING_WIDE = r"[\u3002\uff01\uff1f\uff61\u104a\u104b]+", r"[\u201d\u2019\u300d\u300f\uff09]*"
SENTENCE = re.compile(rf".+?(?:{_STOPS}{_CLOSING}(?=\s)|{_STOPS_WITHOUT_SPACE}{_CLOSING_WIDE}|\n|$)\s*", re.DOTALL)
NOT_KEPT = re.compile("[\0\ud800-\udfff]")
ALIKE = 0.3  # from here on a passage is the old one with changes, not another one
SIGNS_A_SPACE = 14  # with fewer spaces than that the script has none between words


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the source as it is now, its translation, and the source as it was when that was made.

    `words` is empty where nobody has translated it yet; then `was` is empty too.
    """

    source: str
    words: str = ""
    was: str = ""

    @property
    def new(self) -> bool:
        """Nothing of it was translated yet."""
        return not self.words

    @property
    def stale(self) -> bool:
        """The source has changed since it was translated."""
        return bool(self.words) and self.was != self.source


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence that stands in the old source, in the new one, or in both."""

    text: str
    kind: str  # "same", "new" or "gone"


def can_be_kept(text: str) -> bool:
    """Whether every database can hold a text: no U+0000, and no half of a pair of surrogates, which JSON can write."""
    return not NOT_KEPT.search(text)


def tidy(text: str) -> str:
    """The text as it is compared: one way to end a line, no space around it, one blank line between passages."""
    return BLANK.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def split(text: str) -> list[str]:
    """The passages of a text; none for an empty one. Joining them with blank lines gives the tidy text."""
    whole = tidy(text)
    return whole.split("\n\n") if whole else []


def join(passages: Sequence[str]) -> str:
    """One text of passages."""
    return "\n\n".join(passages)


def digest(text: str) -> str:
    """A fingerprint of the tidy text (SHA-256, 32 hexadecimal digits of it), by which its translation is found."""
    return sha256(tidy(text).encode("utf-8", "replace")).hexdigest()[:32]


def sentences(passage: str) -> list[str]:
    """The sentences of a passage, each with the space after it: joining them gives the passage back."""
    return [found[0] for found in SENTENCE.finditer(passage) if found[0]]


def changes(was: str, now: str) -> list[Step]:
    """Which sentences stayed, which are new and which are gone, in the order in which one reads them."""
    old, new = sentences(was), sentences(now)
    bare_old, bare_new = [one.strip() for one in old], [one.strip() for one in new]
    steps: list[Step] = []
    for kind, a, b, c, d in SequenceMatcher(None, bare_old, bare_new, autojunk=False).get_opcodes():
        if kind == "equal":
            steps += [Step(one, "same") for one in new[c:d]]
        else:
            steps += [*(Step(one, "gone") for one in old[a:b]), *(Step(one, "new") for one in new[c:d])]
    return steps


def aligned(translated: Sequence[tuple[str, str]], source: str) -> list[Passage]:
    """The passages of the source as it is now, each with what was translated of it: pairs of source and words.

    What stayed keeps its words; what changed has the words of the passage most like it, and is stale; the rest is new.
    """
    return matched(translated, split(source))


def matched(translated: Sequence[tuple[str, str]], now: Sequence[str]) -> list[Passage]:
    """Like `aligned`, where the source is in its passages already."""
    was = [pair[0] for pair in translated]
    found: list[Passage] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Passage(one, pair[1], one) for one, pair in zip(now[c:d], translated[a:b], strict=True)]
        else:
            found += _changed(translated[a:b], now[c:d])
    return found


def _changed(old: Sequence[tuple[str, str]], new: Sequence[str]) -> Iterator[Passage]:
    """Each new passage with the old one that is most like it, in order: none is used twice, and none crosses."""
    pieces = [_pieces(was) for was, _words in old]
    place = 0
    for source in new:
        mine = _pieces(source)
        best, at = max(((_likeness(pieces[at], mine), at) for at in range(place, len(old))), default=(0.0, 0))
        if best >= ALIKE and old[at][1]:
            yield Passage(source, old[at][1], old[at][0])
            place = at + 1
        else:
            yield Passage(source)


def _pieces(passage: str) -> frozenset[str]:
    """What a passage is compared by: each three signs in a row; where there are hardly any spaces, each one and two."""
    sizes = (3,) if passage.count(" ") * SIGNS_A_SPACE >= len(passage) else (1, 2)
    return frozenset(passage[at : at + size] for size in sizes for at in range(len(passage) - size + 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: the share of pieces that both have (Dice). A text of hundreds of passages is compared in no time."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
