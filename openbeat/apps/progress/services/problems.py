"""Problems encountered and questions asked: note them, lay them before others, answer them, resolve them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Act, Appeal, Obstacle, Promise, Words
from openbeat.apps.progress.models import Escalation, Problem, Task
from openbeat.apps.progress.policies import PROBLEM_POLICY, side_of
from openbeat.apps.progress.services import letters
from openbeat.apps.progress.services.holding import lock
from openbeat.core.department import services as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.places import services as places

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor


@transaction.atomic
def note(task: Task, *, words: Words, remover: str, by: Actor, at: datetime, obstacle: str = "") -> Problem:
    """Write down a problem encountered, of which kind it is, and who can remove it."""
    task = lock(task, Act.NOTE, by)
    return _problem(task, Act.NOTE, words, by=by, at=at, remover=remover, obstacle=obstacle or Obstacle.OTHER)


@transaction.atomic
def ask(task: Task, *, words: Words, by: Actor, at: datetime) -> Problem:
    """Ask about a task in the name of the community: whoever is responsible owes an answer."""
    task = lock(task, Act.ASK, by)
    question = _problem(task, Act.ASK, words, by=by, at=at, kind=Problem.Kind.QUESTION)
    loop.owe(Promise.QUESTION, task, debtor=Debtor(task.area, task.officer), at=at)
    letters.asked(task, department.due(Promise.QUESTION, at), by=by, at=at)
    return question


@transaction.atomic
def escalate(problem: Problem, appeal: Appeal, *, by: Actor, at: datetime) -> Escalation:
    """Lay a problem before the commander, or before an office outside: then the officer's post owes to ask there.

    Whoever it lies before owes that it goes, by a date. Laid before somebody else later, the date stays.
    """
    problem, task = _locked(problem, Act.ESCALATE, by)
    to = None if appeal.outside else places.post(*queries.commander_of(task.area))
    debtor = Debtor(task.area, to or task.officer)
    due = loop.owe(Promise.ESCALATION, problem, debtor=debtor, at=at).due_at
    loop.hand_over(Promise.ESCALATION, problem, debtor=debtor)
    made = Escalation.objects.create(
        problem=problem, to=to, outside=appeal.outside, words=appeal.words.text, language=appeal.words.language,
        by=by.person, at=at, due_at=due,
    )  # fmt: skip
    ledger.record(Act.ESCALATE, problem, by=by, at=at, task=task.pk, to=to.role if to else "outside")
    letters.escalated(task, to or task.officer, due, by=by, at=at)
    return made


@transaction.atomic
def resolve(problem: Problem, *, words: Words, by: Actor, at: datetime) -> Problem:
    """Say how a problem was removed, or answer a question."""
    problem, task = _locked(problem, Act.RESOLVE, by)
    problem.resolved_at, problem.resolution, problem.resolution_language = at, words.text, words.language
    problem.save(update_fields=["resolved_at", "resolution", "resolution_language"])
    ledger.record(Act.RESOLVE, problem, by=by, at=at, task=task.pk)
    if problem.kind == Problem.Kind.QUESTION and not queries.has_open_questions(task):
        loop.keep(Promise.QUESTION, task, at=at)
    loop.keep(Promise.ESCALATION, problem, at=at)
    return problem


def _locked(problem: Problem, act: Act, by: Actor) -> tuple[Problem, Task]:
    task = queries.visible_to(by).select_for_update(of=("self",)).get(pk=problem.task_id)
    problem = Problem.objects.get(pk=problem.pk)
    problem.task = task
    PROBLEM_POLICY.require(by, act, problem)
    return problem, task


def _problem(task: Task, act: Act, words: Words, *, by: Actor, at: datetime, **facts: str) -> Problem:
    problem = Problem.objects.create(
        task=task, side=side_of(by, task), by=by.person, words=words.text, language=words.language, at=at, **facts
    )
    ledger.record(act, problem, by=by, at=at, task=task.pk, side=str(problem.side))
    return problem
