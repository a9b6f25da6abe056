"""Reads a log from its first line to its last, and shows that this is what was signed: neither less nor anything else.

Where all lines lead to the root that was signed, every one was part of it; where the tree on its way passed the root of
an older summary, the log grew out of that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

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
    home: str = ""  # the name of the log that may be read here, where the way to it vouches for that: else nothing

    def is_of(self, origin: str) -> bool:
        """Whether whoever answers here is who the name of this log says; one that was begun anew has a number more."""
        rest = origin.removeprefix(self.home)
        return bool(self.home) and rest != origin and (not rest or (rest[0] == "/" and rest[1:].isdecimal()))

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
    seen: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)  # number: index and entry, each time

    def twice(self) -> list[int]:
        """Which numbers stand in the log more than once: a matter that was told in two ways."""
        return [number for number, places in self.seen.items() if len(places) > 1]


def told(places: list[tuple[int, bytes]]) -> str:
    """On which lines these were seen."""
    return ", ".join(str(index) for index, _entry in places)


@dataclass(frozen=True, slots=True)
class Span:
    """The summary of then and that of now."""

    old: Checkpoint
    head: Checkpoint


def through(log: Log, span: Span, wanted: Mapping[bytes, int]) -> Walk:
    """Read every line; the places in `wanted` are looked for. Raises Unread."""
    walk, growing, size = Walk(), Growing(), span.head.size
    for begin in range(0, size, merkle.WIDTH):
        for index, entry in enumerate(log.entries(begin // merkle.WIDTH, size), start=begin):
            if index == span.old.size:
                walk.grew = growing.root() == span.old.root
            growing.push(merkle.leaf_hash(entry))
            if number := wanted.get(entry[: tlog.PLACE]):
                walk.seen.setdefault(number, []).append((index, entry))
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


@dataclass(frozen=True, slots=True)
class Growth:
    """What the tiles of a newer tree lead to, at the older size and at the newer one, and the hashes that show it."""

    was: bytes
    now: bytes
    parts: tuple[tuple[int, int, bytes], ...]  # the lines from, to, and the hash over them


def growth(log: Log, old: int, size: int) -> Growth:
    """Compute the roots of both sizes out of the tiles of the newer tree; raises Unread."""
    ranges = [*_parts(0, old), *_parts(old, size)]
    tiles = log.tiles(merkle.tiles_of(ranges), size)
    try:
        parts = [(start, end, merkle.range_hash(start, end, tiles)) for start, end in ranges]
    except merkle.MissingTile as problem:
        raise Unread(str(problem)) from problem
    growing, was = Growing(), merkle.EMPTY
    for start, end, found in parts:
        growing.push(found, (end - start).bit_length() - 1)
        was = growing.root() if end == old else was
    return Growth(was, growing.root(), tuple(parts))


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The largest whole subtrees side by side from one line to another."""
    while start < end:
        width = 1 << (end - start).bit_length() - 1
        width = min(width, start & -start) if start else width
        yield start, start + width
        start += width


@dataclass(frozen=True, slots=True)
class Ended:
    """The last summary of an older log, and the signed note that says so."""

    summary: Checkpoint
    note: str


def ended(log: Log, head: Checkpoint, key: Verifier) -> list[Ended]:
    """The older logs that this one follows, the newest first: each of its first lines names the end of one.

    As far as they are signed with this key and stand in the log.
    """
    found, growing = list[Ended](), Growing()
    try:
        for entry in log.entries(0, head.size) if head.size else ():
            if (one := _ended(entry, key)) is None:
                break
            found.append(one)
            growing.push(merkle.leaf_hash(entry))
        rest = list(_parts(len(found), head.size)) if found else []
        tiles = log.tiles(merkle.tiles_of(rest), head.size)
        for start, end in rest:
            growing.push(merkle.range_hash(start, end, tiles), (end - start).bit_length() - 1)
    except (Unread, merkle.MissingTile):
        return []
    return found if growing.root() == head.root else []


def _ended(entry: bytes, key: Verifier) -> Ended | None:
    try:
        note = tlog.continued(entry) or ""
        named = Checkpoint.parse(Note.parse(note).text)
        Note.parse(note).require(replace(key, name=named.origin))
    except BadNote:
        return None
    return Ended(named, note)


def family(origin: str) -> str:
    """The name that a log shares with those which it follows: they have a number more."""
    base, _, last = origin.rpartition("/")
    return base if last.isdecimal() and last.isascii() else origin
