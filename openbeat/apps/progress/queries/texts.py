"""The texts of tasks and tactics: what each says now, whether everybody reads it, and who reads it else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.progress.models import Escalation, Problem, Reopening, SaraStep, Slip, Tactic, TacticAnswer, Tried
from openbeat.apps.progress.policies import may_look
from openbeat.apps.progress.queries.tactics import answers_to_look_at, tactics_visible_to
from openbeat.apps.progress.queries.tasks import problems_visible_to, visible_to_all
from openbeat.core.hooks.texts import About, numbers, of_thing
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Model, QuerySet

    from openbeat.apps.progress.models import Task
    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor


def for_all(keys: Sequence[str], _actor: Actor) -> Sequence[str]:
    """All of them: the chart is public."""
    return keys


def _about(task: Task) -> About:
    return About(task.get_absolute_url(), task.title, task.area_id)


def _rows[T: Model](model: type[T], keys: Sequence[str]) -> QuerySet[T]:
    return model._default_manager.filter(pk__in=numbers(keys)).select_related("task").order_by("pk")


def _of_tasks(model: type[Model], keys: Sequence[str]) -> list[str]:
    rows = model._default_manager.filter(task__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def task_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What will be done, and what was done."""
    for task in visible_to_all().filter(pk__in=numbers(keys)):
        yield from of_thing(task, ("title", "outcome"), _about(task))


def slip_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Why dates were changed."""
    for slip in _rows(Slip, keys):
        yield from of_thing(slip, ("reason",), _about(slip.task))


def slips_of(keys: Sequence[str]) -> list[str]:
    """The changed dates of these tasks."""
    return _of_tasks(Slip, keys)


def reopening_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What had been said to be done and did not hold, and why."""
    for row in _rows(Reopening, keys):
        yield from of_thing(row, ("outcome", "reason"), _about(row.task))


def reopenings_of(keys: Sequence[str]) -> list[str]:
    """Each time that these tasks were opened again."""
    return _of_tasks(Reopening, keys)


def step_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was found at each step."""
    for step in _rows(SaraStep, keys):
        yield from of_thing(step, ("found",), _about(step.task))


def steps_of(keys: Sequence[str]) -> list[str]:
    """The steps of these tasks."""
    return _of_tasks(SaraStep, keys)


def tried_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was tried, and why it did not work; of an earlier word on it only the reason is shown."""
    for tried in _rows(Tried, keys):
        yield from of_thing(tried, ("words",), _about(tried.task), public=tried.newest)
        yield from of_thing(tried, ("why",), _about(tried.task))


def tried_on(keys: Sequence[str]) -> list[str]:
    """What was tried on these tasks."""
    return _of_tasks(Tried, keys)


def problem_texts(keys: Sequence[str]) -> Iterator[Source]:
    """Problems encountered and questions asked, who can remove them, and what became of them."""
    for problem in problems_visible_to(VISITOR).filter(pk__in=numbers(keys)):
        yield from of_thing(problem, ("words", "remover", "resolution"), _about(problem.task))


def problems_of(keys: Sequence[str]) -> list[str]:
    """The problems and questions of these tasks."""
    return _of_tasks(Problem, keys)


def escalation_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What was asked of somebody who can remove a problem, and of which office outside."""
    rows = Escalation.objects.filter(pk__in=numbers(keys)).select_related("problem__task").order_by("pk")
    for row in rows:
        yield from of_thing(row, ("words", "outside"), _about(row.problem.task))


def escalations_of(keys: Sequence[str]) -> list[str]:
    """Before whom these problems were laid."""
    rows = Escalation.objects.filter(problem__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def escalations_on(keys: Sequence[str]) -> list[str]:
    """Before whom the problems of these tasks were laid."""
    return escalations_of(problems_of(keys))


def tactic_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What the police propose and with whom, the community's answer, and why it is used though it is not wanted."""
    for tactic in tactics_visible_to(VISITOR).filter(pk__in=numbers(keys)):
        here = _of_tactic(tactic)
        yield from of_thing(tactic, ("words", "agency", "official_why", "reason"), here)


def say_texts(keys: Sequence[str]) -> Iterator[Source]:
    """What residents say to tactics: for all once somebody has looked at it."""
    for answer in answers_to_look_at(VISITOR).filter(pk__in=numbers(keys)):
        yield from of_thing(answer, ("words",), _of_tactic(answer.tactic), public=answer.is_shown)


def says_to(keys: Sequence[str]) -> list[str]:
    """What was said to these tactics."""
    rows = TacticAnswer.objects.filter(tactic__in=numbers(keys)).order_by("pk")
    return [str(key) for key in rows.values_list("pk", flat=True)]


def says_seen(keys: Sequence[str], actor: Actor) -> list[str]:
    """Those that are shown, one's own, and all for whoever looks."""
    own = set(TacticAnswer.objects.filter(actor.owns(TacticAnswer), pk__in=numbers(keys)).values_list("pk", flat=True))
    rows = answers_to_look_at(actor).filter(pk__in=numbers(keys))
    return [str(row.pk) for row in rows if row.is_shown or row.pk in own or may_look(actor, row.tactic)]


def _of_tactic(tactic: Tactic) -> About:
    return About(tactic.get_absolute_url(), tactic.words, tactic.area_id)
