"""What is special about the series of Alder Falls: days left out, a moved room, listening, and a promise not kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import (
    Every,
    Kind,
    Often,
    Plan,
    Scope,
    SeriesPlan,
    Stage,
    Way,
    Words,
)
from openbeat.apps.meetings.lifecycle.coming import Arrival, Heads
from openbeat.apps.meetings.services import coming, meetings, rehanging, rhythm, series
from openbeat.core.people import queries as people
from openbeat.core.people.facts import Contact
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR, program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from openbeat.apps.meetings.demo.words import House
    from openbeat.apps.meetings.models import Meeting, Series
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

LETTERS = (
    ("Walt Bauer", "en", "14 Sluice Street, Alder Falls 60699"),
    ("Inés Vega", "es", "3 Weir Street, Alder Falls 60699"),
)
LEFT_OUT = ("The house is closed for the summer.", "Everybody is at the street feast that evening.")
OTHER_ROOM = "Community room, ground floor"


def plan(area: Area, house: House, first: date, hour: time) -> SeriesPlan:
    """A beat meets once a month on its evening; who leads is different from beat to beat."""
    return SeriesPlan(
        kind=Kind.BEAT,
        title=f"{area.name}: beat meeting",
        language="en",
        begins_on=first,
        begins=hour,
        minutes=90,
        place=house.place,
        every=Every.MONTH_WEEKDAY,
        weekdays=(house.weekday,),
        weeks=(house.week + 1,),
        run_by=(Way.RESIDENT, Way.FACILITATORS, Way.OFFICERS)[house.weekday % 3],
        address=house.address,
        online=house.online,
        interpreters=house.interpreters,
        child_care=house.child_care,
        access=house.access,
    )


def exceptions(town: Town, begun: Sequence[Series]) -> None:
    """Bring the series up to today, and make what is not as always."""
    for number, one in enumerate(begun):
        by = _whoever(one.area, Role.LIAISON, town.now)
        series.lay_out(one, at=town.now)
        away = queries.slots_ahead(one, town.now, 6)[3 + number % 2].day
        series.leave_out(one, away, why=Words(LEFT_OUT[number % 2], "en"), by=by, at=town.at(9))
    _moved_room(begun[min(1, len(begun) - 1)], town)
    _listening(town)
    _promises(town)


def together(town: Town, starts: datetime) -> None:
    """Two beats that share a path meet about it together."""
    first, *others = town.areas
    if not others:
        return
    planned = Plan(
        kind=Kind.FORUM,
        title=f"{first.name} and {others[0].name}: the path by the water",
        language="en",
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        place="Mill hall, upstairs",
        access="A lift from the yard. Doors open at six.",
        also=(others[0].pk,),
    )
    meetings.announce(planned, area=first, by=_whoever(first, Role.LIAISON, town.now), at=town.at(6))


def by_letter(meeting: Meeting, *, at: datetime) -> None:
    """Two neighbours have no e-mail: they say that they come, and get the minutes by letter."""
    for name, language, address in LETTERS:
        arrival = Arrival(f"town {address}", Contact("post", address, name))
        coming.say(meeting, Heads(1, language=language), by=VISITOR, at=at, arrival=arrival)


def _moved_room(one: Series, town: Town) -> None:
    """One meeting is in another room; the others stay where they are."""
    row = queries.meetings_of(one).filter(starts_at__gt=town.now, stage=Stage.ANNOUNCED).first()
    if row:
        slot = next(slot for slot in queries.slots_ahead(one, town.now, 6) if slot.day == row.slot)
        moved = replace(queries.plan_for(one, slot), place=OTHER_ROOM)
        by = _whoever(one.area, Role.LIAISON, town.now)
        rehanging.change_meeting(row, moved, version=row.version, scope=Scope.THIS, by=by, at=town.at(3))


def _listening(town: Town) -> None:
    """Residents of the first beat meet among themselves every three months."""
    area = town.areas[0]
    listening = SeriesPlan(
        kind=Kind.LISTENING,
        title=f"{area.name}: listening session",
        language="en",
        begins_on=(town.now + timedelta(days=10)).date(),
        begins=time(17, 30),
        minutes=90,
        place="Mill hall, back room",
        every=Every.MONTH_WEEKDAY,
        interval=3,
        weekdays=(2,),
        weeks=(-1,),
        access="No steps. Something to eat from five. No officer is there.",
        child_care=True,
    )
    series.begin(listening, area=area, by=_whoever(area, Role.LIAISON, town.now), at=town.at(5))


def _promises(town: Town) -> None:
    """The last beat promises more than it keeps: everybody can see that it is behind."""
    area = town.areas[-1]
    district = areas.lineage(area)[1] if len(areas.lineage(area)) > 1 else area
    by = _whoever(district, Role.COMMANDER, town.now)
    rhythm.promise(area, Often.FORTNIGHT, by=by, at=town.at(35))
    rhythm.look_at_all(at=town.now)


def _whoever(area: Area, role: str, at: datetime) -> Actor:
    holders = people.holders(places.post(area, role), at)
    return holders[0] if holders else program("example town", role)
