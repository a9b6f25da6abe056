"""Recounts the batches: nothing but sealed acts and filling came in them, and what is called filling is just that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openbeat.core.ledger.models import Checkpoint, Entry, Leaf
from openbeat.core.ledger.queries import heads, signing
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.registry import Log
from openbeat.kit import tlog

if TYPE_CHECKING:
    from openbeat.core.ledger.queries.audit.rows import Line

CHUNK = 2000


@dataclass(slots=True)
class Batches:
    """Which lines came in batches, by the summaries; and what a line must be that no act stands behind."""

    spans: list[tuple[int, int]] = field(default_factory=list)  # from, to: by their order
    before: int = 0  # so many older logs are named in the first lines
    key: bytes | None = None
    at: int = 0  # the batch that is looked at: lines come in their order
    lost: int = 0  # lines that nobody can compute again

    @classmethod
    def read(cls, head: Checkpoint | None) -> Batches:
        """As the database and the file of the key have them."""
        if head is None:
            return cls()
        number = heads.number_of(head.origin)
        try:
            key = signing.filling_key()
        except signing.NoKey:
            key = None
        return cls(list(_spans(number)), number - heads.FIRST_LOG, key)

    def of(self, line: Line) -> Iterator[Difference]:
        """What is wrong with how this line came into the log."""
        batched = self._is_in_one(line.sequence)
        if line.entry is None:
            yield from self._without_act(line, batched=batched)
            return
        if line.act is not None and line.log != (Log.SEALED if batched else Log.OPEN):
            yield difference(Kind.ACT_MARKED, Entry, line.entry, line=line.sequence)
        if line.filling is not None:
            yield difference(Kind.FILLING_WRONG, Leaf, line.pk, line=line.sequence)

    def _without_act(self, line: Line, *, batched: bool) -> Iterator[Difference]:
        if line.filling is None:
            if line.sequence >= self.before or tlog.continued(line.data) is None:
                yield difference(Kind.LINE_OF_NOTHING, Leaf, line.pk, line=line.sequence)
            return
        if not batched:
            yield difference(Kind.FILLING_OUTSIDE, Leaf, line.pk, line=line.sequence)
        if self.key is None or not line.filling:
            self.lost += 1
        elif tlog.filling(self.key, line.filling) != line.data:
            yield difference(Kind.FILLING_WRONG, Leaf, line.pk, line=line.sequence)

    def _is_in_one(self, sequence: int) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= sequence:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= sequence

    def at_the_end(self) -> Iterator[Difference]:
        """How many lines could not be looked at, if any."""
        if self.lost:
            yield difference(Kind.FILLING_LOST, Leaf, None, count=self.lost)


def _spans(number: int) -> Iterator[tuple[int, int]]:
    """The lines of each batch, where they stand by now: each new log moved them by one place."""
    rows = Checkpoint.objects.order_by("pk").values_list("origin", "size", "slot")
    last, size = "", 0
    for origin, stop, slot in rows.iterator(CHUNK):
        moved = number - heads.number_of(origin)
        if slot is not None:
            yield (size if origin == last else 0) + moved, stop + moved
        last, size = origin, stop
