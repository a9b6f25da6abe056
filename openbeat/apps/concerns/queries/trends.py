"""What changes: how many were raised each month, what is new, and what comes back after it was answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from openbeat.apps.concerns.lifecycle import Category
from openbeat.apps.concerns.models import Concern, Reopening
from openbeat.apps.concerns.queries.lines import Shown, lines
from openbeat.apps.concerns.queries.lists import within
from openbeat.core.department import queries as department
from openbeat.core.web import dates
from openbeat.core.web.columns import Column
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.core.places.models import Area

MONTHS = 12
LATELY, YEAR = timedelta(days=30), timedelta(days=365)
FEW = 5  # private ones: below that, only that there are few
LEAST, MORE = 3, 1.5  # new is what came three times at least, and half as often again as usual
MOST_BACK = 10


@dataclass(frozen=True, slots=True)
class Trend:
    """One category, or all: its months beside those of the year before, and both sums."""

    label: Any
    columns: tuple[Column, ...]

    @property
    def number(self) -> int:
        """How many in the last twelve months."""
        return sum(column.number for column in self.columns)

    @property
    def before(self) -> int:
        """How many in the twelve months before them."""
        return sum(column.before or 0 for column in self.columns)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A category that came more often in the last thirty days than it usually does."""

    label: Any
    category: str
    number: int
    usual: int  # in thirty days, on the average of the year before


@dataclass(frozen=True, slots=True)
class Back:
    """How many of those answered in a year were opened again."""

    label: Any
    answered: int
    back: int

    @property
    def share(self) -> float | None:
        """Which share came back; none where too few were answered to say."""
        return self.back / self.answered if self.answered >= FEW else None


def _rows(area: Area | None) -> QuerySet[Concern]:
    rows = Concern.objects.filter(private=False)
    return rows.filter(within(area)) if area else rows


def trends(area: Area | None, at: datetime) -> list[Trend]:
    """All together first, then each category that came at all, the most frequent first; public ones. One query."""
    zone = department.zone()
    last = at.astimezone(zone).date().replace(day=1)
    firsts = [_back(last, count) for count in reversed(range(MONTHS))]
    since = datetime.combine(_back(firsts[0], MONTHS), time(), tzinfo=zone).astimezone(UTC)
    rows = _rows(area).filter(raised_at__gte=since, raised_at__lte=at)
    rows = rows.annotate(month=TruncMonth("raised_at", tzinfo=zone)).order_by("month", "category")
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows.values("month", "category").annotate(n=Count("pk")):
        for name in ("", row["category"]):
            found[name][row["month"].date()] += row["n"]
    each = [_trend(label, firsts, found[code]) for code, label in Category.choices if code in found]
    return [_trend("", firsts, found[""]), *sorted(each, key=lambda trend: -trend.number)]


def _trend(label: Any, firsts: list[date], found: dict[date, int]) -> Trend:
    columns = (
        Column(dates.words(first, "month"), found.get(first, 0), found.get(_back(first, MONTHS), 0)) for first in firsts
    )
    return Trend(label, tuple(columns))


def _back(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 - count
    return first.replace(year=months // 12, month=months % 12 + 1)


def fresh(area: Area | None, at: datetime) -> list[Fresh]:
    """What is new: the categories that came clearly more often in the last thirty days than usual. One query."""
    lately, year = Q(raised_at__gt=at - LATELY), Q(raised_at__lte=at - LATELY)
    rows = _rows(area).filter(raised_at__gt=at - LATELY - YEAR, raised_at__lte=at).order_by("category")
    counted = rows.values("category").annotate(now=Count("pk", filter=lately), before=Count("pk", filter=year))
    labels = dict(Category.choices)
    each = [
        Fresh(labels[row["category"]], row["category"], row["now"], round(row["before"] * LATELY / YEAR))
        for row in counted
        if row["now"] >= LEAST and row["now"] >= MORE * row["before"] * LATELY / YEAR
    ]
    return sorted(each, key=lambda item: item.usual - item.number)


def backs(area: Area | None, at: datetime) -> list[Back]:
    """For each category: how many were answered within a year, and how many of them were opened again. One query."""
    again = Exists(Reopening.objects.filter(concern=OuterRef("pk")))
    rows = _rows(area).filter(answers__given_at__gt=at - YEAR, answers__number=1).annotate(again=again)
    counted = rows.order_by("category").values("category", "again").annotate(n=Count("pk"))
    found: dict[tuple[str, bool], int] = {(row["category"], bool(row["again"])): row["n"] for row in counted}
    each = [
        Back(label, found.get((code, False), 0) + found.get((code, True), 0), found.get((code, True), 0))
        for code, label in Category.choices
    ]
    return sorted((back for back in each if back.answered), key=lambda back: (-(back.share or 0), -back.answered))


def came_back(area: Area | None, at: datetime) -> list[Shown]:
    """Public ones that were opened again more than once, the latest first, as a visitor sees them. One query."""
    rows = _rows(area).annotate(times=Count("reopenings")).filter(times__gte=2)
    return [line.shown for line in lines(rows.order_by("-raised_at", "-pk")[:MOST_BACK], VISITOR, at)]


def private_count(area: Area | None, at: datetime) -> int | None:
    """How many private ones came in the last year; none where they are so few that the number tells of a person."""
    rows = Concern.objects.filter(private=True, raised_at__gt=at - YEAR, raised_at__lte=at)
    count = (rows.filter(within(area)) if area else rows).count()
    return count if count >= FEW else None
