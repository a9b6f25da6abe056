"""Who may say that they come, take it back, and look after the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import COMING, ComingAct, Seat, Stage
from openbeat.apps.meetings.policies.meetings import TOO_LATE, leads
from openbeat.kit.policy import Policy, Refused, Verdict, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Coming, Meeting
    from openbeat.kit.actors import Actor


def meeting_of(thing: Any) -> Meeting:
    """The meeting itself, or that of something said to it."""
    found: Meeting = getattr(thing, "meeting", thing)
    return found


@rule(_("This meeting does not take place, or it is over."))
def takes_place(_actor: Actor, thing: Coming | Meeting) -> bool:
    """Holds while the meeting is announced and stands."""
    return meeting_of(thing).stage == Stage.ANNOUNCED


@rule(_("Only whoever said so may change it. Type in your receipt code first."))
def said_so(actor: Actor, coming: Coming) -> bool:
    """Holds for whoever said that they come."""
    return actor.is_subject_of(coming)


@rule(_("You said that you do not come. Say it anew if you come after all."))
def still_wants_to(_actor: Actor, coming: Coming) -> bool:
    """Holds until it was taken back."""
    return coming.stage != Seat.WITHDRAWN


@rule(_("This is somebody else's already."))
def holds_receipt(actor: Actor, coming: Coming) -> bool:
    """Holds for whoever came with the receipt, as long as nobody with an account has it."""
    known = coming.person
    return bool(actor.person) and (known is None or not (known.email or known.claimed_at))


@rule(_("A place is given by the order of the waiting list."))
def is_list(actor: Actor, _coming: Coming) -> bool:
    """Holds for the software itself."""
    return actor.kind == "program"


COMING_POLICY = Policy(
    {
        ComingAct.SAY: takes_place,
        ComingAct.CHANGE: said_so & takes_place & still_wants_to,
        ComingAct.WITHDRAW: said_so & takes_place & COMING.permits(ComingAct.WITHDRAW),
        ComingAct.PROMOTE: is_list & takes_place & COMING.permits(ComingAct.PROMOTE),
        ComingAct.CLAIM: holds_receipt,
        ComingAct.LIMIT: leads & takes_place,
        ComingAct.ARRANGE: leads & takes_place,
    }
)


def may_come(actor: Actor, act: ComingAct, thing: Coming | Meeting, at: datetime) -> Verdict:
    """Whether this actor may do this now: all of it comes before the meeting begins."""
    found = COMING_POLICY.verdict(actor, act, thing)
    return TOO_LATE if found and at >= meeting_of(thing).starts_at else found


def require_coming(actor: Actor, act: ComingAct, thing: Coming | Meeting, at: datetime) -> None:
    """Raise Refused with the reason where it may not be done."""
    if not (found := may_come(actor, act, thing, at)):
        raise Refused(found.reason)
