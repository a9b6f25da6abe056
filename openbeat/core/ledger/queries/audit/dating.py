"""Holds the dates of open acts against the summaries before them: what was done waits for seconds, and not for days."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.core.ledger.models import Checkpoint, Entry
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.queries.audit.differences import Difference, Kind, difference
from openbeat.core.ledger.queries.matters import PATIENCE, PORTION
from openbeat.core.ledger.registry import Log

if TYPE_CHECKING:
    from openbeat.core.ledger.queries.audit.rows import Line

CHUNK = 2000
REMEMBERED = 4096  # summaries, where a clock was set back
LONGEST = PATIENCE + timedelta(minutes=9)  # from an act's date to its line, while the log takes what waits


@dataclass(frozen=True, slots=True)
class Span:
    """Up to which line a summary signed for the first time, and when all that waited had been taken before it."""

    stop: int
    taken: datetime | None


@dataclass(slots=True)
class Dating:
    """Which open acts say that they were done before a moment at which everything that waited had its place."""

    spans: Iterator[Span] = field(default_factory=lambda: iter(()))
    span: Span = Span(0, None)

    @classmethod
    def read(cls, head: Checkpoint | None) -> Dating:
        """As the summaries have it, one after the other: lines come in their order."""
        return cls(_spans(heads.number_of(head.origin))) if head else cls()

    def of(self, line: Line) -> Iterator[Difference]:
        """Whether the act of this line is dated too early."""
        while self.span.stop <= line.sequence and (following := next(self.spans, None)):
            self.span = following
        if self.span.stop <= line.sequence or self.span.taken is None or line.log != Log.OPEN or line.at is None:
            return
        if line.at < self.span.taken - LONGEST:
            facts = {"line": line.sequence, "at": f"{line.at:%Y-%m-%d %H:%M} UTC"}
            yield difference(
                Kind.ACT_BACKDATED, Entry, line.entry, **facts, taken=f"{self.span.taken:%Y-%m-%d %H:%M} UTC"
            )


def _spans(number: int) -> Iterator[Span]:
    """The lines of each summary, where they stand by now; a new log begins with lines that all had theirs."""
    rows = Checkpoint.objects.order_by("pk").values_list("origin", "size", "slot", "made_at")
    last, size, taken = "", 0, deque[datetime](maxlen=REMEMBERED)
    for origin, stop, slot, made_at in rows.iterator(CHUNK):
        if origin == last or not last:
            before = next((each for each in reversed(taken) if each < made_at), None)
            yield Span(stop + number - heads.number_of(origin), before)
            if _took_all(stop - size, slot, made_at):
                taken.append(made_at)
        last, size = origin, stop


def _took_all(lines: int, slot: datetime | None, made_at: datetime) -> bool:
    """Whether no open act waited for long when this was signed.

    A portion that is full may have left some. A batch takes none, but where it came at its time the worker was at work.
    """
    return lines < PORTION if slot is None else made_at - slot <= PATIENCE
