"""The clock of a complaint stands still for a reason that its owner reads, is looked at again, and runs on; or the date
of the answer moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Promise
from openbeat.apps.complaints.lifecycle.clocks import NEVER_PAUSED, PAUSING, Clock
from openbeat.apps.complaints.models import CasePause
from openbeat.apps.complaints.policies import CLOCKS_POLICY as POLICY
from openbeat.apps.complaints.services import clocking, delaying
from openbeat.apps.complaints.services.steps import locked, sealed
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Reason as Why
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle.clocks import Paused, Reason
    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor

STANDS = _("The clock stands still already.")
RUNS = _("The clock of this matter runs.")
NO_REASON = _("A clock does not stand still for this reason: move the date instead.")
NOT_OWED = _("No answer is owed in this matter.")
EARLIER = _("The new date must be later than the one before, and still to come.")


@transaction.atomic
def pause(complaint: Complaint, paused: Paused, *, by: Actor, at: datetime) -> CasePause:
    """Stop every clock of it, for a reason that whoever complained sees. Raises Refused."""
    complaint = _asked(complaint, Clock.PAUSE, by=by)
    if clocking.paused(complaint):
        raise Refused(STANDS)
    if paused.reason not in PAUSING:
        raise Refused(NO_REASON)
    row = CasePause.objects.create(
        complaint=complaint,
        reason=paused.reason,
        words=sealed(queries.safe_of(complaint), paused.words),
        language=paused.language,
        since=at,
        by=by.person,
        looked_at=at,
    )
    for each in clocking.open_rows(complaint):
        if each.promise not in NEVER_PAUSED:
            loop.pause(each.promise, complaint, reason=clocking.STANDS_STILL, language="en", at=at)
    clocking.owe((Promise.LOOK_AGAIN,), complaint, at=at)
    ledger.record(Clock.PAUSE, complaint, by=by, at=at, reason=str(paused.reason))
    return row


@transaction.atomic
def look_again(complaint: Complaint, *, by: Actor, at: datetime) -> CasePause:
    """Say that the reason still holds; it is looked at again after the promised days. Raises Refused."""
    complaint = _asked(complaint, Clock.LOOK_AGAIN, by=by)
    row = _standing(complaint)
    row.looked_at = at
    row.save(update_fields=["looked_at"])
    loop.keep(Promise.LOOK_AGAIN, complaint, at=at)
    clocking.owe((Promise.LOOK_AGAIN,), complaint, at=at)
    ledger.record(Clock.LOOK_AGAIN, complaint, by=by, at=at, reason=row.reason)
    return row


@transaction.atomic
def resume(complaint: Complaint, *, by: Actor, at: datetime) -> CasePause:
    """Let the clocks run again: each date is later by as long as they stood. Raises Refused."""
    complaint = _asked(complaint, Clock.RESUME, by=by)
    row = _standing(complaint)
    clocking.end_pause(complaint, at=at, by=by.person.pk if by.person else None)
    ledger.record(Clock.RESUME, complaint, by=by, at=at, reason=row.reason)
    row.refresh_from_db()
    return row


@transaction.atomic
def shift_date(complaint: Complaint, due: datetime, reason: Reason, *, by: Actor, at: datetime) -> Complaint:
    """Promise the answer for another day; whoever complained is told at once, with the reason. Raises Refused."""
    complaint = _asked(complaint, Clock.SHIFT, by=by)
    answer = next((row for row in clocking.open_rows(complaint) if row.promise == Promise.ANSWER), None)
    if answer is None:
        raise Refused(NOT_OWED)
    if due <= max(answer.due_at, at):
        raise Refused(EARLIER)
    loop.shift(Promise.ANSWER, complaint, due=due, why=Why(clocking.STANDS_STILL, "en"), at=at)
    ledger.record(Clock.SHIFT, complaint, by=by, at=at, reason=str(reason))
    delaying.tell(complaint, delaying.Delay(f"moved {due.isoformat()}", str(reason), due), at=at)
    return complaint


def _asked(complaint: Complaint, act: Clock, *, by: Actor) -> Complaint:
    complaint = locked(complaint)
    POLICY.require(by, act, complaint)
    return complaint


def _standing(complaint: Complaint) -> CasePause:
    if row := clocking.paused(complaint):
        return row
    raise Refused(RUNS)
