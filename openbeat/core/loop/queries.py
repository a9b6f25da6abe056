"""What waits, for whom, and how the promises are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from openbeat.core.loop.models import Obligation
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

FEW = 5  # durations: below that no median is given
OPEN = Q(kept_at=None, released_at=None)


def open_rows() -> QuerySet[Obligation]:
    """All that waits, by date."""
    rows = Obligation.objects.filter(OPEN).select_related("owner", "owner__area", "area", "version")
    rows = rows.defer("owner__area__boundary", "area__boundary")
    return rows.order_by("due_at", "pk")


def waiting_for(actor: Actor) -> QuerySet[Obligation]:
    """What waits for this actor: owed by a post it holds (a deputy's too), or by the person itself; by date."""
    if actor.person is None:
        return open_rows().none()
    held = Tenure.objects.filter(person=actor.person, until=None).values("post")
    stands_in = Q(owner__role=Role.LIAISON, owner__area__in=actor.areas(Role.DEPUTY))
    return open_rows().filter(Q(person=actor.person) | Q(owner__in=held) | stands_in)


def late_under(actor: Actor, at: datetime) -> QuerySet[Obligation]:
    """What is late in the areas an actor commands, owed by others; by date."""
    areas = [*actor.areas(Role.COMMANDER), *actor.areas(Role.COUNCIL)]
    return open_rows().filter(area__in=areas, due_at__lt=at, paused_at=None)


def late(area: Area | None, at: datetime) -> QuerySet[Obligation]:
    """What is late today, in an area or everywhere; paused clocks left out."""
    rows = open_rows().filter(due_at__lt=at, paused_at=None, owner__isnull=False)
    return rows.filter(area=area) if area else rows


def of_things(refs: Iterable[Ref]) -> dict[Ref, list[Obligation]]:
    """The promises about a page of things, open and ended, oldest first; one query a kind."""
    refs = list(dict.fromkeys(refs))
    found: dict[Ref, list[Obligation]] = {ref: [] for ref in refs}
    ordered = sorted(refs)
    for kind, group in groupby(ordered, key=lambda ref: ref.kind):
        rows = Obligation.objects.filter(kind=kind, key__in=[ref.key for ref in group])
        rows = rows.select_related("owner", "owner__area").defer("owner__area__boundary").prefetch_related("shifts")
        for row in rows.order_by("pk"):
            found[Ref(row.kind, row.key)].append(row)
    return found


def refs_of(rows: Iterable[Obligation]) -> list[Ref]:
    """What these rows are about."""
    return [Ref(row.kind, row.key) for row in rows]


@dataclass(frozen=True, slots=True)
class Kept:
    """How one promise was kept in a span: counts of obligations, and days from made to kept.

    `due` counts those whose date (as first promised) lay in the span, or that were kept in it; open ones are counted.
    `in_time` of them were kept by the date first promised. `days` are the durations of those kept, in days, sorted.
    """

    promise: str
    due: int
    in_time: int
    open: int
    late: int
    days: tuple[float, ...]

    @property
    def share(self) -> float | None:
        """In time of all due, 0 to 1; None where nothing was due."""
        return self.in_time / self.due if self.due else None

    @property
    def half_within(self) -> float | None:
        """Median number of days; None where there are too few for one: then they are listed."""
        return median(self.days) if len(self.days) >= FEW else None


def kept(since: datetime, at: datetime, area: Area | None = None) -> list[Kept]:
    """How each promise was kept between `since` and `at`, open matters counted, by name."""
    rows = Obligation.objects.filter(person=None) if area is None else Obligation.objects.filter(area=area, person=None)
    rows = rows.annotate(ended=Coalesce("kept_at", "released_at")).filter(made_at__lte=at)
    rows = rows.filter(Q(ended=None) | Q(ended__gte=since)).exclude(released_at__isnull=False)
    facts = rows.order_by("promise", "pk").values_list(
        "promise", "made_at", "first_due_at", "due_at", "kept_at", "paused_at"
    )
    return [_kept(name, list(group), at) for name, group in groupby(facts, key=lambda row: row[0])]


def _kept(
    name: str, rows: list[tuple[str, datetime, datetime, datetime, datetime | None, datetime | None]], at: datetime
) -> Kept:
    due = in_time = still_open = late_now = 0
    days: list[float] = []
    for _promise, made, first_due, due_at, kept_at, paused_at in rows:
        if kept_at is not None:
            due += 1
            in_time += kept_at <= first_due
            days.append((kept_at - made) / timedelta(days=1))
        else:
            still_open += 1
            due += first_due < at
            late_now += due_at < at and paused_at is None
    return Kept(name, due, in_time, still_open, late_now, tuple(sorted(days)))


def open_by_area(at: datetime) -> dict[int, tuple[int, int]]:
    """For each area: how many promises are open, and how many of them are late."""
    rows = Obligation.objects.filter(OPEN, area__isnull=False, person=None).values("area").order_by("area")
    found = rows.annotate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at, paused_at=None)))
    return {row["area"]: (row["open"], row["late"]) for row in found}
