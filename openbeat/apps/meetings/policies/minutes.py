"""Who may do what about minutes: whoever leads writes, those who were there amend, two sides approve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import AGENDA_STAYS, MINUTES, MinutesAct, Side
from openbeat.apps.meetings.policies.meetings import POLICE, has_minutes, is_rule, leads
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, Rule, Verdict, anyone, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Amendment, Minutes
    from openbeat.kit.actors import Actor

SIDES = {Side.POLICE: (Role.LIAISON, Role.DEPUTY), Side.COMMUNITY: (Role.CHAIR, Role.LEADER)}
WINDOW_OVER = Verdict(allowed=False, reason=_("The time for amendments is over."))


def side_of(actor: Actor, area: Any) -> Side | None:
    """For which side somebody approves: police or community; None for whoever speaks for neither."""
    found = (side for side, roles in SIDES.items() if any(actor.holds(role, in_=area) for role in roles))
    return next(found, None)


@rule(_("Only the liaison officer or the deputy, and the chair or a community leader of this area, approve minutes."))
def speaks_for_a_side(actor: Actor, minutes: Minutes) -> bool:
    """Holds for whoever approves for the police, or for the community."""
    return side_of(actor, minutes.area) is not None


@rule(_("Only the liaison officer, the deputy or the commander of this area sends letters: they read the addresses."))
def reads_addresses(actor: Actor, meeting: Any) -> bool:
    """Holds for the police who answer for the area, and so for messages to people in it."""
    return any(actor.holds(role, in_=meeting.area) for role in POLICE)


@rule(_("You proposed this yourself: somebody else who leads the meeting answers it."))
def did_not_propose_it(actor: Actor, amendment: Any) -> bool:
    """Holds for everybody but whoever proposed the amendment."""
    return not actor.is_subject_of(amendment)


@rule(_("This amendment was answered already."))
def waits_for_an_answer(_actor: Actor, amendment: Amendment) -> bool:
    """Holds for an amendment that nobody answered yet."""
    return amendment.answered_at is None


def _of_meeting(judge: Rule) -> Rule:
    """The same rule, asked of the meeting of these minutes."""
    return Rule(lambda actor, minutes: judge(actor, minutes.meeting), judge.name)


def _of_minutes(act: MinutesAct) -> Rule:
    """What the lifecycle permits, asked of the minutes of an amendment."""
    judge = MINUTES.permits(act)
    return Rule(lambda actor, amendment: judge(actor, amendment.minutes), judge.name)


@rule(_("This meeting was cancelled, or what came of it is out already."))
def meeting_stands(_actor: Actor, minutes: Minutes) -> bool:
    """Holds while the meeting was not cancelled, and its draft is not out."""
    return minutes.meeting.stage in AGENDA_STAYS


MINUTES_POLICY = Policy(
    {
        MinutesAct.WRITE: leads & _of_meeting(has_minutes) & MINUTES.permits(MinutesAct.WRITE) & meeting_stands,
        MinutesAct.HAND_OUT: leads & MINUTES.permits(MinutesAct.HAND_OUT) & meeting_stands,
        MinutesAct.PROPOSE: anyone & MINUTES.permits(MinutesAct.PROPOSE),
        MinutesAct.ANSWER: leads & did_not_propose_it & waits_for_an_answer & _of_minutes(MinutesAct.ANSWER),
        MinutesAct.CLOSE: is_rule & MINUTES.permits(MinutesAct.CLOSE),
        MinutesAct.OWN: speaks_for_a_side & MINUTES.permits(MinutesAct.OWN),
        MinutesAct.APPROVE: speaks_for_a_side & MINUTES.permits(MinutesAct.APPROVE),
        MinutesAct.PUBLISH: is_rule & MINUTES.permits(MinutesAct.PUBLISH),
        MinutesAct.CORRECT: leads & MINUTES.permits(MinutesAct.CORRECT),
    }
)
ON_MINUTES = tuple(act for act in MinutesAct if act is not MinutesAct.ANSWER)  # that one asks an amendment


def minutes_verdict(actor: Actor, act: MinutesAct, minutes: Minutes, at: datetime) -> Verdict:
    """Whether this actor may do this about the minutes now: amendments are proposed within their days."""
    found = MINUTES_POLICY.verdict(actor, act, minutes)
    if found and act is MinutesAct.PROPOSE and minutes.amendable_until and at > minutes.amendable_until:
        return WINDOW_OVER
    return found


def minutes_doors(actor: Actor, minutes: Minutes, at: datetime) -> dict[str, Verdict]:
    """All verdicts at once, for templates."""
    return {act.value: minutes_verdict(actor, act, minutes, at) for act in ON_MINUTES}
