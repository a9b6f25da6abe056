"""The calendar of Alder Falls: eighteen months of meetings, their agendas, and what came of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.demo import afar, evenings, repeated, words
from openbeat.apps.meetings.demo.words import ELSEWHERE, HOUSES, Came, House
from openbeat.apps.meetings.figures import recurrence
from openbeat.apps.meetings.lifecycle import Kind, Part, Plan, Words
from openbeat.apps.meetings.services import filling, items, meetings, series
from openbeat.core.department import queries as department
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from openbeat.apps.meetings.figures.recurrence import Slot
    from openbeat.apps.meetings.models import Meeting, Series
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

EVENING = time(18, 30)
BY_LETTER = timedelta(days=32)  # of the last meeting two neighbours want the minutes by letter
NOTICE = timedelta(days=24)  # how long before it a meeting is announced
MONTHS = {"small": 5, "town": 18}  # how far back


def make(town: Town) -> None:
    """Fill the calendar of the example town, in the order of time: each beat has a series."""
    first = _month(town.now.date(), -MONTHS[town.size])
    begun = [_begin(area, first) for area in town.areas]
    turns = sorted(
        ((slot, number) for number, one in enumerate(begun) for slot in _slots(one, first, town.now)),
        key=lambda turn: (turn[0].starts, turn[1]),
    )
    for slot, number in turns:
        _evening_of(town, begun[number], slot)
    repeated.exceptions(town, begun)
    _others(town)
    afar.make(town)


def _begin(area: Area, first: date) -> Series:
    """A beat meets on its evening of each month, from the first month of the story on."""
    house, at = HOUSES.get(area.name, ELSEWHERE), _local(first, EVENING) - NOTICE
    return series.begin(repeated.plan(area, house, first, EVENING), area=area, by=_liaison(area, at), at=at)


def _slots(one: Series, first: date, now: datetime) -> list[Slot]:
    until = now.astimezone(department.zone()).date() + NOTICE
    return list(recurrence.slots(queries.course_of(one), first, until))


def _evening_of(town: Town, one: Series, slot: Slot) -> None:
    """One evening: announced in good time, then held, or cancelled where the house was cold."""
    series.lay_out(one, at=min(slot.starts - NOTICE, town.now))
    meeting = queries.meetings_of(one).get(slot=slot.day)
    by = _liaison(one.area, meeting.announced_at)
    if one.area == town.areas[0] and town.now - BY_LETTER < slot.starts < town.now:
        repeated.by_letter(meeting, at=slot.starts - timedelta(days=1))
    cold = one.area == town.areas[-1] and slot.starts.astimezone(department.zone()).month == 1
    if cold and slot.starts < town.now:
        why = Words(words.CANCELLED, "en")
        meetings.cancel(meeting, why=why, by=by, at=slot.starts - timedelta(days=2))
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
    repeated.together(town, _local(_workday(today + timedelta(days=16)), EVENING))
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


def _local(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=department.zone()).astimezone(UTC)


def _workday(day: date) -> date:
    while not department.calendar().works_on(day):
        day += timedelta(days=1)
    return day
