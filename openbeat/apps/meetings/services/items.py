"""What whoever leads a meeting does with its agenda: add an item, take something up, write a note on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Act, Part, Words
from openbeat.apps.meetings.models import AgendaItem
from openbeat.apps.meetings.services.filling import numbered
from openbeat.apps.meetings.services.meetings import lock
from openbeat.core.hooks import chart, origins
from openbeat.core.hooks.chart import Wanted
from openbeat.core.ledger import services as ledger
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor


@transaction.atomic
def add(meeting: Meeting, *, part: str, words: Words, by: Actor, at: datetime) -> AgendaItem:
    """Put words of one's own on the agenda."""
    meeting = lock(meeting, Act.ADD, by, at)
    item = AgendaItem(meeting=meeting, part=Part(part), title=words.text, language=words.language, added_at=at)
    return _added(item, Act.ADD, by=by, at=at)


@transaction.atomic
def take_up(meeting: Meeting, ref: Ref, *, by: Actor, at: datetime) -> AgendaItem:
    """Take up a thing of another app: it hears of it, and it stays on the agenda. Raises Refused: what is private."""
    meeting = lock(meeting, Act.TAKE_UP, by, at)
    if ref not in origins.cards([ref], VISITOR):
        raise Refused(_("Everybody reads an agenda: what is private is not taken to a meeting."))
    item = queries.items_of(meeting).filter(ref_kind=ref.kind, ref_key=ref.key).first()
    if item and item.taken_up_at:
        return item
    item = item or AgendaItem(meeting=meeting, part=Part.NEW, ref_kind=ref.kind, ref_key=ref.key, added_at=at)
    item.taken_up_at = at
    item = _added(item, Act.TAKE_UP, by=by, at=at)
    origin = origins.of(ref.kind)
    if origin and origin.started:
        origin.started(ref.key, by=by, at=at, words="")
    return item


@transaction.atomic
def agree(
    meeting: Meeting, *, words: Words, due_on: date, by: Actor, at: datetime, about: AgendaItem | None = None
) -> AgendaItem:
    """Agree on a task: it goes on the Progress Chart and on the agenda. Raises Refused, or chart.NotProvided.

    Where it is about an item, the task comes of the thing that stands there: what is done answers that too.
    """
    meeting = lock(meeting, Act.AGREE, by, at)
    wanted = Wanted(words.text, words.language, meeting.area, due_on, (about and about.ref) or Ref.of(meeting))
    ref = chart.put(wanted, by=by, at=at)
    item = AgendaItem(meeting=meeting, part=Part.STRATEGIES, ref_kind=ref.kind, ref_key=ref.key)
    item.added_at = item.taken_up_at = at
    return _added(item, Act.AGREE, by=by, at=at)


@transaction.atomic
def note(item: AgendaItem, *, words: Words, version: int, by: Actor, at: datetime) -> AgendaItem:
    """Write down what was said about an item. Raises Conflict where somebody else wrote meanwhile."""
    meeting = lock(item.meeting, Act.NOTE, by, at)
    item = queries.items_of(meeting).get(pk=item.pk)
    if version != item.version:
        raise Conflict(item.note, item.version)
    item.note, item.note_language = words.text, words.language if words.text else ""
    item.noted_at, item.version = at, item.version + 1
    item.save(update_fields=["note", "note_language", "noted_at", "version"])
    ledger.record(Act.NOTE, item, by=by, at=at, meeting=meeting.pk)
    return item


def _added(item: AgendaItem, act: Act, *, by: Actor, at: datetime) -> AgendaItem:
    if item._state.adding:
        numbered(list(queries.items_of(item.meeting)), [item])
    item.save()
    ledger.record(act, item, by=by, at=at, meeting=item.meeting_id, part=str(item.part))
    return item
