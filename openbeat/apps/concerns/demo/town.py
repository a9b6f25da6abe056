"""Eighteen months of concerns in Alder Falls, walked through the services in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.demo import north, patterns, south, tongues
from openbeat.apps.concerns.demo.folk import Folk, gather
from openbeat.apps.concerns.demo.walk import Walk
from openbeat.apps.concerns.lifecycle import CHARTED, Reply
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from openbeat.apps.concerns.demo.story import Story
    from openbeat.core.hooks.demo import Town

TOLD = (*north.STORIES, *south.STORIES, *tongues.STORIES)
FIRST = "Cars race on Weir Street after ten at night"  # the story that the front page opens on
FIRST_DAYS_AGO = 58
FILLERS = {"small": 24, "town": 200}
MORNING, EVENING = 13, 26  # UTC, of a town six hours behind


def stories(town: Town) -> None:
    """Make what residents raised, and what became of it."""
    folk = gather(town)
    drive(town, [*_told(town, folk), *_between(town, folk)])


def drive(town: Town, walks: list[Walk]) -> None:
    """Let everything happen in the order of time, up to now."""
    order = count()
    queue: list[tuple[datetime, int, Iterator[datetime]]] = []
    for walk in walks:
        _next(queue, walk.steps(), order)
    while queue and queue[0][0] <= town.now:
        _at, _number, steps = heapq.heappop(queue)
        _next(queue, steps, order)


def _next(
    queue: list[tuple[datetime, int, Iterator[datetime]]], steps: Iterator[datetime], order: Iterator[int]
) -> None:
    at = next(steps, None)
    if at is not None:
        heapq.heappush(queue, (at, next(order), steps))


def _told(town: Town, folk: Folk) -> list[Walk]:
    beats = {area.name: area for area in town.areas}
    days = town.rng.sample(range(1, town.days - 5), len(TOLD))
    days = [_lately(day, number) for number, day in enumerate(days)]
    chosen = [(story, _when(story, day)) for story, day in zip(TOLD, days, strict=True)]
    fallback = town.areas[0]
    return [Walk(town, folk, story, beats.get(story.beat, fallback), _at(town, day)) for story, day in chosen]


def _when(story: Story, day: int) -> int:
    """What came back needs time to come back."""
    if story.title == FIRST:
        return FIRST_DAYS_AGO
    return max(day, 45 + day % 30) if story.back else day


def _lately(day: int, number: int) -> int:
    """Put a third of what is told into the last two months, and some into this week: desks are not empty."""
    if number % 8 == 0:
        return 1 + day % 6
    return 1 + day % 55 if number % 3 == 0 else day


def _between(town: Town, folk: Folk) -> list[Walk]:
    streets = _streets(town)
    walks = []
    for number in range(FILLERS[town.size]):
        area = town.rng.choice(town.areas)
        street = town.rng.choice(streets[area.pk]) if streets[area.pk] else area.name
        day = _lately(int(town.days * town.rng.random() ** 1.6) + 1, number)
        walks.append(Walk(town, folk, _on(town.rng.choice(patterns.PATTERNS), street), area, _at(town, day)))
    return walks


def _on(story: Story, street: str) -> Story:
    return replace(story, title=story.title.format(street=street), place=story.place.format(street=street))


def _streets(town: Town) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {area.pk: [] for area in town.areas}
    for mark in places.landmarks("road", "street"):
        for area in places.areas_along(mark)[:1]:
            if area.pk in found and mark.name not in found[area.pk]:
                found[area.pk].append(mark.name)
    return found


def _at(town: Town, days_ago: int) -> datetime:
    return town.at(days_ago, 0) + timedelta(minutes=town.rng.randint(MORNING * 60, EVENING * 60))


def settle(town: Town) -> None:
    """After the chart's own maker: answer what no task has answered, though its work was planned to be done by now."""
    folk = gather(town)
    for ref, plan in town.plans.items():
        concern = queries.by_task(str(ref))
        if concern and concern.stage in CHARTED and plan.done_at <= town.now:
            officer = folk.liaisons[concern.area_id]
            reply = Reply(plan.words, plan.language, concern.answers_given)
            services.answer(concern, reply, by=officer, at=plan.done_at)
            if plan.then:
                plan.then()
