"""Publish figures out of the log, each with the number of lines it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.hooks import counts
from openbeat.core.ledger.models import Published
from openbeat.core.ledger.queries import counts as figures
from openbeat.core.ledger.queries import heads

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def publish(*, at: datetime) -> int:
    """Publish every count that moved since it was published last; gives how many figures are new.

    Twice in a row changes nothing.
    """
    head, known, fresh = heads.published(), figures.newest(), 0
    if head is None:
        return 0
    for count in counts.offered():
        for year, number in figures.due(count, head.size, at).items():
            before = known.get((count.name, year))
            if before and (before.number, before.origin) == (number, head.origin):
                continue
            _row, new = Published.objects.get_or_create(
                name=count.name,
                year=year,
                origin=head.origin,
                size=head.size,
                defaults={"number": number, "published_at": at},
            )
            fresh += new
    return fresh
