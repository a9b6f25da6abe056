"""The charts of Alder Falls: what other apps put on them goes its way, and beside it what the beats agreed on."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from openbeat.apps.progress import queries
from openbeat.apps.progress.demo.proposed import Proposed
from openbeat.apps.progress.demo.stories import STORIES
from openbeat.apps.progress.demo.troubles import FOR_PRIORITIES
from openbeat.apps.progress.demo.walk import Agreed, Planned, whoever
from openbeat.core.people import queries as people
from openbeat.core.people import services as register
from openbeat.core.people.demo import BUILDER, LONG_AGO
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area

# Neighbours who can be asked, by beat; whoever chose no name is shown as the block contact or the chair.
NEIGHBOURS = {
    Role.BLOCK_CONTACT: (("Carla Menz", ""), ("Dora Quist", "Dora from the bakery"), ("Ko Zaw", "Ko Zaw"),
                         ("Amira Said", ""), ("Gus Tilly", "Gus T."), ("Lin Mei", "Mrs Lin")),
    Role.CHAIR: (("Bea Norris", "Bea Norris"), ("Hal Osgood", ""), ("May Thida", "May"), ("Rafael Soto", "Rafael S."),
                 ("Ida Kern", ""), ("Sam Yoder", "Sam Yoder")),
}  # fmt: skip
OPEN_SINCE = 75  # days: what is not done was put on the chart within these


def make(town: Town) -> None:
    """Fill the charts of the example town, everything in the order of time."""
    _neighbours(town)
    walks = [Planned(town, ref, plan).steps() for ref, plan in town.plans.items()]
    beats = {area.name: area for area in town.areas}
    told = STORIES if town.size == "town" else STORIES[::2]
    for place, story in enumerate(told):
        area = beats.get(story.beat, town.areas[place % len(town.areas)])
        days_ago = town.rng.randint(35, OPEN_SINCE) if not story.done else town.rng.randint(90, town.days - 20)
        walks.append(Agreed(town, story, area, town.at(days_ago, 15 + town.rng.random() * 6)).steps())
    drive(town, walks)


def tactics(town: Town) -> None:
    """Let the police propose tactics for what residents put first, once there are such priorities with a task."""
    walks = []
    for task, ideas in zip(queries.of_priorities(), FOR_PRIORITIES, strict=False):
        officer, contact = (whoever(task.area, role, town.now) for role in (Role.LIAISON, Role.BLOCK_CONTACT))
        for number, idea in enumerate(ideas):
            at = max(town.at(20 - number), task.put_at)
            walks.append(Proposed(idea, task, officer, contact, task.origin).steps(at))
    drive(town, walks)


def drive(town: Town, walks: list[Iterator[datetime]]) -> None:
    """Let everything happen in the order of time, up to now."""
    order = count()
    queue = [(next(steps), next(order), steps) for steps in walks]
    heapq.heapify(queue)
    while queue and queue[0][0] <= town.now:
        _at, _number, steps = heapq.heappop(queue)
        at = next(steps, None)
        if at is not None:
            heapq.heappush(queue, (at, next(order), steps))


def _neighbours(town: Town) -> None:
    """Appoint a contact and a chair where a beat has none."""
    for role, names in NEIGHBOURS.items():
        for area, (name, shown) in zip(town.areas, names, strict=False):
            if not people.holders(places.post(area, role), town.now):
                _appoint(area, role, name, shown, town.now - LONG_AGO + timedelta(hours=1))


def _appoint(area: Area, role: Role, name: str, shown: str, at: datetime) -> None:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = register.register(register.Newcomer(address, name, "en"), at=at, confirmed=True)
    if shown:
        register.change_details(person, register.Details(name, "en", shown), by=person, at=at)
    register.appoint(person, places.post(area, role), by=BUILDER, at=at)
