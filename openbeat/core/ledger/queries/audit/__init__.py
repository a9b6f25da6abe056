"""Recounts everything from the ledger and the log, and names every difference; it reads, and repairs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from openbeat.core.ledger.queries import heads, matters
from openbeat.core.ledger.queries.audit import acts, figures, outside
from openbeat.core.ledger.queries.audit.differences import Difference as Difference
from openbeat.core.ledger.queries.audit.differences import Kind as Kind
from openbeat.core.ledger.queries.audit.lines import Recount
from openbeat.core.ledger.queries.matters import Waiting

type Watch = Callable[[int, int], None]  # how many lines were counted, of how many


def _nobody(_done: int, _all: int) -> None:
    """Nobody waits."""


@dataclass(slots=True)
class Audit:
    """What an audit counted. `differences` streams: take all of it before you look at the figures."""

    at: datetime
    watch: Watch = _nobody
    lines: int = 0
    summaries: int = 0
    found: int = 0
    waiting: Waiting = field(default_factory=lambda: Waiting(0, None, late=False))

    def differences(self) -> Iterator[Difference]:
        """Every difference; where there is none, all holds."""
        for each in self._all():
            self.found += 1
            yield each

    def _all(self) -> Iterator[Difference]:
        head = heads.latest()
        recount = Recount(head)
        yield from recount.differences(self.watch)
        self.lines, self.summaries = recount.tree.size, recount.summaries
        yield from acts.beyond(head)
        yield from acts.numbers(recount.end)
        yield from acts.disorder(recount.end)
        yield from acts.twice(recount.end)
        yield from acts.without_line()
        yield from acts.hidden()
        yield from acts.held()
        self.waiting = matters.waiting(self.at)
        yield from acts.late(self.waiting)
        yield from acts.ahead(self.at)
        yield from outside.published()
        yield from outside.summaries(head)
        yield from outside.cosignatures()
        yield from outside.witnesses()
        yield from figures.published_counts(head)
