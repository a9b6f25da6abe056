"""Who may be counted at the door, and who looks after the sheet."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.lifecycle import AttendanceAct, Stage
from openbeat.apps.meetings.policies.meetings import leads
from openbeat.kit.policy import ALLOWED, Policy, Verdict, rule

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

OPENS, CLOSES = timedelta(hours=1), timedelta(hours=2)


@rule(_("This meeting does not take place."))
def was_not_cancelled(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for every meeting that was not cancelled."""
    return meeting.stage != Stage.CANCELLED


@rule(_("Only the clock does this."))
def is_clock(actor: Actor, _meeting: Meeting) -> bool:
    """Holds for the software itself."""
    return actor.kind == "program"


ATTENDANCE_POLICY = Policy(
    {
        AttendanceAct.SIGN_IN: was_not_cancelled,
        AttendanceAct.ENTER: leads & was_not_cancelled,
        AttendanceAct.TAKE_OUT: leads,
        AttendanceAct.NEW_CODE: leads & was_not_cancelled,
        AttendanceAct.FORGET: is_clock,
    }
)
NO_CODE = Verdict(allowed=False, reason=_("Scan the code that hangs in the room. Whoever leads the meeting has it."))
EARLY = Verdict(allowed=False, reason=_("Signing in begins one hour before the meeting."))
OVER = Verdict(allowed=False, reason=_("Signing in ended two hours after the meeting. Whoever leads it can add you."))
NOT_YET = Verdict(allowed=False, reason=_("The sheet is entered when the meeting has begun, not before."))


def may_sign_in(actor: Actor, meeting: Meeting, token: str, at: datetime) -> Verdict:
    """Whether whoever has this code may be counted now: from an hour before the meeting to two hours after it."""
    if not (found := ATTENDANCE_POLICY.verdict(actor, AttendanceAct.SIGN_IN, meeting)):
        return found
    if not codes.fits(token, meeting.pk, meeting.sign_in_number):
        return NO_CODE
    if at < meeting.starts_at - OPENS:
        return EARLY
    return OVER if at > meeting.ends_at + CLOSES else ALLOWED


def may_attend(actor: Actor, act: AttendanceAct, meeting: Meeting, at: datetime) -> Verdict:
    """Whether whoever leads may do this now: the sheet is entered when the meeting has begun."""
    found = ATTENDANCE_POLICY.verdict(actor, act, meeting)
    return NOT_YET if found and act is AttendanceAct.ENTER and at < meeting.starts_at - OPENS else found
