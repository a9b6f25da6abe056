"""Who may do what to a task: the police of the area do the work, the community watches, asks and confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import LIFECYCLE, WHEN_DONE, WHILE_OPEN, Act
from openbeat.core.hooks import origins
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, Verdict, rule

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Problem, Task
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

POLICE = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER)
COMMUNITY = (Role.BLOCK_CONTACT, Role.CHAIR)


def serves(actor: Actor, thing: Any) -> bool:
    """Whether the actor is liaison officer, deputy or commander where this thing (or in this area) belongs."""
    return any(actor.holds(role, in_=getattr(thing, "area", thing)) for role in POLICE)


def answers_for(actor: Actor, task: Task) -> bool:
    """Whether the actor holds the very post that is responsible for the task."""
    return actor.holds(task.officer.role, in_=task.officer.area)


def speaks_for_community(actor: Actor, thing: Any) -> bool:
    """Whether the actor is the community's contact or chair where this thing belongs."""
    return any(actor.holds(role, in_=getattr(thing, "area", thing)) for role in COMMUNITY)


@rule(_("Only the liaison officer, the deputy or the commander of this area may do this."))
def is_police(actor: Actor, thing: Task | Area) -> bool:
    """Holds for the police who answer for the area."""
    return serves(actor, thing)


@rule(_("Only whoever is responsible for this task, or the police of this area who answer for it, may do this."))
def does_the_work(actor: Actor, task: Task) -> bool:
    """Holds for the police of the area, and for the post to which the task was given."""
    return serves(actor, task) or answers_for(actor, task)


@rule(
    _("Only whoever is responsible for this task, the police of this area, its block contact or its chair may do this.")
)
def takes_part(actor: Actor, task: Task) -> bool:
    """Holds for whoever does the work, and for the contact and the chair of the community."""
    return serves(actor, task) or answers_for(actor, task) or speaks_for_community(actor, task)


@rule(_("Only the block contact or the chair of this area may do this."))
def is_community(actor: Actor, task: Task) -> bool:
    """Holds for the contact and the chair of the community."""
    return speaks_for_community(actor, task)


@rule(_("The police do not confirm their own work: the block contact or the chair of this area does."))
def did_not_do_it(actor: Actor, task: Task) -> bool:
    """Holds for whoever has no part in doing the work."""
    return not (serves(actor, task) or answers_for(actor, task))


@rule(_("This task comes from what a resident said: that person says whether it is solved."))
def stands_alone(_actor: Actor, task: Task) -> bool:
    """Holds where no other app asks whoever raised it."""
    return not has_asker(task)


@rule(_("Only the rule of the house may do this."))
def comes_from_origin(actor: Actor, task: Task) -> bool:
    """The person who raised what the task was made from has spoken there; the program carries it over."""
    return actor.kind == "program" and task.origin is not None


@rule(_("This was resolved already."))
def is_unresolved(_actor: Actor, problem: Problem) -> bool:
    """Holds until somebody said what became of it."""
    return problem.resolved_at is None


@rule(_("Only whoever is responsible for the task, or the police of this area, may resolve or answer this."))
def may_resolve(actor: Actor, problem: Problem) -> bool:
    """Holds for whoever does the work."""
    return serves(actor, problem.task) or answers_for(actor, problem.task)


@rule(_("Only the clock does this: three weeks after it was asked."))
def is_the_clock(actor: Actor, _task: Task) -> bool:
    """Holds for the program alone."""
    return actor.kind == "program"


@rule(
    _("Only whoever is responsible for this task, the police of this area, its block contact or its chair may do this.")
)
def takes_part_in_task(actor: Actor, problem: Problem) -> bool:
    """Holds for whoever takes part in the task of this problem."""
    return bool(takes_part(actor, problem.task))


@rule(_("A question is answered, not escalated."))
def is_a_problem(_actor: Actor, problem: Problem) -> bool:
    """Holds for problems encountered, and not for questions."""
    return problem.kind == "problem"


POLICY = Policy(
    {
        Act.PUT: is_police,
        Act.START: does_the_work & LIFECYCLE.permits(Act.START),
        Act.REWORD: is_police & WHILE_OPEN.permits(Act.REWORD),
        Act.SLIP: does_the_work & WHILE_OPEN.permits(Act.SLIP),
        Act.HAND_OVER: is_police & WHILE_OPEN.permits(Act.HAND_OVER),
        Act.NOTE: takes_part & WHILE_OPEN.permits(Act.NOTE),
        Act.ASK: is_community,
        Act.STEP: does_the_work & WHILE_OPEN.permits(Act.STEP),
        Act.COMPLETE: does_the_work & LIFECYCLE.permits(Act.COMPLETE),
        Act.ASSESS: takes_part & WHEN_DONE.permits(Act.ASSESS),
        Act.LAPSE: is_the_clock & LIFECYCLE.permits(Act.LAPSE),
        Act.CONFIRM: (comes_from_origin | (stands_alone & did_not_do_it & is_community))
        & LIFECYCLE.permits(Act.CONFIRM),
        Act.REOPEN: (comes_from_origin | takes_part) & LIFECYCLE.permits(Act.REOPEN),
    }
)
PROBLEM_POLICY = Policy(
    {
        Act.RESOLVE: may_resolve & is_unresolved,
        Act.ESCALATE: takes_part_in_task & is_a_problem & is_unresolved,
    }
)


def escalate_verdict(actor: Actor, problem: Problem) -> Verdict:
    """Whether this actor may lay this problem before somebody else."""
    return PROBLEM_POLICY.verdict(actor, Act.ESCALATE, problem)


def resolve_verdict(actor: Actor, problem: Problem) -> Verdict:
    """Whether this actor may resolve this problem or answer this question."""
    return PROBLEM_POLICY.verdict(actor, Act.RESOLVE, problem)


def has_asker(task: Task) -> bool:
    """Whether somebody raised what the task was made from, and so says whether it is solved."""
    origin = origins.of(task.origin_kind) if task.origin_kind else None
    return origin is not None and origin.done is not None and origin.asks


def side_of(actor: Actor, task: Task) -> str:
    """For whom the actor speaks on this task."""
    return "police" if serves(actor, task) or answers_for(actor, task) else "community"
