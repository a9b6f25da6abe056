"""Calendars: 1,000 series over two years beside recurring-ical-events, 5,000 events in a feed beside bare icalendar.

CPU time, the least of five interleaved runs. What comes out is compared first: zones, exceptions and all. The peer gets
its calendar parsed already; ours gets its courses made already. `python -m bench.calendars` needs the settings.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour_of
from itertools import cycle
from typing import Any
from zoneinfo import ZoneInfo

import django
import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar, Event, vText, vUri

from openbeat.apps.meetings.figures import recurrence
from openbeat.apps.meetings.figures.recurrence import Course, Rule

RUNS, SERIES, EVENTS = 5, 1_000, 5_000
FIRST, LAST = date(2026, 1, 1), date(2028, 1, 1)
ZONES = [ZoneInfo(name) for name in ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Yangon")]
RULES = [
    Rule(recurrence.MONTH_WEEKDAY, 1, (1,), (2,)),
    Rule(recurrence.WEEK, 1, (3,)),
    Rule(recurrence.MONTH_WEEKDAY, 1, (4,), (-1,)),
    Rule(recurrence.MONTH_DAY, monthday=29),
    Rule(recurrence.WEEK, 2, (0, 2)),
]


def courses() -> list[Course]:
    """A thousand series as towns have them: four zones, five rules, each third with three days left out."""
    found = []
    for number, zone, rule in zip(range(SERIES), cycle(ZONES), cycle(RULES), strict=False):
        days = list(recurrence.days(rule, FIRST, FIRST, LAST))
        left_out = frozenset(days[3:12:4]) if number % 3 == 0 else frozenset()
        found.append(Course(rule, days[0], hour_of(1 + number % 22, 30), 90, zone, left_out=left_out))
    return found


def as_calendar(them: list[Course]) -> Calendar:
    """The same series as a calendar with RRULE, EXDATE and zones."""
    calendar = Calendar()
    for number, course in enumerate(them):
        event = Event()
        event.add("uid", str(number))
        event.add("dtstart", datetime.combine(course.begins_on, course.hour, course.zone))
        event.add("duration", timedelta(minutes=course.minutes))
        rule = recurrence.as_rrule(course.rule, course.begins_on).split(";")
        event.add("rrule", {name: values.split(",") for name, values in (part.split("=") for part in rule)})
        for day in sorted(course.left_out):
            event.add("exdate", datetime.combine(day, course.hour, course.zone))
        calendar.add_component(event)
    return calendar


def ours(them: list[Course]) -> list[datetime]:
    """All beginnings, by our own arithmetic."""
    return [slot.starts for course in them for slot in recurrence.slots(course, FIRST, LAST)]


def theirs(calendar: Calendar) -> list[datetime]:
    """All beginnings, by the peer."""
    found = recurring_ical_events.of(calendar).between(FIRST - timedelta(days=1), LAST + timedelta(days=2))
    return [event.start.astimezone(UTC) for event in found]


def least(*works: Callable[[], object]) -> list[float]:
    """CPU seconds of each, the least of the interleaved runs."""
    spent: list[list[float]] = [[] for _work in works]
    for _run in range(RUNS):
        for place, work in enumerate(works):
            began = time.process_time()
            work()
            spent[place].append(time.process_time() - began)
    return [min(each) for each in spent]


def series() -> None:
    """Compare what comes out, then how long it takes."""
    them = courses()
    calendar = as_calendar(them)
    mine = ours(them)
    zones = [recurrence.moment(LAST, hour_of(), zone) for zone in ZONES]
    inside = sorted(start for start in theirs(calendar) if start < max(zones))
    if sorted(start for start in mine if start < min(zones)) != [start for start in inside if start < min(zones)]:
        raise SystemExit("the two do not agree on the moments of the series")
    own, peer = least(lambda: ours(them), lambda: theirs(calendar))
    print(f"\n{SERIES} series over two years, {len(mine)} meetings, the same moments from both:")
    print(f"  recurrence {own:8.3f} s CPU   recurring-ical-events {peer:8.3f} s CPU   {peer / own:6.1f} times faster")


def feed() -> None:
    """A feed of five thousand events, beside a bare calendar with the same lines."""
    from openbeat.apps.meetings import feeds  # noqa: PLC0415  needs the settings
    from openbeat.core.hooks import calendar as hook  # noqa: PLC0415  likewise

    at = datetime(2026, 5, 4, 12, tzinfo=UTC)
    events = [
        hook.Event(f"{number}", f"Beat meeting {number}", "en", at + timedelta(hours=number),
                   at + timedelta(hours=number + 1), f"/meetings/{number}/", "Library, 14 Mill Street", "No steps.",
                   changed_at=at)
        for number in range(EVENTS)
    ]  # fmt: skip
    product, bare = least(
        lambda: feeds.written(events, name="Meetings", root="https://example.org", at=at), lambda: plain(events, at)
    )
    print(
        f"a feed of {EVENTS} events: {product:.3f} s CPU   bare icalendar {bare:.3f} s CPU   {product / bare:.2f} times"
    )


def plain(events: list[Any], at: datetime) -> bytes:
    """The same lines with the library alone."""
    calendar = Calendar()
    calendar.add("prodid", "-//bare//")
    calendar.add("version", "2.0")
    for event in events:
        entry = Event()
        entry.add("uid", event.uid)
        entry.add("dtstamp", at)
        entry.add("last-modified", at)
        entry.add("sequence", 0)
        entry.add("dtstart", event.starts)
        entry.add("dtend", event.ends)
        entry.add("status", "CONFIRMED")
        entry.add("url", vUri(event.url))
        for name, text in (("summary", event.title), ("location", event.place), ("description", event.text)):
            entry.add(name, vText(text), parameters={"LANGUAGE": "en"})
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


if __name__ == "__main__":
    django.setup()
    series()
    feed()
