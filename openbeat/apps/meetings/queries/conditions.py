"""Current conditions: crimes by kind beside the last two years, what was done, and what residents say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from openbeat.apps.meetings.figures import conditions as figures
from openbeat.apps.meetings.figures.conditions import Span
from openbeat.apps.meetings.lifecycle import LISTED, PROTECTED, Crime, Kind, Solved, Stage
from openbeat.apps.meetings.models import Deed, Incident, Load, Meeting
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from openbeat.core.places.models import Area

YEARS = (0, 1, 2)
MONTHS, SENTENCES = 13, 3


@dataclass(frozen=True, slots=True)
class Coverage:
    """From which day to which the files reach that were taken, and what their sources want said."""

    since: date | None
    until: date | None
    notices: tuple[tuple[str, str], ...] = ()


@for_seconds(5)
def coverage() -> Coverage:
    """How far the files reach that were taken whole."""
    done = Load.objects.filter(ended_at__isnull=False)
    reach = done.aggregate(since=Min("since"), until=Max("until"))
    said = done.exclude(notice="").order_by("notice", "pk").values_list("notice", "notice_language").distinct()
    return Coverage(reach["since"], reach["until"], tuple(dict.fromkeys(said)))


def incidents_by_key(source: str, keys: Collection[str]) -> dict[str, Incident]:
    """The incidents of a source that are here already, by key."""
    return {one.key: one for one in Incident.objects.filter(source=source, key__in=list(keys)).order_by("pk")}


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: how many in these weeks, a year and two years before (None: no figures), and how many are solved."""

    crime: Crime
    counts: tuple[int, int | None, int | None]
    solved: int
    unknown: int
    deed: Deed | None = None

    @property
    def now(self) -> int:
        """In these weeks."""
        return self.counts[0]

    @property
    def year(self) -> int | None:
        """In the same weeks a year before."""
        return self.counts[1]

    @property
    def two(self) -> int | None:
        """In the same weeks two years before."""
        return self.counts[2]


