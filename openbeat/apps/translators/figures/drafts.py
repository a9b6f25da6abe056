"""A draft beside its source, and how two people's changes of one draft are joined without losing words.

A draft is a list of pieces in the order of the source. A piece keeps the passage that it was made of, so that a later
source can be laid beside it. Pieces whose passage is gone stay in the draft, until the translation is published; a
passage that was emptied keeps an empty piece, so that no words of another one move into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openbeat.core.translation.passages import aligned, join, split, tidy

PERSON, MACHINE, FILE = "person", "machine", "file"


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one passage: what they were made of, and by whom: a person, a machine, or out of a file."""

    source: str
    words: str
    origin: str = PERSON


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of the source as it is now, and the piece of the draft that belongs to it, if there is one."""

    source: str
    piece: Piece | None = None
    index: int = -1  # of the piece in its draft

    @property
    def words(self) -> str:
        """What was written for it."""
        return self.piece.words if self.piece else ""

    @property
    def stale(self) -> bool:
        """The source has changed since these words were written."""
        return bool(self.piece and self.piece.words and self.piece.source != self.source)

    @property
    def is_right(self) -> bool:
        """There are words, and they were made of the source as it is now."""
        return bool(self.piece and self.piece.words and self.piece.source == self.source)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody sends: the passages as that person saw them, words for each, and which old words still fit.

    Words that are None stay as they are, as where somebody sees a part of a long text. `origin` is where words come
    from that stand in place of none.
    """

    version: int
    shown: tuple[str, ...]
    words: tuple[str | None, ...]
    fits: frozenset[int] = frozenset()
    origin: str = PERSON


@dataclass(slots=True)
class Joined:
    """The draft that two changes make together; `clashes` are passages that both changed: place and the words there."""

    pieces: list[Piece]
    clashes: dict[int, str] = field(default_factory=dict)


def unpack(rows: Sequence[Sequence[Any]]) -> list[Piece]:
    """The pieces as they are kept."""
    return [Piece(*(str(part) for part in row)) for row in rows]


def pack(pieces: Sequence[Piece]) -> list[list[str]]:
    """The pieces, to be kept."""
    return [[piece.source, piece.words, piece.origin] for piece in pieces]


def beside(pieces: Sequence[Piece], source: str) -> list[Place]:
    """The passages of a source, each with its piece of the draft: unchanged, changed (stale), or none yet."""
    numbered = [(piece.source, str(number)) for number, piece in enumerate(pieces)]
    found: list[Place] = []
    for passage in aligned(numbered, source):
        index = int(passage.words) if passage.words else -1
        found.append(Place(passage.source, pieces[index] if index >= 0 else None, index))
    return found


def left_over(pieces: Sequence[Piece], places: Sequence[Place]) -> list[Piece]:
    """The pieces with words that belong to no passage any more."""
    used = {place.index for place in places}
    return [piece for number, piece in enumerate(pieces) if number not in used and piece.words]


def joined(base: Sequence[Piece], theirs: Sequence[Piece], mine: Written) -> Joined:
    """The draft as it stands (`theirs`) with what somebody changed who began from `base`.

    Where only one of the two changed a passage, that change holds. Where both did, differently, it is a clash.
    """
    source = join(mine.shown)
    began, stands = beside(base, source), beside(theirs, source)
    changes: dict[int, Piece] = {}
    clashes: dict[int, str] = {}
    for number, (was, there) in enumerate(zip(began, stands, strict=True)):
        wanted = _wanted(was, mine, number)
        if _same(wanted, was.piece) or _same(wanted, there.piece):
            continue
        if not _same(was.piece, there.piece):
            clashes[number] = there.words
        changes[number] = wanted
    return Joined(placed(theirs, stands, changes), clashes)


def standing(written: Written, source: str) -> Written:
    """What was written for passages that stand in this source; words for any other are left out."""
    stands = set(split(source))
    kept = (words if one in stands else None for one, words in zip(written.shown, written.words, strict=True))
    fits = frozenset(number for number in written.fits if written.shown[number] in stands)
    return replace(written, words=tuple(kept), fits=fits)


def left_out(written: Written, source: str) -> int:
    """Of how many passages the words are left out, since they do not stand in this source."""
    stands = set(split(source))
    return sum(
        bool(words and tidy(words)) and one not in stands
        for one, words in zip(written.shown, written.words, strict=True)
    )


def placed(pieces: Sequence[Piece], places: Sequence[Place], changes: Mapping[int, Piece]) -> list[Piece]:
    """The draft with these pieces at these places of the source beside which it lies; all others stay, in order."""
    groups: list[list[Piece]] = [[piece] for piece in pieces]
    first: list[Piece] = []
    last = first
    for number, place in enumerate(places):
        if place.piece:
            last = groups[place.index]
        if number in changes:
            if place.piece:
                last.remove(place.piece)
            last.append(changes[number])
    return [*first, *(piece for group in groups for piece in group)]


def _wanted(was: Place, mine: Written, number: int) -> Piece:
    """What somebody wants to stand at this place; without words where it shall be empty."""
    said = mine.words[number]
    words = was.words if said is None else tidy(said)
    if was.piece and words == was.words and number not in mine.fits:
        return was.piece
    return Piece(was.source, words, was.piece.origin if was.piece and was.words else mine.origin)


def _same(one: Piece | None, other: Piece | None) -> bool:
    return _said(one) == _said(other)


def _said(piece: Piece | None) -> tuple[str, str] | None:
    return (piece.source, piece.words) if piece and piece.words else None


def origin_of(places: Sequence[Place]) -> str:
    """Where the words of the whole come from: a machine where any of them do, else a file, else a person."""
    origins = {place.piece.origin for place in places if place.piece and place.words}
    return next((origin for origin in (MACHINE, FILE) if origin in origins), PERSON)
