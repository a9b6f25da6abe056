"""A month of meetings, all beats or one area: what is announced, the days of series after that, and what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings.figures import conflicts
from openbeat.apps.meetings.figures.conflicts import Engagement
from openbeat.apps.meetings.lifecycle import Kind, Way
from openbeat.apps.meetings.models import Attending
from openbeat.apps.meetings.queries.meetings import between
from openbeat.apps.meetings.queries.series import series_of, turns
from openbeat.core.department import queries as department
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.apps.meetings.models import Meeting, Series
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting in a calendar: announced, or a day of a series that will be."""

    key: str
    thing: Meeting | Series  # has title and language, place, area, an address
    starts: datetime
    ends: datetime
    announced: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, and what is on it."""

    day: date
    inside: bool  # of the month that is shown
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two meetings that get in each other's way."""

    first: Entry
    second: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the calendar is looked at."""

    first: date
    last: date
    area: Area | None = None
    kind: str = ""


def entries(window: Window, actor: Actor, at: datetime) -> list[Entry]:
    """All meetings of the days from first to last, in order; four queries."""
    zone = department.zone()
    since, until = (datetime.combine(day, time(), zone) for day in (window.first, window.last + DAY))
    them = [
        Entry(f"m{row.pk}", row, row.starts_at, row.ends_at, announced=True, cancelled=row.is_cancelled)
        for row in between(window.area, actor, since, until)
    ]
    if until > at:
        them += [
            Entry(f"s{turn.series.pk}-{turn.slot.day}", turn.series, turn.slot.starts, turn.slot.ends, False, False)  # noqa: FBT003
            for turn in turns(series_of(window.area, actor, at), max(since, at), until)
        ]
    wanted = (entry for entry in them if not window.kind or entry.thing.kind == window.kind)
    return sorted(wanted, key=lambda entry: (entry.starts, entry.key))


def weeks(month: date, them: Iterable[Entry], first_weekday: int) -> list[list[Day]]:
    """The month as weeks that begin on this weekday (Monday is 0), with the days around it that fill them."""
    zone = department.zone()
    by_day: dict[date, list[Entry]] = {}
    for entry in them:
        by_day.setdefault(entry.starts.astimezone(zone).date(), []).append(entry)
    begin, end = span(month, first_weekday)
    days = [begin + number * DAY for number in range((end - begin).days + 1)]
    shown = [Day(day, day.month == month.month, tuple(by_day.get(day, ()))) for day in days]
    return [shown[number : number + 7] for number in range(0, len(shown), 7)]


def span(month: date, first_weekday: int) -> tuple[date, date]:
    """The first and the last day of the weeks in which a month lies."""
    first = month.replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    begin = first - (first.weekday() - first_weekday) % 7 * DAY
    return begin, last + (6 - (last.weekday() - first_weekday) % 7) * DAY


def clashing(them: Iterable[Entry], at: datetime) -> list[Conflict]:
    """What needs the same room, or the same officer, at the same time: three queries, however many meetings.

    Expected are the liaison officer of the area, and the posts that whoever leads the meeting named.
    """
    coming = {entry.key: entry for entry in them if not entry.cancelled and entry.ends > at}
    officers = _expected(list(coming.values()), at) if len(coming) > 1 else {}
    found = conflicts.clashes(_engagement(entry, officers) for entry in coming.values())
    return [Conflict(coming[clash.first], coming[clash.second], clash.why) for clash in found]


def _engagement(entry: Entry, officers: dict[str, frozenset[int]]) -> Engagement:
    room = conflicts.room_of(entry.thing.place, entry.thing.address)
    return Engagement(entry.key, entry.starts, entry.ends, room, officers.get(entry.key, frozenset()))


def _expected(them: list[Entry], at: datetime) -> dict[str, frozenset[int]]:
    """Which people are expected where, by the key of the entry. Where several hold a post, one of them can come."""
    meetings = [entry.thing.pk for entry in them if entry.announced]
    named: dict[str, set[int]] = {}
    for meeting, post in Attending.objects.filter(meeting__in=meetings, post__isnull=False).values_list(
        "meeting", "post"
    ):
        named.setdefault(f"m{meeting}", set()).add(post)
    liaisons = {post.area_id: post.pk for post in places.posts().filter(role=Role.LIAISON)}
    for entry in them:
        if not _without_officers(entry.thing) and entry.thing.area_id in liaisons:
            named.setdefault(entry.key, set()).add(liaisons[entry.thing.area_id])
    held = people.holders_of(sorted({post for posts in named.values() for post in posts}), at)
    return {key: frozenset(held[post][0].pk for post in posts if len(held[post]) == 1) for key, posts in named.items()}


def _without_officers(thing: Meeting | Series) -> bool:
    return thing.kind == Kind.LISTENING or (thing.run_by == Way.FACILITATORS and thing.kind != Kind.HOURS)
