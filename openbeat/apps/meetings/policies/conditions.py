"""Who may load incidents, tell what the police did, say how it is, and write down what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import ConditionAct
from openbeat.apps.meetings.policies.imports import imports
from openbeat.apps.meetings.policies.meetings import POLICE, leads
from openbeat.kit.policy import Policy, Verdict, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor


@rule(_("Only the liaison officer, the deputy or the commander of this area tells what the police did."))
def speaks_for_the_police(actor: Actor, meeting: Meeting) -> bool:
    """Holds for the police who answer for the area."""
    return any(actor.holds(role, in_=meeting.area) for role in POLICE)


@rule(_("This meeting does not take place."))
def takes_place(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for a meeting that was not cancelled."""
    return not meeting.is_cancelled


CONDITIONS_POLICY = Policy(
    {
        ConditionAct.LOAD: imports,
        ConditionAct.TELL: speaks_for_the_police & takes_place,
        ConditionAct.FEEL: takes_place,
        ConditionAct.COUNT: leads & takes_place,
    }
)
OVER = Verdict(allowed=False, reason=_("The meeting is over: what was said on this site is counted."))


def may_feel(actor: Actor, meeting: Meeting, at: datetime) -> Verdict:
    """Whether somebody may still say on this site how it is: until the meeting ends."""
    found = CONDITIONS_POLICY.verdict(actor, ConditionAct.FEEL, meeting)
    return OVER if found and at >= meeting.ends_at else found
