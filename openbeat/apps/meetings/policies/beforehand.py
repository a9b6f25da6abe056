"""Who may say something beforehand, and who decides what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import BEFOREHAND, BeforehandAct, HostAct, Kind, Sort, Stage
from openbeat.apps.meetings.policies.attendance import OPENS
from openbeat.apps.meetings.policies.coming import meeting_of, takes_place
from openbeat.apps.meetings.policies.meetings import TOO_LATE, has_agenda, leads
from openbeat.kit.policy import Policy, Verdict, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Attending, Contribution, Meeting, Reminder
    from openbeat.kit.actors import Actor


@rule(_("This is decided when it is put on the agenda or not."))
def is_a_comment(_actor: Actor, said: Contribution) -> bool:
    """Holds for comments on an item."""
    return said.sort == Sort.COMMENT


@rule(_("A comment is shown or not; it is no item of the agenda."))
def asks_for_an_item(_actor: Actor, said: Contribution) -> bool:
    """Holds for proposals and questions."""
    return said.sort != Sort.COMMENT


@rule(_("A proposal is declined with a reason in words."))
def is_no_proposal(_actor: Actor, said: Contribution) -> bool:
    """Holds for comments and questions."""
    return said.sort != Sort.PROPOSAL


@rule(_("This is somebody else's already."))
def nobody_has_it(actor: Actor, said: Contribution) -> bool:
    """Holds for whoever came with the receipt, as long as nobody with an account has it."""
    known = said.person
    return bool(actor.person) and (known is None or not (known.email or known.claimed_at))


@rule(_("No officer is present at a listening session."))
def has_officers(_actor: Actor, thing: Meeting | Attending) -> bool:
    """Holds for every meeting but listening sessions."""
    return meeting_of(thing).kind != Kind.LISTENING


@rule(_("This meeting does not take place."))
def stands(_actor: Actor, thing: Meeting | Attending | Reminder) -> bool:
    """Holds unless the meeting was cancelled."""
    return meeting_of(thing).stage != Stage.CANCELLED


@rule(_("Only the clock does this."))
def is_clock_itself(actor: Actor, _reminder: Reminder) -> bool:
    """Holds for the software itself."""
    return actor.kind == "program"


BEFOREHAND_POLICY = Policy(
    {
        BeforehandAct.SEND: takes_place & has_agenda,
        BeforehandAct.SUIT: takes_place,
        BeforehandAct.SHOW: leads & is_a_comment & BEFOREHAND.permits(BeforehandAct.SHOW),
        BeforehandAct.WITHHOLD: leads & is_no_proposal & BEFOREHAND.permits(BeforehandAct.WITHHOLD),
        BeforehandAct.ACCEPT: leads & asks_for_an_item & takes_place & BEFOREHAND.permits(BeforehandAct.ACCEPT),
        BeforehandAct.DECLINE: leads & asks_for_an_item & BEFOREHAND.permits(BeforehandAct.DECLINE),
        BeforehandAct.CLAIM: nobody_has_it,
    }
)
HOST_POLICY = Policy(
    {
        HostAct.EXPECT: leads & stands & has_officers,
        HostAct.CAME: leads & stands & has_officers,
        HostAct.MISSED: leads & stands & has_officers,
        HostAct.UNEXPECT: leads & stands,
        HostAct.REMIND: leads & takes_place,
        HostAct.UNREMIND: leads,
        HostAct.SEND_REMINDER: is_clock_itself & takes_place,
    }
)
NOT_BEGUN = Verdict(allowed=False, reason=_("Who came is noted when the meeting has begun, not before."))


def may_say(actor: Actor, act: BeforehandAct, meeting: Meeting, at: datetime) -> Verdict:
    """Whether this actor may say something now: it comes before the meeting begins."""
    found = BEFOREHAND_POLICY.verdict(actor, act, meeting)
    return TOO_LATE if found and at >= meeting.starts_at else found


def may_set_up(actor: Actor, act: HostAct, meeting: Meeting, at: datetime) -> Verdict:
    """Whether whoever leads may do this now: reminders before, who came from an hour before the meeting on."""
    found = HOST_POLICY.verdict(actor, act, meeting)
    if found and act is HostAct.REMIND and at >= meeting.starts_at:
        return TOO_LATE
    early = act in {HostAct.CAME, HostAct.MISSED} and at < meeting.starts_at - OPENS
    return NOT_BEGUN if found and early else found
