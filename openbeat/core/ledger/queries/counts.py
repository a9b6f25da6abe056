"""Read the published counts, and what they would be now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Max
from django.db.models.functions import ExtractYear

from openbeat.core.hooks import counts
from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry, Published
from openbeat.core.ledger.registry import Log

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """A published count: its words, whether sealed matters are in it, and its newest figure for each year."""

    label: StrPromise | str
    sealed: bool
    rows: list[Published]


def recount(count: counts.Count, size: int) -> dict[int, int]:
    """So many acts of a count in each year (UTC), among the first `size` lines of the log."""
    rows = Entry.objects.filter(kind=count.kind, act__in=count.acts, leaf__sequence__lt=size).order_by()
    years = rows.annotate(year=ExtractYear("at", tzinfo=UTC)).values_list("year", flat=True)
    return dict(Counter(years.iterator(CHUNK)))


def is_sealed(count: counts.Count) -> bool:
    """Whether its acts enter the log in batches: then a figure that moves would tell what the batches hide."""
    return any(registry.how(count.kind, act) is Log.SEALED for act in count.acts)


def due(count: counts.Count, size: int, at: datetime) -> dict[int, int]:
    """The figures that may be published now: of sealed matters only for years that are over."""
    found = recount(count, size)
    return {year: number for year, number in found.items() if not is_sealed(count) or year < at.astimezone(UTC).year}


def newest() -> dict[tuple[str, int], Published]:
    """The newest published figure of each count and year."""
    last = Published.objects.order_by().values("name", "year").annotate(last=Max("pk")).values("last")
    rows = Published.objects.filter(pk__in=last).order_by("name", "-year")
    return {(row.name, row.year): row for row in rows}


def tables() -> list[Table]:
    """All counts of the installed apps, the newest year first; one query."""
    known = newest()
    found = []
    for count in counts.offered():
        rows = [row for (name, _year), row in known.items() if name == count.name]
        found.append(Table(count.label, is_sealed(count), rows))
    return found
