"""What stands on an agenda, as whoever looks may see it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Kind, Part, Stage
from openbeat.apps.meetings.models import AgendaItem, Meeting
from openbeat.apps.meetings.queries.meetings import visible_to
from openbeat.core.hooks import agenda as offered
from openbeat.core.hooks import origins
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.hooks.origins import Card
    from openbeat.kit.actors import Actor

MOST = {Part.FEEDBACK: 12, Part.NEW: 6}  # an evening is short: what is late and what is new come first


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its card as this actor may see it; `hidden` where there is a thing that this actor may not see."""

    item: AgendaItem
    card: Card | None

    @property
    def hidden(self) -> bool:
        """Whether the thing is not for this actor to see."""
        return self.item.ref is not None and self.card is None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the five parts: its own item, and the lines below it."""

    part: Part
    head: AgendaItem
    lines: list[Line]


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items of a meeting, in order."""
    return AgendaItem.objects.filter(meeting=meeting).order_by("part", "position", "pk")


def agenda(meeting: Meeting, actor: Actor) -> list[Section]:
    """The five parts with their lines: one query for the items, one for each kind of things on it."""
    items = list(items_of(meeting))
    cards = origins.cards((item.ref for item in items if item.ref), actor)
    lines = [Line(item, cards.get(item.ref) if item.ref else None) for item in items]
    lines.sort(
        key=lambda line: not (line.card and line.card.late)
    )  # what is late is heard first; the rest keeps its order
    heads = [line.item for line in lines if line.item.position == 0]
    return [
        Section(Part(head.part), head, [line for line in lines if line.item.position and line.item.part == head.part])
        for head in heads
    ]


def item(actor: Actor, key: int) -> QuerySet[AgendaItem]:
    """One item of a meeting that this actor may see."""
    rows = AgendaItem.objects.filter(pk=key, meeting__in=visible_to(actor).order_by().values("pk"))
    return rows.select_related("meeting", "meeting__area").defer("meeting__area__boundary").order_by("pk")


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting of the same area and kind before this one, if it took place."""
    before = visible_to(VISITOR).filter(area=meeting.area, kind=meeting.kind, starts_at__lt=meeting.starts_at)
    return before.exclude(stage=Stage.CANCELLED).last()


def next_after(meeting: Meeting) -> Meeting | None:
    """The meeting of the same area after this one, which its last part announces."""
    later = visible_to(VISITOR).filter(area=meeting.area, starts_at__gt=meeting.starts_at, stage=Stage.ANNOUNCED)
    return later.exclude(kind=Kind.HOURS).first()


def business(meeting: Meeting, at: datetime) -> dict[Part, list[Card]]:
    """What fills the agenda by itself, as a visitor may see it: everybody reads an agenda."""
    last = last_before(meeting)
    since = last.starts_at if last else None
    areas = [meeting.area, *meeting.together]
    feedback = _in_turn([offered.cards(area, VISITOR, at, feedback=True, since=since) for area in areas])
    new = _in_turn([offered.cards(area, VISITOR, at, feedback=False) for area in areas])
    return {Part.FEEDBACK: feedback[: MOST[Part.FEEDBACK]], Part.NEW: new[: MOST[Part.NEW]]}


def _in_turn(by_area: list[list[Card]]) -> list[Card]:
    """Of each area the first, then of each the second: so each that meets gets its share; each thing once."""
    return list({card.ref: card for turn in zip_longest(*by_area) for card in turn if card}.values())
