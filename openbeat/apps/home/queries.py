"""What the front page, an area's page and the desk show: gathered from core, never from another app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from openbeat.core.department import promises
from openbeat.core.department import queries as department
from openbeat.core.hooks import calendar, origins, roles, texts
from openbeat.core.hooks.origins import Card
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.people.roles import STAFF, Role
from openbeat.core.places import queries as places
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.department.queries import Standing
    from openbeat.core.hooks.calendar import Event
    from openbeat.core.hooks.texts import Source
    from openbeat.core.loop.models import Obligation
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor

SPAN = timedelta(days=90)
AHEAD = timedelta(days=21)
SOON = timedelta(days=7)
ON_THE_DESK = 200
MOST_LATE = 50  # on a public page; how many there are is said beside it
CONTACTS = (Role.LIAISON, Role.DEPUTY, Role.CHAIR, Role.BLOCK_CONTACT, Role.COMMANDER)


@dataclass(frozen=True, slots=True)
class PromiseFigure:
    """How one promise is kept: what is promised, in a sentence, and the figures of the last ninety days."""

    standing: Standing
    kept: loop.Kept

    @property
    def behind(self) -> bool:
        """Whether fewer than nine of ten were in time, or something is late now."""
        return self.kept.share is not None and self.kept.share < 0.9  # noqa: PLR2004  nine of ten


@dataclass(frozen=True, slots=True)
class Wait:
    """One line of the desk: what waits, its card as this actor may see it (or none), by when."""

    row: Obligation
    card: Card | None
    label: Any


@dataclass(frozen=True, slots=True)
class Contact:
    """A post of an area, and who holds it now: officers by name, others by role or a name of their choosing."""

    post: Post
    role: Any
    vacant: bool
    names: tuple[str, ...]


def _age(area: Area | None = None) -> float:
    """For how many seconds figures are kept: of a large city, which has a hundred thousand matters, a minute."""
    return 60 if area is None and places.is_large() else 2


def _age_of_lists(*_asked: object) -> float:
    return 60 if places.is_large() else 0


@memory.for_seconds(_age)
def promise_figures(area: Area | None = None) -> list[PromiseFigure]:
    """How each promise was kept in the last ninety days, open matters counted; in one area or everywhere.

    They are some seconds old; those of a whole large city up to a minute.
    """
    at = now()
    rows = {kept.promise: kept for kept in loop.kept(at - SPAN, at, area)}
    return [
        PromiseFigure(standing, rows[standing.info.name])
        for standing in department.promises_made(at)
        if standing.info.name in rows
    ]


@memory.for_seconds(_age)
def late_count(area: Area | None = None) -> int:
    """How many answers are late now, as everybody may know; as old as the figures of promises."""
    return loop.late(area, now()).count() + (late_sealed() if area is None or area.parent_id is None else 0)


@memory.for_seconds(_age)
def late_sealed() -> int:
    """How many answers about sealed matters were late at the last midnight: a number, no line of it is public."""
    return sum(loop.late_sealed(now()).values())


def soonest(most: int) -> list[Event]:
    """What takes place next, anywhere, in the next three weeks; of a large city, as it stood up to a minute ago."""
    return _soonest(most, get_language())


@memory.for_seconds(_age_of_lists)
def _soonest(most: int, _language: str | None) -> list[Event]:
    at = now()
    return calendar.soonest(VISITOR, at, at + AHEAD, most)


def waits(rows: Sequence[Obligation], actor: Actor) -> list[Wait]:
    """Lines for the desk, with cards in one query a kind."""
    cards = origins.cards(loop.refs_of(rows), actor)
    labels = {info.name: info.label for info in promises.offered()}
    return [Wait(row, cards.get(Ref(row.kind, row.key)), labels.get(row.promise, row.promise)) for row in rows]


def desk(actor: Actor, at: datetime) -> dict[str, list[Wait]]:
    """What waits for this actor, by date: late, today, the next seven days, later, and what stands still."""
    parts: dict[str, list[Wait]] = {"late": [], "today": [], "soon": [], "later": [], "paused": []}
    for wait in waits(list(loop.waiting_for(actor)[:ON_THE_DESK]), actor):
        parts[_part(wait.row, at)].append(wait)
    return parts


def _part(row: Obligation, at: datetime) -> str:
    zone = department.zone()
    today = at.astimezone(zone).date()
    due = row.due_at.astimezone(zone).date()
    if row.paused_at is not None:
        return "paused"
    if row.due_at < at:
        return "late"
    return "today" if due == today else "soon" if due <= today + SOON else "later"


def late_under(actor: Actor, at: datetime) -> list[Wait]:
    """What others owe and is late, in the areas that this actor commands or oversees."""
    return waits(list(loop.late_under(actor, at)[:ON_THE_DESK]), actor)


def late_now(area: Area | None, at: datetime, most: int = MOST_LATE) -> list[Wait]:
    """What is late now, as a visitor may see it: the oldest first."""
    return waits(list(loop.late(area, at)[:most]), VISITOR)


def contacts(area: Area) -> list[Contact]:
    """The posts that answer for an area, the liaison's first; its own is shown though nobody holds it now."""
    found = [(post, holders) for post, holders in people.contacts_of(area) if post.role in CONTACTS]
    found.sort(key=lambda pair: CONTACTS.index(pair[0].role))
    return [
        Contact(post, roles.label(post.role), not holders, _names(post, holders))
        for post, holders in found
        if holders or (post.role == Role.LIAISON and post.area_id == area.pk)
    ]


def area_texts(keys: Sequence[str]) -> Iterable[Source]:
    """What is said of these areas on their pages. Their names are names, and stay as they are."""
    for area in places.rows().filter(pk__in=texts.numbers(keys)):
        yield from texts.of_thing(area, ("about",), texts.About(area.get_absolute_url(), area.name, area.pk))


def areas_seen(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: everybody reads the page of an area."""
    return keys


def _names(post: Post, holders: list[Person]) -> tuple[str, ...]:
    named = [holder.name_public or (holder.name if post.role in STAFF else "") for holder in holders]
    return tuple(name for name in named if name)


def mine(actor: Actor) -> list[Area]:
    """The areas in which this actor holds a post."""
    if actor.person is None:
        return []
    held = {area for _role, area in actor.person.held}
    return [area for area in places.areas() if area.pk in held]


@dataclass(frozen=True, slots=True)
class Link:
    """An area as a list names it."""

    slug: str
    name: str
    name_language: str


@dataclass(frozen=True, slots=True)
class Owing:
    """An area in a table: how many promises are open there, and how many of them are late."""

    area: Link
    open: int
    late: int


def links(areas: Iterable[Area]) -> tuple[Link, ...]:
    """Areas as a list names them: the same list is drawn once."""
    return tuple(Link(area.slug, area.name, area.name_language) for area in areas)


@memory.for_seconds(_age_of_lists)
def by_area() -> tuple[Owing, ...]:
    """Each beat (each district, in a large city) with what is open and what is late; as old as the figures."""
    figures, areas = loop.open_by_area(now()), places.overview()
    found = [[figures[key] for key in places.below(area) if key in figures] for area in areas]
    sums = [(sum(each[0] for each in some), sum(each[1] for each in some)) for some in found]
    return tuple(Owing(link, *both) for link, both in zip(links(areas), sums, strict=True))
