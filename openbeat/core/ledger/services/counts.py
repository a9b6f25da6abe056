"""Publish figures out of the log, each with the number of lines it was made from, and sealed to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.hooks import counts
from openbeat.core.ledger.models import Published
from openbeat.core.ledger.queries import counts as figures
from openbeat.core.ledger.queries import heads, seals, signing
from openbeat.core.ledger.services import locks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from openbeat.core.ledger.models import Checkpoint


@transaction.atomic
def publish(*, at: datetime) -> int:
    """Publish every count that moved since it was published last; gives how many figures are new.

    Twice in a row changes nothing; nor does it while the log stands still.
    """
    locks.wait()
    head = heads.latest()
    if head is None or head.published_at is None or signing.need(head):
        return 0
    by, before, fresh = signing.signer(head), figures.last(), 0
    for row in _moved(head, at):
        row.seal = seals.sealed(seals.of_count(row, before), by)
        row.save(force_insert=True)
        before, fresh = row, fresh + 1
    return fresh


def _moved(head: Checkpoint, at: datetime) -> Iterator[Published]:
    known = figures.newest()
    for count in counts.offered():
        for year, number in sorted(figures.due(count, head.size, at).items()):
            last = known.get((count.name, year))
            if last and last.origin == head.origin and (last.number == number or last.size == head.size):
                continue
            facts = {"name": count.name, "year": year, "number": number}
            yield Published(**facts, origin=head.origin, size=head.size, published_at=at)
