"""Recounts the log from its first line to its last: each line from its act, the tree from its lines, each summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Q

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Checkpoint, Entry, Leaf, Tile
from openbeat.core.ledger.queries import heads, seals
from openbeat.core.ledger.queries.audit.acts import since_public
from openbeat.core.ledger.queries.audit.batches import Batches
from openbeat.core.ledger.queries.audit.dating import Dating
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.queries.audit.rows import COLUMNS, Line, line_of
from openbeat.kit import merkle, notes, tlog
from openbeat.kit.merkle import HASH, WIDTH, Place
from openbeat.kit.notes import BadNote, Note, Verifier
from openbeat.kit.walking import Growing

PORTION = 8 * WIDTH  # lines at a time


@dataclass(slots=True)
class Tree:
    """The tree as it follows from the lines: what is to come out of the tiles, and the root so far."""

    growing: Growing = field(default_factory=Growing)
    rows: list[list[bytes]] = field(default_factory=lambda: [[]])  # the tile at the right edge of each level
    counts: list[int] = field(default_factory=lambda: [0])  # full tiles of each level
    size: int = 0

    def push(self, leaf: bytes) -> Iterator[tuple[Place, bytes]]:
        """One more line; gives the tiles that are full by now."""
        self.growing.push(leaf)
        self.size += 1
        level = 0
        while True:
            row = self.rows[level]
            row.append(leaf)
            if len(row) < WIDTH:
                return
            yield (level, self.counts[level]), b"".join(row)
            leaf, self.rows[level] = merkle.root(row), []
            self.counts[level] += 1
            level += 1
            if level == len(self.rows):
                self.rows.append([])
                self.counts.append(0)

    def edge(self) -> Iterator[tuple[Place, bytes]]:
        """The tiles that are not full."""
        for level, row in enumerate(self.rows):
            if row:
                yield (level, self.counts[level]), b"".join(row)


@dataclass(slots=True)
class Recount:
    """How far it is, and what came out; `differences` streams."""

    head: Checkpoint | None
    tree: Tree = field(default_factory=Tree)
    summaries: int = 0
    end: int = 0  # up to which line it goes: what came later is for the next audit
    key: str = ""
    broken: Checkpoint | None = None  # the first summary that does not fit
    others: int = 0
    suspects: list[tuple[int, int]] = field(default_factory=list)  # lines or the tile above them: the summaries decide
    batches: Batches = field(default_factory=Batches)
    dating: Dating = field(default_factory=Dating)
    public: dict[tuple[str, str, str], int] = field(default_factory=dict)  # since which entry a fact is public

    def differences(self, watch: Callable[[int, int], None]) -> Iterator[Difference]:
        """All of them, line by line, part by part, summary by summary."""
        last = Leaf.objects.aggregate(last=Max("sequence"))["last"]
        self.end = min(self.head.size, last + 1 if last is not None else 0) if self.head else 0
        self.key = seals.usual_keys()[self.head.origin] if self.head else ""
        self.batches, self.dating, self.public = Batches.read(self.head), Dating.read(self.head), since_public()
        while self.tree.size < self.end:
            start, stop = self.tree.size, min(self.tree.size + PORTION, self.end)
            yield from self._portion(start, stop)
            watch(stop, self.end)
        yield from self._tiles(dict(self.tree.edge()))
        yield from self._at_the_end()

    def _portion(self, start: int, stop: int) -> Iterator[Difference]:
        rows = Leaf.objects.filter(sequence__gte=start, sequence__lt=stop).order_by("sequence").values_list(*COLUMNS)
        found = {line.sequence: line for line in map(line_of, rows)}
        summaries, known = self._summaries(start, stop), _stored(start, stop)
        full: dict[Place, bytes] = {}
        for sequence in range(start, stop):
            yield from self._check(summaries.get(sequence, ()))
            leaf, differences = self._of_line(sequence, found.get(sequence), _hash_in(known, sequence))
            yield from differences
            full |= dict(self.tree.push(leaf))
        yield from self._check(summaries.get(stop, ()) if stop == self.end else ())
        yield from self._tiles(full)

    def _of_line(self, sequence: int, line: Line | None, signed: bytes | None) -> tuple[bytes, list[Difference]]:
        """The hash with which the tree goes on, and what is wrong with the line."""
        if line is None:
            return signed or bytes(HASH), [difference(Kind.LINE_MISSING, Leaf, None, line=sequence)]
        leaf = merkle.leaf_hash(line.data)
        if line.entry is None or line.act is None or _follows(line, line.facts):
            if leaf != signed and signed is not None:
                self.suspects.append((line.pk, sequence))
            return leaf, [*self._of_place(line), *self.batches.of(line), *self.dating.of(line)]
        wrong = _which(line) if leaf == signed else Kind.LINE_REWRITTEN
        row = (Leaf, line.pk) if wrong is Kind.LINE_REWRITTEN else (Entry, line.entry)
        return signed or leaf, [difference(wrong, *row, line=sequence), *self._of_place(line), *self.batches.of(line)]

    def _of_place(self, line: Line) -> Iterator[Difference]:
        """Whether the act is there, says the same place, is about what its matter is about, and has those facts."""
        if line.entry is None:
            return
        if line.act is None:
            yield difference(Kind.ACT_MISSING, Entry, line.entry, line=line.sequence)
            return
        if line.said != line.sequence:
            said = "none" if line.said is None else line.said
            yield difference(Kind.ACT_MOVED, Entry, line.entry, said=said, line=line.sequence)
        if line.about != line.thing:
            yield difference(Kind.ACT_ELSEWHERE, Entry, line.entry, line=line.sequence)
        elif (_told(line) != line.facts or self._tells_more(line)) and _follows(line, line.facts):
            yield difference(Kind.ACT_REWRITTEN, Entry, line.entry, line=line.sequence)

    def _tells_more(self, line: Line) -> bool:
        """Whether the act has a fact that was public when it was written down, and the line has none of that name."""
        kind, act, entry = line.about[0], line.act or "", line.entry or 0
        more = registry.public_facts(kind, act, line.told).keys() - line.facts.keys()
        return any(self.public.get((kind, act, name), entry) < entry for name in more)

    def _summaries(self, start: int, stop: int) -> dict[int, list[Checkpoint]]:
        found: dict[int, list[Checkpoint]] = {}
        if self.head:
            last = Q(size__lte=stop) if stop == self.end else Q(size__lt=stop)
            for row in Checkpoint.objects.filter(last, origin=self.head.origin, size__gte=start).order_by("pk"):
                found.setdefault(row.size, []).append(row)
        return found

    def _check(self, summaries: Iterable[Checkpoint]) -> Iterator[Difference]:
        for row in summaries:
            self.summaries += 1
            if not is_signed(row, self.key):
                yield difference(Kind.SUMMARY_UNSIGNED, Checkpoint, row.pk, size=row.size)
            if bytes(row.root) != self.tree.growing.root():
                self.broken, self.others = self.broken or row, self.others + bool(self.broken)

    def _tiles(self, wanted: dict[Place, bytes]) -> Iterator[Difference]:
        rows = _tile_rows(wanted)
        for place, hashes in wanted.items():
            facts = {"level": place[0], "index": place[1]}
            pk, stored = rows.get(place, (None, b""))
            if pk is None:
                yield difference(Kind.TILE_MISSING, Tile, None, **facts)
            elif stored[: len(hashes)] != hashes or _is_too_long(place, stored, hashes):
                yield difference(Kind.TILE_DIFFERS, Tile, pk, **facts)

    def _at_the_end(self) -> Iterator[Difference]:
        if self.broken:
            facts = {"size": self.broken.size, "more": self.others}
            yield difference(Kind.SUMMARY_DIFFERS, Checkpoint, self.broken.pk, **facts)
            for pk, sequence in self.suspects:
                yield difference(Kind.LINE_REWRITTEN, Leaf, pk, line=sequence)
        yield from self.batches.at_the_end()
        if not grew_since(self.head):
            yield from _extra(self.end)


def _extra(end: int) -> Iterator[Difference]:
    """Tiles that have no lines below them."""
    known = Q(pk__in=[])
    for level in range(MOST_LEVELS):
        known |= Q(level=level, index__lt=-(-(end >> 8 * level) // WIDTH))
    rows = Tile.objects.exclude(known).order_by("level", "index").values_list("pk", "level", "index")
    for pk, level, index in rows[:MOST_EXTRA]:
        yield difference(Kind.TILE_EXTRA, Tile, pk, level=level, index=index)


def _is_too_long(place: Place, stored: bytes, hashes: bytes) -> bool:
    """Whether there is more in a tile than the log has by now: it may have grown while it was counted."""
    if len(stored) <= len(hashes):
        return False
    head = heads.latest()
    return len(stored) > merkle.width_of(place, head.size if head else 0) * HASH


MOST_LEVELS = 8
MOST_EXTRA = 100


def grew_since(head: Checkpoint | None) -> bool:
    """Whether the log grew while it was counted: then there is more of it than was counted."""
    newest = Checkpoint.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest != (head.pk if head else None)


def is_signed(row: Checkpoint, key: str) -> bool:
    """Whether a summary says what was signed, with this key."""
    try:
        head = notes.Checkpoint.parse(Note.parse(row.note).require(Verifier.parse(key)))
    except BadNote:
        return False
    return (head.origin, head.size, head.root, row.key) == (row.origin, row.size, bytes(row.root), key)


def _stored(start: int, stop: int) -> dict[int, bytes]:
    """The tiles of the lowest level over these lines."""
    rows = Tile.objects.filter(level=0, index__gte=start // WIDTH, index__lte=(stop - 1) // WIDTH).order_by("index")
    return {index: bytes(hashes) for index, hashes in rows.values_list("index", "hashes")}


def _hash_in(known: dict[int, bytes], sequence: int) -> bytes | None:
    tile, at = known.get(sequence // WIDTH, b""), sequence % WIDTH * HASH
    return tile[at : at + HASH] if len(tile) >= at + HASH else None


def _tile_rows(places: Iterable[Place]) -> dict[Place, tuple[int, bytes]]:
    by_level: dict[int, list[int]] = {}
    for level, index in places:
        by_level.setdefault(level, []).append(index)
    found: dict[Place, tuple[int, bytes]] = {}
    for level, indexes in by_level.items():
        rows = Tile.objects.filter(level=level, index__in=indexes).order_by("pk")
        found |= {(level, index): (pk, bytes(data)) for pk, index, data in rows.values_list("pk", "index", "hashes")}
    return found


def _which(line: Line) -> Kind:
    """The bytes are those that were signed, and do not follow from the rows: was the act changed, or the line's row?"""
    if line.secret is None or line.number is None or tlog.place(line.secret, line.number) != line.data[: tlog.PLACE]:
        return Kind.LINE_REWRITTEN
    public = registry.public_facts(line.about[0], line.act or "", line.told)
    fits = _follows(line, _told(line)) or _follows(line, public)
    return Kind.LINE_REWRITTEN if fits else Kind.ACT_REWRITTEN


def _told(line: Line) -> dict[str, Any]:
    """The public facts as the act has them."""
    return {name: line.told[name] for name in line.facts if name in line.told}


def _follows(line: Line, facts: dict[str, Any]) -> bool:
    """Whether the bytes of a line follow from the act, its number and the secret of its matter."""
    if line.secret is None or line.number is None or line.at is None or line.act is None:
        return False
    at = tlog.written_time(line.at)
    try:
        return tlog.Statement(line.secret, line.number, line.act, at, facts).leaf() == line.data
    except tlog.NotCanonical:
        return False
