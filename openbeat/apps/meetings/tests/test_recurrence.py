"""The days of a series are those that another library finds, whatever the rule, the zone and the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar, Event

from openbeat.apps.meetings.figures import recurrence
from openbeat.apps.meetings.figures.recurrence import KEEP, MOVE, SKIP, Course, Rule
from openbeat.apps.meetings.lifecycle import Every, Holidays

CHICAGO = ZoneInfo("America/Chicago")
ZONES = some.sampled_from(
    [CHICAGO, *(ZoneInfo(name) for name in ("Europe/Berlin", "Australia/Lord_Howe", "Asia/Yangon", "Africa/Cairo"))]
)
WEEKDAYS = some.lists(some.integers(0, 6), min_size=1, max_size=3, unique=True).map(tuple)
INTERVALS = some.integers(1, 5)
RULES = some.one_of(
    some.builds(Rule, some.just(recurrence.WEEK), INTERVALS, WEEKDAYS),
    some.builds(
        Rule,
        some.just(recurrence.MONTH_WEEKDAY),
        INTERVALS,
        WEEKDAYS,
        some.lists(some.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=2, unique=True).map(tuple),
    ),
    some.builds(
        Rule,
        some.just(recurrence.MONTH_DAY),
        INTERVALS,
        some.just(()),
        some.just(()),
        some.sampled_from([1, 15, 28, 29, 30, 31, -1]),
    ),
    some.builds(Rule, some.just(recurrence.YEAR), some.integers(1, 4)),
)
STARTS = some.dates(date(2019, 1, 1), date(2030, 12, 31)) | some.just(date(2024, 2, 29))
HOURS = some.times().map(lambda hour: hour.replace(second=0, microsecond=0)) | some.sampled_from([time(2, 30), time(1)])


@settings(max_examples=300)
@given(rule=RULES, begins_on=STARTS, offset=some.integers(-500, 3000), span=some.integers(0, 800))
def test_the_days_are_those_of_dateutil(rule: Rule, begins_on: date, offset: int, span: int) -> None:
    since = begins_on + timedelta(days=offset)
    before = since + timedelta(days=span)
    start = datetime.combine(begins_on, time())
    theirs = rrulestr(recurrence.as_rrule(rule, begins_on), dtstart=start)

    ours = list(recurrence.days(rule, begins_on, since, before))

    found = theirs.between(datetime.combine(since, time()), datetime.combine(before, time()), inc=True)
    assert ours == [day.date() for day in found if day.date() < before]


@settings(max_examples=60, deadline=None)
@given(rule=RULES, begins_on=STARTS, hour=HOURS, zone=ZONES, minutes=some.integers(1, 600), drop=some.integers(0, 3))
def test_the_moments_are_those_of_recurring_ical_events(
    rule: Rule, begins_on: date, hour: time, zone: ZoneInfo, minutes: int, drop: int
) -> None:
    whole = list(recurrence.days(rule, begins_on, begins_on, begins_on + timedelta(days=731)))
    if not whole:
        return
    left_out = frozenset(whole[1 : 1 + drop])
    course = Course(rule, whole[0], hour, minutes, zone, left_out=left_out)
    if rule.every == recurrence.YEAR:
        course = Course(rule, begins_on, hour, minutes, zone, left_out=left_out)

    ours = list(recurrence.slots(course, whole[0], whole[0] + timedelta(days=731)))

    theirs = [
        (event.start.astimezone(UTC), event.end.astimezone(UTC))
        for event in recurring_ical_events.of(_as_calendar(course, whole)).between(
            whole[0] - timedelta(days=2), whole[0] + timedelta(days=733)
        )
    ]
    last = recurrence.moment(whole[0] + timedelta(days=731), time(), zone)
    assert [(slot.starts, slot.ends) for slot in ours] == sorted(pair for pair in theirs if pair[0] < last)


def _as_calendar(course: Course, whole: list[date]) -> Calendar:
    event = Event()
    event.add("uid", "7")
    start = datetime.combine(whole[0], course.hour, course.zone)
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=course.minutes))
    event.add("rrule", _parts(recurrence.as_rrule(course.rule, course.begins_on)))
    for day in sorted(course.left_out):
        event.add("exdate", datetime.combine(day, course.hour, course.zone))
    calendar = Calendar()
    calendar.add_component(event)
    return calendar


def _parts(rule: str) -> dict[str, list[str]]:
    return {name: values.split(",") for name, values in (part.split("=") for part in rule.split(";"))}


def test_the_wall_clock_stays_when_the_clocks_change() -> None:
    course = Course(Rule(recurrence.WEEK), date(2026, 10, 20), time(18, 30), 90, CHICAGO)

    slots = list(recurrence.slots(course, date(2026, 10, 20), date(2026, 11, 11)))

    assert [slot.starts.astimezone(CHICAGO).time() for slot in slots] == [time(18, 30)] * 4
    assert [slot.starts.hour for slot in slots] == [23, 23, 0, 0]
    assert {slot.ends - slot.starts for slot in slots} == {timedelta(minutes=90)}


def test_an_hour_that_does_not_exist_moves_forward_and_one_that_exists_twice_is_the_first() -> None:
    spring = recurrence.moment(date(2026, 3, 8), time(2, 30), CHICAGO)
    autumn = recurrence.moment(date(2026, 11, 1), time(1, 30), CHICAGO)

    assert spring.astimezone(CHICAGO).time() == time(3, 30)
    assert (autumn.hour, autumn.minute) == (6, 30)
    assert not recurrence.exists(date(2026, 3, 8), time(2, 30), CHICAGO)
    assert recurrence.exists(date(2026, 11, 1), time(1, 30), CHICAGO)


def test_the_29th_of_february_comes_in_leap_years_only() -> None:
    rule = Rule(recurrence.YEAR)

    found = list(recurrence.days(rule, date(2024, 2, 29), date(2024, 1, 1), date(2110, 1, 1)))

    assert found[:3] == [date(2024, 2, 29), date(2028, 2, 29), date(2032, 2, 29)]
    assert date(2100, 2, 28) not in found
    assert all(day.month == 2 and day.day == 29 for day in found)


def test_the_last_day_of_each_month_is_in_every_month() -> None:
    rule = Rule(recurrence.MONTH_DAY, monthday=-1)

    found = list(recurrence.days(rule, date(2027, 1, 1), date(2027, 1, 1), date(2029, 1, 1)))

    assert len(found) == 24
    assert {date(2027, 2, 28), date(2028, 2, 29)} < set(found)


def test_ten_years_are_counted_from_any_day_without_walking_there() -> None:
    rule = Rule(recurrence.WEEK, weekdays=(1,))

    whole = list(recurrence.days(rule, date(2016, 2, 29), date(2016, 1, 1), date(2026, 3, 1)))

    assert len(whole) == 522
    assert list(recurrence.days(rule, date(2016, 2, 29), whole[400], whole[403])) == whole[400:403]


CHRISTMAS = date(2026, 12, 25)  # a Friday


@pytest.mark.parametrize(
    ("on_holidays", "expected"),
    [
        (KEEP, [date(2026, 12, 18), CHRISTMAS, date(2027, 1, 1)]),
        (SKIP, [date(2026, 12, 18)]),
        (MOVE, [date(2026, 12, 18), date(2026, 12, 28), date(2027, 1, 4)]),
    ],
)
def test_a_holiday_is_kept_left_out_or_moved_to_the_next_working_day(on_holidays: str, expected: list[date]) -> None:
    holidays = {CHRISTMAS, date(2027, 1, 1)}
    course = Course(
        Rule(recurrence.WEEK), date(2026, 12, 18), time(18), 60, UTC, on_holidays=on_holidays, holidays=holidays
    )

    slots = list(recurrence.slots(course, date(2026, 12, 1), date(2027, 1, 8)))

    assert [slot.starts.date() for slot in slots] == expected


def test_a_meeting_that_would_move_onto_another_of_its_series_is_left_out() -> None:
    course = Course(
        Rule(recurrence.WEEK, weekdays=(0, 4)), date(2026, 12, 18), time(18), 60, UTC, on_holidays=MOVE,
        holidays={CHRISTMAS},
    )  # fmt: skip

    slots = list(recurrence.slots(course, date(2026, 12, 18), date(2026, 12, 31)))

    assert [slot.day for slot in slots] == [date(2026, 12, 18), date(2026, 12, 21), date(2026, 12, 28)]


def test_it_ends_with_its_last_day_and_keeps_what_is_left_out() -> None:
    course = Course(
        Rule(recurrence.WEEK), date(2026, 6, 2), time(18), 60, UTC, until=date(2026, 6, 16),
        left_out={date(2026, 6, 9)},
    )  # fmt: skip

    slots = list(recurrence.slots(course, date(2026, 6, 1), date(2027, 1, 1)))

    assert [slot.day for slot in slots] == [date(2026, 6, 2), date(2026, 6, 16)]


def test_the_words_of_the_forms_are_those_of_the_figures() -> None:
    assert set(Every.values) == {recurrence.WEEK, recurrence.MONTH_WEEKDAY, recurrence.MONTH_DAY, recurrence.YEAR}
    assert set(Holidays.values) == {KEEP, SKIP, MOVE}
