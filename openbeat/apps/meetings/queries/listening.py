"""What was released after a listening session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.meetings.models import ReleasedLine
from openbeat.core.hooks import origins
from openbeat.kit import memory
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.origins import Card
    from openbeat.kit.actors import Actor


def released(meeting: Meeting) -> list[ReleasedLine]:
    """The lines that everybody may read, in the order in which they were released."""
    return list(ReleasedLine.objects.filter(meeting=meeting).order_by("number"))


@dataclass(frozen=True, slots=True)
class Released:
    """A released line, and the concern that it was raised as, where this actor may see it."""

    line: ReleasedLine
    card: Card | None


def released_with_concerns(meeting: Meeting, actor: Actor) -> list[Released]:
    """The released lines, each with the concern that came of it; two queries however many."""
    lines = released(meeting)
    refs = {line.pk: Ref.parse(line.raised) for line in lines if line.raised}
    cards = origins.cards(refs.values(), actor)
    return [Released(line, cards.get(refs[line.pk]) if line.raised else None) for line in lines]


def released_line(meeting: Meeting, key: str) -> ReleasedLine | None:
    """One released line of a session."""
    return ReleasedLine.objects.filter(meeting=meeting, pk=key).first() if key.isdigit() else None


@memory.for_seconds(2)
def raised_from(ref: Ref) -> ReleasedLine | None:
    """The released line that a concern was raised from, with its session."""
    return ReleasedLine.objects.filter(raised=str(ref)).select_related("meeting").first()
