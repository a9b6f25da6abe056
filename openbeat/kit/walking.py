"""Reads a log from one line on, and shows that what it reads is what was signed: neither less nor anything else.

The tree to the left comes out of tiles, each line from `start` on out of the log's entries. Where all of it leads to
the root that was signed, every line was part of it; where the tree on its way passed the root of an older summary, the
log grew out of that one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from openbeat.kit import merkle, tlog
from openbeat.kit.notes import BadNote, Checkpoint, Note, Verifier


class Unread(Exception):
    """The log did not answer, or with something that is no part of a log."""


def _nobody(_done: int, _all: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Log:
    """How a log is read: `read("checkpoint")`, `read("tile/0/000")` ..., which raises Unread; and who waits for it."""

    read: Callable[[str], bytes]
    watch: Callable[[int, int], None] = _nobody  # how many lines were looked through, of how many

    def tiles(self, places: set[merkle.Place], size: int) -> dict[merkle.Place, bytes]:
        """These tiles of a tree of this size; raises Unread."""
        widths = {place: merkle.width_of(place, size) for place in places}
        return {place: self.read(f"tile/{tlog.TilePath(*place, width)}") for place, width in widths.items()}

    def entries(self, index: int, size: int) -> list[bytes]:
        """The lines of this bundle in a log of this size; raises Unread."""
        width = merkle.width_of((0, index), size)
        try:
            found = tlog.unbundle(self.read(f"tile/{tlog.TilePath(None, index, width)}"))
        except tlog.BadBundle as problem:
            raise Unread from problem
        if len(found) != width:
            raise Unread
        return found


@dataclass(slots=True)
class Walk:
    """What a walk through the lines of a log showed: is it the log that was signed, did it grow out of the old one."""

    whole: bool = False
    grew: bool = False
    seen: dict[int, tuple[int, bytes]] = field(default_factory=dict)  # number: (index, entry)


@dataclass(frozen=True, slots=True)
class Span:
    """From which line (a multiple of 256) to look, the summary of then and that of now."""

    start: int
    old: Checkpoint
    head: Checkpoint


def through(log: Log, span: Span, wanted: Mapping[bytes, int]) -> Walk:
    """Read every line from `start` on; the places in `wanted` are looked for. Raises Unread."""
    walk, growing, size = Walk(), _left(log, span), span.head.size
    for begin in range(span.start, size, merkle.WIDTH):
        for index, entry in enumerate(log.entries(begin // merkle.WIDTH, size), start=begin):
            if index == span.old.size:
                walk.grew = growing.root() == span.old.root
            growing.push(merkle.leaf_hash(entry))
            if number := wanted.get(entry[: tlog.PLACE]):
                walk.seen[number] = index, entry
        log.watch(min(begin + merkle.WIDTH, size), size)
    if size == span.old.size:
        walk.grew = growing.root() == span.old.root
    walk.whole = growing.root() == span.head.root
    return walk


@dataclass(slots=True)
class Growing:
    """A tree that grows at its right edge: the whole subtrees from left to right, in a handful of hashes."""

    parts: list[tuple[int, bytes]] = field(default_factory=list)  # height, hash

    def push(self, found: bytes, height: int = 0) -> None:
        """One more subtree of this height at the right, as high as the smallest one or lower."""
        while self.parts and self.parts[-1][0] == height:
            found, height = merkle.node_hash(self.parts.pop()[1], found), height + 1
        self.parts.append((height, found))

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self.parts:
            return merkle.EMPTY
        found = self.parts[-1][1]
        for _height, left in reversed(self.parts[:-1]):
            found = merkle.node_hash(left, found)
        return found


def _left(log: Log, span: Span) -> Growing:
    """The tree over the lines before `start`."""
    growing, first = Growing(), 0
    tiles = log.tiles(merkle.tiles_of([(0, span.start)]), span.head.size)
    for height in reversed(range(span.start.bit_length())):
        if span.start >> height & 1:
            try:
                growing.push(merkle.range_hash(first, first + (1 << height), tiles), height)
            except merkle.MissingTile as problem:
                raise Unread from problem
            first += 1 << height
    return growing


def follows(log: Log, old: Checkpoint, head: Checkpoint, key: Verifier) -> bool:
    """Whether the log of this head was begun anew after the old one: its first line names a summary that key signed."""
    if head.size == 0:
        return False
    try:
        first = log.entries(0, head.size)[0]
        named = Checkpoint.parse(Note.parse(tlog.continued(first) or "").require(key))
        ranges = merkle.inclusion_ranges(0, head.size)
        tiles = log.tiles(merkle.tiles_of(ranges), head.size)
        proof = [merkle.range_hash(start, end, tiles) for start, end in ranges]
        merkle.check_inclusion(merkle.leaf_hash(first), 0, proof, size=head.size, root=head.root)
    except (Unread, BadNote, merkle.MissingTile, merkle.BadProof):
        return False
    return named.origin == old.origin
