"""Every act on a task: lock, ask, change, record. People are told through the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Act, Days, Hands, Promise, Result, Words
from openbeat.apps.progress.models import Reopening, Slip, Task
from openbeat.apps.progress.policies import POLICY, has_asker
from openbeat.apps.progress.services import learning, letters
from openbeat.apps.progress.services.holding import from_today, in_order, lock, move, save
from openbeat.core.department import services as department
from openbeat.core.hooks import origins
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor, Reason
from openbeat.core.places import services as places
from openbeat.core.places.models import Area
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.core.hooks.chart import Wanted
    from openbeat.kit.actors import Actor


@transaction.atomic
def put(wanted: Wanted, *, by: Actor, at: datetime) -> Task:
    """Put a task on the chart of an area: from now on the officer's post owes it by its date."""
    # The lock on the area makes the number the next one.
    area = Area.objects.select_for_update().defer("boundary").get(pk=wanted.area.pk)
    POLICY.require(by, Act.PUT, area)
    from_today(wanted.due_on, at)
    in_order(wanted.starts_on, wanted.due_on)
    origin = wanted.origin or Ref("", "")
    task = Task.objects.create(
        area=area,
        number=(Task.objects.filter(area=area).aggregate(last=Max("number"))["last"] or 0) + 1,
        title=wanted.title,
        language=wanted.language,
        officer=places.post(area, wanted.officer),
        contact=places.post(area, wanted.contact),
        put_at=at,
        starts_on=wanted.starts_on,
        first_due_on=wanted.due_on,
        due_on=wanted.due_on,
        origin_kind=origin.kind,
        origin_key=origin.key,
    )
    ledger.record(Act.PUT, task, by=by, at=at, due_on=wanted.due_on.isoformat(), officer=str(wanted.officer))
    loop.owe(Promise.TASK, task, debtor=Debtor(area, task.officer), at=at, due=queries.end_of(task.due_on))
    letters.given(task, by=by, at=at)
    if (known := origins.of(task.origin_kind)) and known.planned:
        known.planned(task.origin_key, by=by, at=at, task=str(Ref.of(task)))
    return letters.findable(task, at)


@transaction.atomic
def start(task: Task, *, by: Actor, at: datetime) -> Task:
    """Say that the work has begun."""
    task = lock(task, Act.START, by)
    task.started_at = at
    task = move(task, Act.START, by=by, at=at)
    origin = origins.of(task.origin_kind)
    if origin and origin.started:
        origin.started(task.origin_key, by=by, at=at, words=task.title)
    return task


@transaction.atomic
def reword(task: Task, *, title: Words, version: int, by: Actor, at: datetime) -> Task:
    """Say better what will be done; raises Conflict where somebody else did meanwhile."""
    task = lock(task, Act.REWORD, by, version)
    task.title, task.language = title.text, title.language
    save(task, "title", "language")
    ledger.record(Act.REWORD, task, by=by, at=at, language=title.language)
    return letters.findable(task, at)


def slip(task: Task, *, to: date, why: Words, version: int, by: Actor, at: datetime) -> Task:
    """Promise another date and say why; the start stays as it was planned. Raises Refused, or Conflict."""
    return retime(task, to=Days(to), why=why, version=version, by=by, at=at)


@transaction.atomic
def retime(task: Task, *, to: Days, why: Words, version: int, by: Actor, at: datetime) -> Task:
    """Plan other days and say why; all stays visible. Raises Conflict where the date changed meanwhile."""
    task = lock(task, Act.SLIP, by, version)
    start = to.start if to.start != task.starts_on else None
    if to.due == task.due_on and not start:
        raise Refused(_("This is the date that stands already."))
    if to.due != task.due_on:
        from_today(to.due, at)
    in_order(to.start or task.starts_on, to.due)
    facts = {"start_was": task.starts_on if start else None, "start_now": start}
    Slip.objects.create(task=task, was=task.due_on, now=to.due, reason=why.text, language=why.language, at=at, **facts)
    was, task.due_on, task.starts_on = task.due_on, to.due, start or task.starts_on
    save(task, "due_on", "starts_on")
    if was != to.due:
        loop.shift(Promise.TASK, task, due=queries.end_of(to.due), why=Reason(why.text, why.language), at=at)
    ledger.record(Act.SLIP, task, by=by, at=at, was=was.isoformat(), now=to.due.isoformat())
    letters.slipped(task, by=by, at=at)
    return task


