"""Which series there are, and on which days they meet beyond what is announced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from openbeat.apps.meetings.figures import recurrence
from openbeat.apps.meetings.figures.recurrence import Course, Rule
from openbeat.apps.meetings.lifecycle import Plan, SeriesPlan, Stage
from openbeat.apps.meetings.models import Meeting, Series, SeriesException
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from openbeat.apps.meetings.figures.recurrence import Slot
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

DAY = timedelta(days=1)
SHARED = ("kind", "title", "language", "place", "address", "online", "child_care", "access", "run_by")
LOOK_AHEAD = timedelta(days=800)  # a series that meets every second year still shows its next day
EARLIER = timedelta(days=recurrence.FURTHEST)


class Turn(NamedTuple):
    """A day of a series for which no meeting is announced yet."""

    series: Series
    slot: Slot


def all_series(actor: Actor) -> QuerySet[Series]:
    """All series: like meetings, they are open to everybody."""
    return Series.objects.select_related("area").defer("area__boundary").order_by("area__name", "title", "pk")


def series_of(area: Area | None, actor: Actor, at: datetime) -> QuerySet[Series]:
    """The series that are still to meet, of an area, of those in it and of those in which it lies."""
    today = at.astimezone(department.zone()).date()
    going = all_series(actor).filter(Q(until=None) | Q(until__gte=today))
    if area is None:
        return going
    keys = places.below(area) | places.above(area)
    together = Series.also.through.objects.filter(area__in=keys).values("series")
    return going.filter(Q(area__in=keys) | Q(pk__in=together))


def still_left_out(at: datetime) -> Q:
    """The days that are left out and not past: those that everybody reads."""
    return Q(day__gte=at.date())


def left_out(series: Series) -> QuerySet[SeriesException]:
    """The days that a series leaves out, in order."""
    return SeriesException.objects.filter(series=series).order_by("day")


def going_on(at: datetime) -> QuerySet[Series]:
    """The series for which meetings may still be announced."""
    today = at.astimezone(department.zone()).date()
    return Series.objects.filter(Q(until=None) | Q(until__gte=today)).order_by("pk")


def rows_from(series: Series, slot: date, at: datetime) -> QuerySet[Meeting]:
    """The meetings of a series from this slot on that did not begin yet and have no note, in order."""
    rows = Meeting.objects.select_related("area").defer("area__boundary")
    coming = rows.filter(series=series, slot__gte=slot, starts_at__gt=at, stage__in=(Stage.ANNOUNCED, Stage.CANCELLED))
    return coming.order_by("slot")


def meetings_of(series: Series) -> QuerySet[Meeting]:
    """All meetings of a series that were announced, in order."""
    rows = Meeting.objects.select_related("area").defer("area__boundary")
    return rows.filter(series=series).order_by("starts_at", "pk")


def announced_slots(series: Series, slots: Iterable[date]) -> set[date]:
    """Of these days, those for which a meeting is announced (or was cancelled)."""
    return {
        slot
        for slot in Meeting.objects.filter(series=series, slot__in=list(slots)).values_list("slot", flat=True)
        if slot
    }


def course_of(series: Series | SeriesPlan, left_out: Iterable[date] = ()) -> Course:
    """All that says when a series meets, on the clock and with the holidays of the department."""
    calendar = department.calendar()
    rule = Rule(series.every, series.interval, tuple(series.weekdays), tuple(series.weeks), series.monthday)
    return Course(
        rule,
        series.begins_on,
        series.begins,
        series.minutes,
        department.zone(),
        series.until,
        frozenset(left_out),
        series.holidays,
        calendar.holidays,
        calendar.works_on,
    )


def slots_ahead(series: Series, at: datetime, most: int) -> list[Slot]:
    """The next turns of a series after this moment, announced or not: at most so many."""
    course = course_of(series, left_out(series).values_list("day", flat=True))
    return next_slots(course, at, most)


def has_day(series: Series, day: date, at: datetime) -> bool:
    """Whether the rule of a series gives it this day, and it is still to come."""
    return any(slot.starts > at for slot in recurrence.slots(course_of(series), day, day + DAY))


def slot_on(series: Series, day: date, at: datetime) -> Slot | None:
    """The turn that a series has on this day, still to come and not left out."""
    course = course_of(series, left_out(series).values_list("day", flat=True))
    found = recurrence.slots(course, day, day + DAY)
    return next((slot for slot in found if slot.day == day and slot.starts > at), None)


def next_slots(course: Course, at: datetime, most: int) -> list[Slot]:
    """The next turns of a rule that begin after this moment: at most so many."""
    today = at.astimezone(department.zone()).date()
    since = max(today - EARLIER, course.begins_on)
    found = recurrence.slots(course, since, since + LOOK_AHEAD)
    coming = (slot for slot in found if slot.starts > at)
    return [slot for slot, _number in zip(coming, range(most), strict=False)]


def turns(series: Iterable[Series], since: datetime, until: datetime) -> list[Turn]:
    """The turns of these series that touch this span and are not announced yet: two queries, however many series."""
    them = list(series)
    if not them:
        return []
    zone = department.zone()
    first, last = (moment.astimezone(zone).date() for moment in (since - EARLIER, until + DAY))
    keys = [one.pk for one in them]
    gone: dict[int, list[date]] = defaultdict(list)
    for key, day in SeriesException.objects.filter(series__in=keys, day__gte=first).values_list("series", "day"):
        gone[key].append(day)
    rows = Meeting.objects.filter(series__in=keys, slot__gte=first, slot__lte=last)
    taken = set(rows.values_list("series", "slot"))
    found = [
        Turn(one, slot)
        for one in them
        for slot in recurrence.slots(course_of(one, gone[one.pk]), first, last)
        if slot.ends > since and slot.starts < until and (one.pk, slot.day) not in taken
    ]
    return sorted(found, key=lambda turn: (turn.slot.starts, turn.series.pk))


def plan_of(series: Series) -> SeriesPlan:
    """What stands of a series, as a plan; with which areas it meets stays as it is."""
    told: dict[str, Any] = {}
    for column in fields(SeriesPlan):
        if column.name != "also":
            value = getattr(series, column.name)
            told[column.name] = tuple(value) if isinstance(value, list) else value
    return SeriesPlan(**told)


def plan_for(series: Series, slot: Slot) -> Plan:
    """The plan of one meeting of a series."""
    told = {name: getattr(series, name) for name in SHARED}
    with_ = tuple(series.also.order_by("pk").values_list("pk", flat=True))
    return Plan(**told, starts_at=slot.starts, ends_at=slot.ends, interpreters=tuple(series.interpreters), also=with_)


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One line of what a series has ahead: a meeting that is announced, or a day that will be."""

    starts: datetime
    meeting: Meeting | None
    slot: date


def days_ahead(series: Series, at: datetime, most: int) -> list[DayAhead]:
    """What a series has ahead, in order: what is announced, and the days after that."""
    rows = list(meetings_of(series).filter(ends_at__gt=at))
    taken = {row.slot for row in rows}
    lines = [DayAhead(row.starts_at, row, row.slot) for row in rows if row.slot]
    lines += [DayAhead(slot.starts, None, slot.day) for slot in slots_ahead(series, at, most) if slot.day not in taken]
    return sorted(lines, key=lambda line: line.starts)[:most]
