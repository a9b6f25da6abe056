"""Who comes to the next meetings of Alder Falls, what they said beforehand, and who came to those before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.apps.meetings.lifecycle import Arrival, Heads, Kind, Part, Sort, Stage, Words
from openbeat.apps.meetings.models import Minutes
from openbeat.apps.meetings.services import attendance, beforehand, coming, hosting
from openbeat.apps.meetings.services.beforehand import Said
from openbeat.core.people.facts import Contact
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR, program

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Contribution, Meeting
    from openbeat.core.hooks.demo import Town

HOST = program("example town", Role.LIAISON, Role.CHAIR)
DAY = timedelta(days=1)
FEWEST, MOST = 8, 100
NUMBER = re.compile(r"\d+")
GROUPS = (
    Heads(2, 1, care=1),
    Heads(1, interpreter="es"),
    Heads(1),
    Heads(2, 2, "es", 2, "Room for a pushchair"),
    Heads(1, access="Please keep a seat near the hearing loop"),
    Heads(3),
    Heads(1, interpreter="my"),
    Heads(2),
)
PROPOSED = (
    ("A bench at the bus stop, so that people sit and see the street", "en"),
    ("Que la reunión sea a veces en sábado", "es"),
)
ASKED = ("Why are there no patrols on foot between the school and the mill?", "en")
DECLINED = Words("The room is booked by others on Saturdays. We ask again in spring.", "en")
BACK = Words("What became of the dark corners that were named the last time, and who is still waiting for whom.", "en")
EVENINGS = (([5], ["morning"]), ([5, 6], ["midday"]), ([2], ["evening"]))


def make(town: Town) -> None:
    """The next meetings fill up; the last ones were counted at the door."""
    now = town.now
    for meeting in queries.visible_to(VISITOR).filter(starts_at__lt=now).exclude(stage=Stage.CANCELLED):
        if meeting.kind != Kind.HOURS:
            _counted(town, meeting)
    ahead = [one for one in queries.visible_to(VISITOR).filter(starts_at__gt=now + DAY, stage=Stage.ANNOUNCED)
             if one.kind in {Kind.BEAT, Kind.FORUM}]  # fmt: skip
    small = next((one for one in ahead if one.area == town.areas[0]), None)  # where Lee is the liaison officer
    for meeting in ahead[:FEWEST]:
        _awaited(town, meeting, full=meeting == small)


def _counted(town: Town, meeting: Meeting) -> None:
    """The sheet, entered after the meeting."""
    people = _told(meeting) or town.rng.randint(11, 46)
    first = town.rng.randint(2, people // 3)
    spanish = town.rng.randint(2, people // 2)
    sheet = [
        Entry(people=people - spanish - 1, first_timers=min(first, people - spanish - 1)),
        Entry(people=spanish, language="es"),
        Entry(name="Sal", language="en", first_timers=1),
    ]
    attendance.enter(meeting, sheet, once=f"town {meeting.pk}", by=HOST, at=meeting.ends_at)


def _told(meeting: Meeting) -> int:
    """How many came, as the minutes say; 0 where they do not."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    found = NUMBER.search(minutes.summary if minutes else meeting.summary)
    return int(found[0]) if found and FEWEST < int(found[0]) < MOST else 0


def _awaited(town: Town, meeting: Meeting, *, full: bool) -> None:
    at = max(meeting.announced_at, town.now - 6 * DAY)
    hosting.expect(meeting, post=places.post(meeting.area, Role.LIAISON), name="", by=HOST, at=at)
    if meeting.starts_at - timedelta(hours=24) > at:
        hosting.remind(meeting, hours=24, words=BACK, by=HOST, at=at)
    for number, heads in enumerate(GROUPS):
        arrival = Arrival(f"town {meeting.pk} {number}")
        coming.say(meeting, heads, by=VISITOR, at=min(at + timedelta(hours=number), town.now), arrival=arrival)
    if full:
        _full(meeting, min(at + DAY, town.now))


def _full(meeting: Meeting, at: datetime) -> None:
    """One of them has a small room, a waiting list, and people who said something beforehand."""
    meeting = coming.limit(meeting, queries.taken(meeting), by=HOST, at=at)
    call = Contact("telephone", "+13125550164", "Nan")
    coming.say(meeting, Heads(2, interpreter="vi"), by=VISITOR, at=at, arrival=Arrival("town nan", call))
    coming.say(meeting, replace(GROUPS[0], care=0), by=VISITOR, at=at, arrival=Arrival("town late"))
    _said(meeting, Sort.QUESTION, ASKED, at)
    first = _said(meeting, Sort.PROPOSAL, PROPOSED[0], at)
    beforehand.accept(first, part=Part.STRATEGIES, by=HOST, at=at)
    second = _said(meeting, Sort.PROPOSAL, PROPOSED[1], at)
    beforehand.decline(second, why=DECLINED, by=HOST, at=at)
    for number in range(7):
        days, hours = EVENINGS[number % 2]
        beforehand.suit(meeting, list(days), list(hours), once=f"town {number}", at=at, by=VISITOR)


def _said(meeting: Meeting, sort: Sort, words: tuple[str, str], at: datetime) -> Contribution:
    said = Said(sort, Words(*words))
    return beforehand.send(meeting, said, by=VISITOR, at=at, arrival=Arrival(f"town {words[0]}"))
