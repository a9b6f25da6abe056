"""On which days a series meets, and at which moments: wall-clock rules of RFC 5545, counted by whole days.

The rules are the four that people say of meetings: every week on these weekdays, the n-th weekday of a month, a day of
the month, a day of the year. They mean what RRULE means (the week begins on Monday; a month without that day has none;
29 February comes in leap years only). An hour that does not exist moves forward by as much as the clocks do; an hour
that exists twice is the first of the two (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

WEEK: Final = "week"
MONTH_WEEKDAY: Final = "month_weekday"
MONTH_DAY: Final = "month_day"
YEAR: Final = "year"
KEEP: Final = "keep"
SKIP: Final = "skip"
MOVE: Final = "move"

LAST: Final = -1
FURTHEST: Final = 14  # days by which a holiday may move a meeting
NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
END: Final = date.max - timedelta(days=FURTHEST + 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """How often: every `interval` weeks on `weekdays` (Monday is 0), or months on the `weeks`-th of them, or a day.

    Of `weeks` and `monthday`, -1 is the last of the month.
    """

    every: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    monthday: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """All that says when a series meets; hours are those of the wall clock in `zone`."""

    rule: Rule
    begins_on: date
    hour: time
    minutes: int
    zone: tzinfo
    until: date | None = None
    left_out: Collection[date] = frozenset()
    on_holidays: str = KEEP
    holidays: Collection[date] = frozenset()
    works_on: Callable[[date], bool] = field(default=lambda day: day.weekday() < 5)  # noqa: PLR2004  Monday to Friday


class Slot(NamedTuple):
    """One turn of a series: the day that the rule gives it (its name for ever), and when it is, in UTC."""

    day: date
    starts: datetime
    ends: datetime


def days(rule: Rule, begins_on: date, since: date, before: date) -> Iterator[date]:
    """The days of the rule from `begins_on` on that lie in [since, before), in order."""
    first, before = max(begins_on, since), min(before, END)
    for day in _FINDERS[rule.every](rule, begins_on, first):
        if day >= before:
            return
        if day >= first:
            yield day


def slots(course: Course, since: date, before: date) -> Iterator[Slot]:
    """The turns whose rule gives them a day in [since, before), in order; what is left out is not among them."""
    last = before if course.until is None or course.until >= before else course.until + timedelta(days=1)
    for day in days(course.rule, course.begins_on, since, last):
        if day in course.left_out:
            continue
        on = _around_holidays(course, day) if course.on_holidays != KEEP and day in course.holidays else day
        if on is not None:
            starts = moment(on, course.hour, course.zone)
            yield Slot(day, starts, starts + timedelta(minutes=course.minutes))


def moment(day: date, hour: time, zone: tzinfo) -> datetime:
    """That hour of the wall clock on that day, in UTC."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def exists(day: date, hour: time, zone: tzinfo) -> bool:
    """Whether the wall clock shows that hour on that day at all."""
    return moment(day, hour, zone).astimezone(zone).time() == hour


def as_rrule(rule: Rule, begins_on: date) -> str:
    """The rule as RFC 5545 writes it, for other programs."""
    parts = [f"FREQ={_FREQUENCIES[rule.every]}", f"INTERVAL={rule.interval}"]
    if rule.every == WEEK:
        parts += ["BYDAY=" + ",".join(NAMES[weekday] for weekday in _weekdays(rule, begins_on)), "WKST=MO"]
    if rule.every == MONTH_WEEKDAY:
        parts.append("BYDAY=" + ",".join(f"{week}{NAMES[weekday]}" for week in rule.weeks for weekday in rule.weekdays))
    if rule.every == MONTH_DAY:
        parts.append(f"BYMONTHDAY={rule.monthday}")
    if rule.every == YEAR:
        parts += [f"BYMONTH={begins_on.month}", f"BYMONTHDAY={begins_on.day}"]
    return ";".join(parts)


def _around_holidays(course: Course, day: date) -> date | None:
    """The next working day, unless the series meets there anyhow, or there is none soon."""
    if course.on_holidays == SKIP:
        return None
    found = (day + timedelta(days=number) for number in range(1, FURTHEST))
    on = next((other for other in found if course.works_on(other) and other not in course.holidays), None)
    return None if on is None or on in set(days(course.rule, course.begins_on, on, on + timedelta(days=1))) else on


def _weekdays(rule: Rule, begins_on: date) -> tuple[int, ...]:
    return tuple(sorted(set(rule.weekdays))) or (begins_on.weekday(),)


def _weekly(rule: Rule, begins_on: date, first: date) -> Iterator[date]:
    steps, monday = _weekdays(rule, begins_on), begins_on.toordinal() - begins_on.weekday()
    span = 7 * rule.interval
    monday += max(0, (first.toordinal() - monday) // span) * span
    last = END.toordinal() - 7
    while monday < last:
        for step in steps:
            yield date.fromordinal(monday + step)
        monday += span


def _months(rule: Rule, begins_on: date, first: date) -> Iterator[tuple[int, int]]:
    """Year and month, every `interval`-th from the first one on."""
    start = begins_on.year * 12 + begins_on.month - 1
    number = start + max(0, (first.year * 12 + first.month - 1 - start) // rule.interval) * rule.interval
    while number < END.year * 12:
        yield number // 12, number % 12 + 1
        number += rule.interval


def _length(year: int, month: int) -> int:
    return _LENGTHS[month - 1] + (month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)))  # noqa: PLR2004


def _by_weekday(rule: Rule, begins_on: date, first: date) -> Iterator[date]:
    for year, month in _months(rule, begins_on, first):
        length, weekday = _length(year, month), date(year, month, 1).weekday()
        found = set()
        for wanted in rule.weekdays:
            earliest = 1 + (wanted - weekday) % 7
            for week in rule.weeks:
                day = earliest + 7 * (week - 1) if week > 0 else earliest + 7 * ((length - earliest) // 7)
                if day <= length:
                    found.add(day)
        for day in sorted(found):
            yield date(year, month, day)


def _by_day(rule: Rule, begins_on: date, first: date) -> Iterator[date]:
    for year, month in _months(rule, begins_on, first):
        length = _length(year, month)
        day = length if rule.monthday == LAST else rule.monthday
        if day <= length:
            yield date(year, month, day)


def _yearly(rule: Rule, begins_on: date, first: date) -> Iterator[date]:
    year = begins_on.year + max(0, (first.year - begins_on.year) // rule.interval) * rule.interval
    while year < END.year:
        if begins_on.day <= _length(year, begins_on.month):
            yield date(year, begins_on.month, begins_on.day)
        year += rule.interval


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FINDERS = {WEEK: _weekly, MONTH_WEEKDAY: _by_weekday, MONTH_DAY: _by_day, YEAR: _yearly}
_FREQUENCIES = {WEEK: "WEEKLY", MONTH_WEEKDAY: "MONTHLY", MONTH_DAY: "MONTHLY", YEAR: "YEARLY"}
