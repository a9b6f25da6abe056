"""Say which officers are expected and which came; set reminders, and send those that are due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import notices, queries
from openbeat.apps.meetings.lifecycle import HostAct, Words
from openbeat.apps.meetings.models import Attending, Reminder
from openbeat.apps.meetings.policies import HOST_POLICY, may_set_up
from openbeat.apps.meetings.services import telling
from openbeat.apps.meetings.services.held import held
from openbeat.core.hooks.texts import Quote
from openbeat.core.ledger import services as ledger
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

CLOCK = program("a reminder is due")


@transaction.atomic
def expect(meeting: Meeting, *, post: Post | None, name: str, by: Actor, at: datetime) -> Attending:
    """Say which officer is expected: who holds a post, or an officer. Raises Refused: at a listening session, twice."""
    meeting = _asked(held(meeting), HostAct.EXPECT, by, at)
    role = post.role if post else Role.OFFICER
    try:
        with transaction.atomic():
            row = Attending.objects.create(meeting=meeting, post=post, role=role, name=name, set_at=at)
    except IntegrityError:
        raise Refused(_("This post is expected already.")) from None
    ledger.record(HostAct.EXPECT, row, by=by, at=at, meeting=meeting.pk, role=str(role))
    return row


@transaction.atomic
def note_attendance(row: Attending, *, came: bool, by: Actor, at: datetime) -> Attending:
    """Say whether an officer who was expected came; everybody can read it."""
    act = HostAct.CAME if came else HostAct.MISSED
    _asked(held(row.meeting), act, by, at)
    row.came = came
    row.save(update_fields=["came"])
    ledger.record(act, row, by=by, at=at, meeting=row.meeting_id)
    return row


@transaction.atomic
def unexpect(row: Attending, *, by: Actor, at: datetime) -> None:
    """Take an officer off the list."""
    _asked(held(row.meeting), HostAct.UNEXPECT, by, at)
    ledger.record(HostAct.UNEXPECT, row, by=by, at=at, meeting=row.meeting_id, role=row.role)
    row.delete()


@transaction.atomic
def remind(meeting: Meeting, *, hours: int, words: Words, by: Actor, at: datetime) -> Reminder:
    """Set a reminder so many hours before the meeting; it moves with the meeting. Raises Refused: too late, twice."""
    meeting = _asked(held(meeting), HostAct.REMIND, by, at)
    if meeting.starts_at - timedelta(hours=hours) <= at:
        raise Refused(_("That moment has passed. Choose a later one."))
    if queries.reminders_of(meeting).filter(hours=hours).exists():
        raise Refused(_("There is a reminder at this moment already."))
    row = Reminder.objects.create(meeting=meeting, hours=hours, words=words.text, language=words.language, set_at=at)
    ledger.record(HostAct.REMIND, row, by=by, at=at, meeting=meeting.pk, hours=hours)
    return row


@transaction.atomic
def unremind(row: Reminder, *, by: Actor, at: datetime) -> None:
    """Take a reminder back."""
    _asked(held(row.meeting), HostAct.UNREMIND, by, at)
    ledger.record(HostAct.UNREMIND, row, by=by, at=at, meeting=row.meeting_id, hours=row.hours)
    row.delete()


def send_due(*, at: datetime) -> int:
    """Send the reminders whose moment has come, each once to each; gives how many reminders that were."""
    return sum(_send(row, at) for row in queries.reminders_due(at))


@transaction.atomic
def _send(row: Reminder, at: datetime) -> bool:
    meeting = held(row.meeting)
    found = queries.reminder(row.pk).select_for_update(of=("self",)).first()
    if found is None or not queries.is_due(found, at) or not HOST_POLICY.verdict(CLOCK, HostAct.SEND_REMINDER, found):
        return False
    for coming in queries.to_tell(meeting):
        once = f"{notices.REMINDER.name}|{found.pk}|{coming.pk}|{meeting.starts_at.isoformat()}"
        telling.tell(notices.REMINDER, coming, at=at, once=once, words=Quote.of(found, "words"))
    if not queries.reminders_of(meeting).filter(sent_for=meeting.starts_at).exists():  # once, however many are set
        telling.followed(notices.SOON_HERE, meeting, at=at)
    found.sent_for = meeting.starts_at
    found.save(update_fields=["sent_for"])
    ledger.record(HostAct.SEND_REMINDER, found, by=CLOCK, at=at, meeting=meeting.pk)
    return True


def _asked(meeting: Meeting, act: HostAct, by: Actor, at: datetime) -> Meeting:
    if not (found := may_set_up(by, act, meeting, at)):
        raise Refused(found.reason)
    return meeting
