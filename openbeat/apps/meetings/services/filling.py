"""The agenda that fills itself: feedback from the chart, new problems from what residents said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Act, Part
from openbeat.apps.meetings.models import AgendaItem
from openbeat.apps.meetings.policies import POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.origins import Card

RULE = program("the agenda fills itself")


def begin(meeting: Meeting, *, at: datetime) -> None:
    """Make the five parts, and fill them for the first time."""
    AgendaItem.objects.bulk_create([AgendaItem(meeting=meeting, part=part, position=0, added_at=at) for part in Part])
    fill(meeting, at=at)


@transaction.atomic
def fill(meeting: Meeting, *, at: datetime) -> bool:
    """Bring the agenda up to date: what is new comes in, what was settled goes; gives whether anything changed.

    What somebody took up, or wrote a note on, stays.
    """
    POLICY.require(RULE, Act.FILL, meeting)
    items = list(queries.items_of(meeting).select_for_update())
    known = {item.ref for item in items if item.ref}
    wanted = queries.business(meeting, at)
    refs = {card.ref for cards in wanted.values() for card in cards}
    gone = [item.pk for item in items if item.ref and item.ref not in refs and not (item.taken_up_at or item.note)]
    AgendaItem.objects.filter(pk__in=gone).delete()
    new = [_item(meeting, part, card, at) for part, cards in wanted.items() for card in cards if card.ref not in known]
    numbered(items, new)
    AgendaItem.objects.bulk_create(new)
    if new or gone:
        ledger.record(Act.FILL, meeting, by=RULE, at=at, came=len(new), went=len(gone))
    return bool(new or gone)


def fill_all(*, at: datetime) -> int:
    """Bring the agendas of all meetings to come up to date; gives how many changed."""
    return sum(fill(meeting, at=at) for meeting in queries.to_fill(at))


def numbered(items: list[AgendaItem], new: list[AgendaItem]) -> None:
    """Put new items behind those of the same part."""
    for part in Part:
        last = max((item.position for item in items if item.part == part), default=0)
        for place, item in enumerate((item for item in new if item.part == part), start=last + 1):
            item.position = place


def _item(meeting: Meeting, part: Part, card: Card, at: datetime) -> AgendaItem:
    ref: Ref = card.ref
    return AgendaItem(meeting=meeting, part=part, ref_kind=ref.kind, ref_key=ref.key, added_at=at)
