"""The calendar of Alder Falls: eighteen months of meetings, their agendas, and what came of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.demo import evenings, words
from openbeat.apps.meetings.demo.words import ELSEWHERE, HOUSES, Came, House
from openbeat.apps.meetings.lifecycle import Kind, Part, Plan, Words
from openbeat.apps.meetings.services import filling, items, meetings
from openbeat.core.department import queries as department
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

EVENING = time(18, 30)
NOTICE = timedelta(days=24)  # how long before it a meeting is announced
MONTHS = {"small": 5, "town": 18}  # how far back
AHEAD = 2  # months


def make(town: Town) -> None:
    """Fill the calendar of the example town, in the order of time."""
    first = _month(town.now.date(), -MONTHS[town.size])
    dates = [(_evening(house, _month(first, number)), area, house) for number in range(MONTHS[town.size] + AHEAD + 1)
             for area in town.areas for house in [HOUSES.get(area.name, ELSEWHERE)]]  # fmt: skip
    holidays = {holiday.day for holiday in department.holidays()}
    for starts, area, house in sorted(dates, key=lambda found: (found[0], found[1].pk)):
        announced = starts - NOTICE
        if announced < town.now and starts.astimezone(department.zone()).date() not in holidays:
            _evening_of(town, area, house, starts, announced)
    _others(town)


def _evening_of(town: Town, area: Area, house: House, starts: datetime, announced: datetime) -> None:
    by = _liaison(area, announced)
    title = f"{area.name}: beat meeting of {words.MONTHS['en'][starts.astimezone(department.zone()).month - 1]}"
    meeting = meetings.announce(_plan(Kind.BEAT, title, starts, house), area=area, by=by, at=announced)
    cold = area == town.areas[-1] and starts.astimezone(department.zone()).month == 1
    if cold and starts < town.now:
        why = Words(words.CANCELLED, "en")
        meetings.cancel(meeting, why=why, by=by, at=starts - timedelta(days=2))
    elif meeting.ends_at < town.now:
        _held(town, meeting, by)


def _held(town: Town, meeting: Meeting, by: Actor) -> None:
    came: Came = town.rng.choice(words.NOTES)
    filling.fill(meeting, at=meeting.starts_at)
    talked = Words(came.item, came.language)
    item = items.add(meeting, part=Part.NEW, words=talked, by=by, at=meeting.starts_at)
    items.note(item, words=Words(came.said, came.language), version=item.version, by=by, at=meeting.ends_at)
    if came.strategies:
        head = queries.items_of(meeting).get(part=Part.STRATEGIES, position=0)
        said = Words(came.strategies, came.language)
        items.note(head, words=said, version=head.version, by=by, at=meeting.ends_at)
    summary = Words(came.summary.format(people=town.rng.randint(11, 46)), came.language)
    evenings.minuted(town, meetings.end(meeting, at=meeting.ends_at), summary, by)


def _others(town: Town) -> None:
    """What comes beside the monthly evenings: hours of the liaison officers, and a forum of the whole town."""
    today = town.now.astimezone(department.zone()).date()
    for number, area in enumerate(town.areas):
        house = HOUSES.get(area.name, ELSEWHERE)
        starts = _local(_workday(today + timedelta(days=3 + number)), time(16, 0))
        plan = _plan(Kind.HOURS, f"{area.name}: liaison hours", starts, house)
        meetings.announce(plan, area=area, by=_liaison(area, town.now), at=town.at(4))
    whole = areas.root()
    if whole:
        starts = _local(_workday(today + timedelta(days=23)), EVENING)
        plan = _plan(Kind.FORUM, words.FORUM, starts, ELSEWHERE)
        meetings.announce(plan, area=whole, by=_whoever(whole, Role.COMMANDER, town.now), at=town.at(6))


def _plan(kind: str, title: str, starts: datetime, house: House) -> Plan:
    access = words.FORUM_ACCESS if kind == Kind.FORUM else house.access
    return Plan(
        kind=kind,
        title=title,
        language="en",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=180 if kind == Kind.HOURS else 90),
        place=house.place,
        address=house.address,
        online=house.online,
        interpreters=house.interpreters,
        child_care=house.child_care and kind == Kind.BEAT,
        access=access,
    )


def _liaison(area: Area, at: datetime) -> Actor:
    return _whoever(area, Role.LIAISON, at)


def _whoever(area: Area, role: str, at: datetime) -> Actor:
    holders = people.holders(places.post(area, role), at)
    return holders[0] if holders else program("example town", role)


def _month(day: date, number: int) -> date:
    """The first day of the month that lies so many months away."""
    months = day.year * 12 + day.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _evening(house: House, month: date) -> datetime:
    """The evening of a month on which a beat meets."""
    first = month + timedelta(days=(house.weekday - month.weekday()) % 7)
    return _local(first + timedelta(weeks=house.week), EVENING)


def _local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=department.zone()).astimezone(UTC)


def _workday(day: date) -> date:
    while not department.calendar().works_on(day):
        day += timedelta(days=1)
    return day
