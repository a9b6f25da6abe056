"""Who may do what about the priorities of an area: anybody proposes and gives dots; whoever leads decides in public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import ENDED, PRIORITIES, ROUNDS, ProblemAct, RoundAct, Side, Standing
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, Verdict, anyone, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Candidate, Round
    from openbeat.kit.actors import Actor

POLICE = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER)
LEADERS = (*POLICE, Role.CHAIR)


@rule(_("Only the liaison officer, the deputy, the commander or the chair of this area may do this."))
def leads(actor: Actor, thing: Any) -> bool:
    """Holds for whoever leads the meetings of the area, of the police or of the community."""
    return any(actor.holds(role, in_=getattr(thing, "area", thing)) for role in LEADERS)


@rule(_("Only the liaison officer, the deputy or the commander of this area may put a task on the chart."))
def is_police(actor: Actor, problem: Candidate) -> bool:
    return any(actor.holds(role, in_=problem.area_id) for role in POLICE)


@rule(_("Only the clock does this."))
def is_rule(actor: Actor, _round: Round) -> bool:
    return actor.kind == "program"


@rule(_("Only the commander or an administrator says how many priorities an area holds."))
def sets_the_limit(actor: Actor, area: Any) -> bool:
    return any(actor.holds(role, in_=area) for role in (Role.COMMANDER, Role.ADMINISTRATOR))


@rule(_("It is resolved, or was set aside."))
def has_not_ended(_actor: Actor, problem: Candidate) -> bool:
    return problem.stage not in ENDED


@rule(_("It is no priority now."))
def is_priority(_actor: Actor, problem: Candidate) -> bool:
    return problem.stage == Standing.ACTIVE


@rule(_("First ask residents whether it is better, and write down how many said what."))
def residents_were_asked(_actor: Actor, problem: Candidate) -> bool:
    return problem.asked_at is not None


PRIORITIES_POLICY = Policy(
    {
        ProblemAct.PROPOSE: anyone,
        ProblemAct.NOMINATE: leads,
        ProblemAct.ADMIT: leads & PRIORITIES.permits(ProblemAct.ADMIT),
        ProblemAct.JUDGE: leads & has_not_ended,
        ProblemAct.CHOOSE: leads & PRIORITIES.permits(ProblemAct.CHOOSE),
        ProblemAct.TASK: is_police & is_priority,
        ProblemAct.ASK: leads & is_priority,
        ProblemAct.RESOLVE: leads & PRIORITIES.permits(ProblemAct.RESOLVE) & residents_were_asked,
        ProblemAct.SET_ASIDE: leads & PRIORITIES.permits(ProblemAct.SET_ASIDE),
        ProblemAct.BRING_BACK: leads & PRIORITIES.permits(ProblemAct.BRING_BACK),
        ProblemAct.SEATS: sets_the_limit,
    }
)
ROUNDS_POLICY = Policy(
    {
        RoundAct.BEGIN: leads,
        RoundAct.CALL: is_rule & ROUNDS.permits(RoundAct.CALL),
        RoundAct.VOTE: ROUNDS.permits(RoundAct.VOTE),
        RoundAct.COUNT: leads & ROUNDS.permits(RoundAct.COUNT),
        RoundAct.CLOSE: leads & ROUNDS.permits(RoundAct.CLOSE),
        RoundAct.PUBLISH: leads & ROUNDS.permits(RoundAct.PUBLISH),
    }
)
NOT_YET = Verdict(allowed=False, reason=_("This round has not begun."))
OVER = Verdict(allowed=False, reason=_("The time to give dots on this site is over."))


def in_time(round_: Round, at: datetime) -> bool:
    """Whether dots are taken on this site now."""
    return round_.opens_at <= at < round_.closes_at


def round_verdict(actor: Actor, act: RoundAct, round_: Round, at: datetime) -> Verdict:
    """Whether this actor may do this act now: dots on the site are given from one moment to another."""
    found = ROUNDS_POLICY.verdict(actor, act, round_)
    if not found or act is not RoundAct.VOTE or in_time(round_, at):
        return found
    return NOT_YET if at < round_.opens_at else OVER


def side_of(actor: Actor, problem: Candidate) -> Side:
    """For which side somebody who leads answers: the chair for the community, officers for the police."""
    police = any(actor.holds(role, in_=problem.area_id) for role in POLICE)
    return Side.POLICE if police else Side.COMMUNITY
