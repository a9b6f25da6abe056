"""Read the published counts, and what they would be now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min
from django.db.models.functions import ExtractYear

from openbeat.core.hooks import counts
from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry, Published
from openbeat.core.ledger.registry import Log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
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
    rows = _acts(count).filter(leaf__sequence__lt=size).order_by().values_list("year")
    return dict(rows.annotate(number=Count("pk")))


def steps(count: counts.Count) -> Iterator[tuple[int, int]]:
    """The line and the year of each act of a count, in the order of the lines."""
    rows = _acts(count).filter(leaf__isnull=False).order_by("leaf__sequence")
    return rows.values_list("leaf__sequence", "year").iterator(CHUNK)


def _acts(count: counts.Count) -> QuerySet[Any]:
    rows = Entry.objects.filter(kind=count.kind, act__in=count.acts)
    return rows.annotate(year=ExtractYear("at", tzinfo=UTC))


def is_sealed(count: counts.Count) -> bool:
    """Whether its acts enter the log in batches: then a figure that moves would tell what the batches hide."""
    return any(registry.how(count.kind, act) is Log.SEALED for act in count.acts)


def due(count: counts.Count, size: int, at: datetime) -> dict[int, int]:
    """The figures that may be published now: of sealed matters only for years that are over and wait for no batch."""
    found = recount(count, size)
    if not is_sealed(count):
        return found
    waits = _acts(count).filter(log__isnull=False, sequence=None).order_by().aggregate(first=Min("year"))["first"]
    end = min(at.astimezone(UTC).year, waits or at.astimezone(UTC).year)
    return {year: number for year, number in found.items() if year < end}


def last() -> Published | None:
    """The count that was published last."""
    return Published.objects.order_by("-pk").first()


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