@dataclass(frozen=True, slots=True)
class Guarded:
    """Protected kinds, counted by whole quarter and district only; None where the count is one to four."""

    area: Area
    span: Span
    lines: tuple[tuple[Crime, int | None, int | None], ...]  # kind, this quarter, the same a year before

    @property
    def told_year(self) -> bool:
        """Whether there are figures of a year before."""
        return any(line[2] is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a meeting looks at."""

    area: Area
    span: Span
    lines: tuple[Line, ...]
    guarded: Guarded | None
    overall: Deed | None
    notices: tuple[tuple[str, str], ...]

    @property
    def told(self) -> tuple[Line, ...]:
        """The largest kinds, for sentences."""
        return tuple(sorted(self.lines, key=lambda line: -line.now)[:SENTENCES])


def conditions_at(area: Area, day: date, last: date | None, meeting: Meeting | None = None) -> Conditions | None:
    """The weeks before `day` since the last meeting, as far as files reach; None where no file was taken."""
    reach = coverage()
    if reach.since is None or reach.until is None or day <= reach.since:
        return None
    until = min(day, reach.until + timedelta(days=1))
    span = figures.weeks_to(until, last)
    deeds = {deed.crime: deed for deed in Deed.objects.filter(meeting=meeting).order_by("pk")} if meeting else {}
    lines = _lines(area, span, reach, deeds)
    return Conditions(area, span, lines, _guarded(area, until, reach), deeds.get(""), reach.notices)


def _lines(area: Area, span: Span, reach: Coverage, deeds: dict[str, Deed]) -> tuple[Line, ...]:
    spans = [span.earlier(years) for years in YEARS]
    here = [figures.covers(reach.since, reach.until, one) for one in spans]
    inside = [Q(day__gte=one.since, day__lt=one.until) for one in spans]
    rows = Incident.objects.filter(inside[0] | inside[1] | inside[2], area__in=places.below(area), crime__in=LISTED)
    found = {
        row["crime"]: row
        for row in rows.order_by("crime")
        .values("crime")
        .annotate(
            n0=Count("pk", filter=inside[0]),
            n1=Count("pk", filter=inside[1]),
            n2=Count("pk", filter=inside[2]),
            done=Count("pk", filter=inside[0] & Q(solved=Solved.YES)),
            unsure=Count("pk", filter=inside[0] & Q(solved=Solved.UNKNOWN)),
        )
    }
    return tuple(
        Line(
            crime,
            (row["n0"], row["n1"] if here[1] else None, row["n2"] if here[2] else None),
            row["done"],
            row["unsure"],
            deeds.get(crime),
        )
        for crime in LISTED
        if (row := found.get(crime))
    )


def _guarded(area: Area, until: date, reach: Coverage) -> Guarded | None:
    """For a beat its district's; for a district its own; for other areas none: a sum would give a part away."""
    district = next((one for one in places.lineage(area) if one.kind == "district"), None)
    if district is None:
        whole = places.root()
        district = whole if whole and not places.areas("district") else None
    if district is None or area.kind not in {"beat", district.kind}:
        return None
    span = figures.quarter_before(until)
    if not figures.covers(reach.since, reach.until, span):
        return None
    before = figures.same_quarter(span, 1)
    earlier = _by_month(district, before) if figures.covers(reach.since, reach.until, before) else None
    now = _by_month(district, span)
    return Guarded(
        district, span, tuple((crime, now[crime], earlier[crime] if earlier else None) for crime in PROTECTED)
    )


def _by_month(district: Area, span: Span) -> dict[str, int | None]:
    rows = Incident.objects.filter(
        area_id=district.pk, crime__in=PROTECTED, month__gte=span.since, month__lt=span.until
    )
    found = dict(rows.order_by("crime").values_list("crime").annotate(Count("pk")))
    counts = {str(crime): found.get(crime, 0) for crime in PROTECTED}
    return figures.guarded(counts, department.number("small_numbers"))


def course(area: Area, until: date) -> list[tuple[date, int]]:
    """How many incidents of the listed kinds there were in each whole month before a day, the oldest first."""
    last = until.replace(day=1)
    months = [_month_before(last, back) for back in range(MONTHS, 0, -1)]
    reach = coverage()
    rows = Incident.objects.filter(area__in=places.below(area), crime__in=LISTED, month__gte=months[0], month__lt=last)
    found = dict(rows.order_by("month").values_list("month").annotate(Count("pk")))
    return [(month, found.get(month, 0)) for month in months if reach.since and month >= reach.since]


def _month_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def blocks(area: Area, span: Span) -> list[tuple[float, float, str, int]]:
    """Where in these weeks something of the listed kinds happened, by block: point, name, how often."""
    rows = Incident.objects.filter(
        area__in=places.below(area), day__gte=span.since, day__lt=span.until, lon__isnull=False
    )
    counted = rows.filter(crime__in=LISTED).order_by("lon", "lat").values_list("lon", "lat")
    return [
        (lon, lat, name, number)
        for lon, lat, name, number in counted.annotate(Min("block"), Count("pk"))
        if lon is not None and lat is not None
    ]


# For a meeting


def deed(meeting: Meeting, crime: str) -> Deed | None:
    """What was told of one kind, or ("") of all."""
    return Deed.objects.filter(meeting=meeting, crime=crime).first()


def conditions_today(area: Area, at: datetime) -> Conditions | None:
    """The newest figures of an area: since its last meeting, up to now; what was done is told to the next one."""
    zone = department.zone()
    held = Meeting.objects.filter(area=area.pk, kind=Kind.BEAT, starts_at__lt=at).exclude(stage=Stage.CANCELLED)
    last = held.aggregate(last=Max("starts_at"))["last"]
    return conditions_at(area, at.astimezone(zone).date(), last.astimezone(zone).date() if last else None)


def conditions_of(meeting: Meeting, at: datetime) -> Conditions | None:
    """What a meeting looks at: the weeks since the meeting before it, up to its day or today."""
    if coverage().since is None:
        return None
    zone = department.zone()
    day = min(meeting.starts_at, at).astimezone(zone).date()
    before = (
        Meeting.objects.filter(area=meeting.area_id, kind=meeting.kind, starts_at__lt=meeting.starts_at)
        .exclude(stage=Stage.CANCELLED)
        .filter(starts_at__lt=at)
        .aggregate(last=Max("starts_at"))["last"]
    )
    last = before.astimezone(zone).date() if before else None
    return conditions_at(meeting.area, day, last, meeting)