@transaction.atomic
def hand_over(task: Task, *, to: Hands, version: int, by: Actor, at: datetime) -> Task:
    """Make other posts of the area responsible; the date stays. Raises Conflict."""
    task = lock(task, Act.HAND_OVER, by, version)
    was = Hands(task.officer.role, task.contact.role)
    if to == was:
        raise Refused(_("They are responsible already."))
    task.officer = places.post(task.area, to.officer)
    task.contact = places.post(task.area, to.contact)
    save(task, "officer", "contact")
    for promise in [Promise.TASK, *([Promise.QUESTION] if queries.has_open_questions(task) else [])]:
        loop.hand_over(promise, task, debtor=Debtor(task.area, task.officer))
    for problem in queries.asked_outside(task):
        loop.hand_over(Promise.ESCALATION, problem, debtor=Debtor(task.area, task.officer))
    ledger.record(Act.HAND_OVER, task, by=by, at=at, officer=to.officer, contact=to.contact)
    if to.officer != was.officer:
        letters.given(task, by=by, at=at)
    return task


@transaction.atomic
def complete(
    task: Task, *, outcome: Words, version: int, by: Actor, at: datetime, result: Result | None = None
) -> Task:
    """Say what was done, and whether it worked. What the task was made from hears of it. Raises Conflict."""
    task = lock(task, Act.COMPLETE, by, version)
    task.completed_at, task.outcome, task.outcome_language = at, outcome.text, outcome.language
    task = move(task, Act.COMPLETE, by=by, at=at)
    loop.keep(Promise.TASK, task, at=at)
    for problem in queries.escalated(task):
        loop.release(Promise.ESCALATION, problem, why="task completed", at=at)
    if result:
        learning.write_down(task, result, by=by, at=at)
    origin = origins.of(task.origin_kind)
    if origin and origin.done:
        origin.done(task.origin_key, by=by, at=at, words=outcome.text, language=outcome.language)
    if not has_asker(task):
        letters.completed(task, by=by, at=at)
    return letters.findable(task, at)


@transaction.atomic
def confirm(task: Task, *, by: Actor, at: datetime) -> Task:
    """Say for the community that the work holds: the loop is closed."""
    task = lock(task, Act.CONFIRM, by)
    task.confirmed_at, task.unconfirmed_at = at, None
    return move(task, Act.CONFIRM, by=by, at=at)


@transaction.atomic
def reopen(task: Task, *, why: Words, by: Actor, at: datetime) -> Task:
    """Say that it is not solved: what had been said stays on record, and the department's promise gives a new date."""
    task = lock(task, Act.REOPEN, by)
    Reopening.objects.create(
        task=task,
        completed_at=task.completed_at or at,
        outcome=task.outcome,
        outcome_language=task.outcome_language,
        reason=why.text,
        language=why.language,
        at=at,
    )
    task.completed_at = task.confirmed_at = task.unconfirmed_at = task.starts_on = None
    task.outcome = task.outcome_language = ""
    due = department.due(Promise.TASK, at)
    task.due_on = queries.today(due)
    task = move(task, Act.REOPEN, by=by, at=at)
    loop.owe(Promise.TASK, task, debtor=Debtor(task.area, task.officer), at=at, due=due)
    letters.given(task, by=by, at=at)
    return letters.findable(task, at)


@transaction.atomic
def hear(origin: Ref, *, solved: bool, at: datetime) -> None:
    """Whoever raised the origin calls it solved, or not: its completed tasks are confirmed, or open again."""
    rule = program("the person who raised it said so")
    for task in queries.of_origin(origin):
        if solved and POLICY.verdict(rule, Act.CONFIRM, task):
            confirm(task, by=rule, at=at)
        elif not solved and POLICY.verdict(rule, Act.REOPEN, task):
            reopen(task, why=Words("", task.language), by=rule, at=at)
