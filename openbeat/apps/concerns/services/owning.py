"""Whose it is and what is done: take it up, put a task on the chart, move it to another area, sort it, claim it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language, gettext

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import CHARTED, LIFECYCLE, Act, Category, Job, Promise, Reply
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.answering import answer
from openbeat.apps.concerns.services.steps import (
    by_rule,
    debtor,
    hand_over,
    locked,
    publish,
    recorded,
    step,
    tell,
    tell_followers,
)
from openbeat.core.department import queries as department
from openbeat.core.department.services import END_OF_DAY
from openbeat.core.hooks import chart as port
from openbeat.core.hooks.chart import Wanted
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Reason
from openbeat.core.moderation import services as appeals
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


@transaction.atomic
def take_up(concern: Concern, *, by: Actor, at: datetime) -> Concern:
    """Say whose it is: the liaison officer of the area looks into it and owes the answer."""
    concern = step(concern, Act.TAKE_UP, by=by, at=at, taken_up_at=at)
    return _owned(concern, by=by, at=at)


def _owned(concern: Concern, *, by: Actor, at: datetime) -> Concern:
    loop.keep(Promise.TAKE_UP, concern, at=at)
    tell(notices.TAKEN_UP, concern, by=by, at=at)
    tell_followers(notices.CHANGED, concern, [concern], by=by, at=at)
    return concern


@transaction.atomic
def chart(concern: Concern, job: Job, *, by: Actor, at: datetime) -> Concern:
    """Put a task for it on the Progress Chart; raises Refused, or hooks.chart.NotProvided.

    Where the task is due later than the answer was promised, the answer has a new date, with that reason.
    """
    concern = locked(concern)
    POLICY.require(by, Act.CHART, concern)
    wanted = Wanted(job.title, job.language, concern.area, job.due_on, Ref.of(concern))
    task = port.put(wanted, by=by, at=at)
    concern = locked(concern)
    if concern.stage in CHARTED:  # the chart has said so already
        return _shifted(concern, job, at=at)
    return _shifted(_on_the_chart(concern, Act.CHART, by=by, at=at, task=str(task)), job, at=at)


def _shifted(concern: Concern, job: Job, *, at: datetime) -> Concern:
    """The answer is due when the task is, where that is later: the first date stays visible, and counts."""
    zone = department.zone()
    due = datetime.combine(job.due_on, END_OF_DAY, tzinfo=zone).astimezone(UTC)
    if concern.due_at and due > concern.due_at:
        why = Reason(gettext("The task on the Progress Chart is due on that day."), get_language() or "en")
        loop.shift(Promise.ANSWER, concern, due=due, why=why, at=at)
        concern.due_at = due
        concern.save(update_fields=["due_at"])
    return concern


@transaction.atomic
def started(key: str, *, by: Actor, at: datetime, words: str = "") -> None:
    """Another app works on it: a meeting took it up, or (with `words`, its title) a task made from it was begun."""
    concern = _by_key(key)
    if words and LIFECYCLE.permits(Act.BEGIN)(by, concern):
        _on_the_chart(concern, Act.BEGIN, by=by, at=at)
    elif not words and LIFECYCLE.permits(Act.TAKE_UP)(by, concern):
        _owned(by_rule(concern, Act.TAKE_UP, by=by, at=at, taken_up_at=at), by=by, at=at)


@transaction.atomic
def planned(key: str, *, by: Actor, at: datetime, task: str = "") -> None:
    """A task made from it was put on the chart, and has not begun."""
    concern = _by_key(key)
    if LIFECYCLE.permits(Act.CHART)(by, concern):
        _on_the_chart(concern, Act.CHART, by=by, at=at, task=task)


def _on_the_chart(concern: Concern, act: Act, *, by: Actor, at: datetime, task: str = "") -> Concern:
    new = concern.taken_up_at is None
    changes = {"task": task} if task else {}
    concern = by_rule(concern, act, by=by, at=at, taken_up_at=concern.taken_up_at or at, **changes)
    if new:
        return _owned(concern, by=by, at=at)
    tell_followers(notices.CHANGED, concern, [concern], by=by, at=at)
    return concern


@transaction.atomic
def work_done(key: str, *, by: Actor, at: datetime, words: str = "", language: str = "en") -> None:
    """A task made from it is done: what was done becomes the answer, or the beginning of one that is owed now.

    It is the answer at once where whoever completed the task may answer, and said something.
    """
    concern = _by_key(key)
    if concern.stage not in CHARTED:
        return
    if words and POLICY.verdict(by, Act.ANSWER, concern):
        answer(concern, Reply(words, language, concern.answers_given), by=by, at=at)
        return
    by_rule(concern, Act.WORK_DONE, by=by, at=at, done_words=words, done_language=language if words else "")


def _by_key(key: str) -> Concern:
    return locked(queries.by_key(key))


@transaction.atomic
def move(concern: Concern, *, to: Area, by: Actor, at: datetime) -> Concern:
    """Hand it to the area where it belongs: its liaison officer owes what was owed, by the same dates."""
    concern = locked(concern)
    POLICY.require(by, Act.MOVE, concern)
    was, concern.area = concern.area, to
    concern.stage, concern.taken_up_at, concern.acknowledged_at = LIFECYCLE.after(Act.MOVE), None, None
    concern.save(update_fields=["area", "stage", "taken_up_at", "acknowledged_at"])
    recorded(Act.MOVE, concern, by=by, at=at, was=was.pk, area=to.pk)
    hand_over(Promise.ANSWER, concern)
    hand_over(Promise.LOOK, concern)
    if not hand_over(Promise.TAKE_UP, concern):
        loop.owe(Promise.TAKE_UP, concern, debtor=debtor(to), at=at)
    publish(concern)
    tell(notices.MOVED, concern, by=by, at=at)
    return concern


@transaction.atomic
def sort(concern: Concern, *, category: Category, by: Actor, at: datetime) -> Concern:
    """Put right what it is about."""
    concern = locked(concern)
    POLICY.require(by, Act.SORT, concern)
    was, concern.category = concern.category, category
    concern.save(update_fields=["category"])
    recorded(Act.SORT, concern, by=by, at=at, was=was, category=str(category))
    return concern


@transaction.atomic
def say_language(concern: Concern, language: str, *, by: Actor, at: datetime) -> Concern:
    """Put right in which language it is written, or say that it was right: nobody is asked again after that."""
    concern = locked(concern)
    POLICY.require(by, Act.SAY_LANGUAGE, concern)
    was, concern.language = concern.language, language
    concern.save(update_fields=["language"])
    recorded(Act.SAY_LANGUAGE, concern, by=by, at=at, was=was, language=language)
    publish(concern)
    return concern


@transaction.atomic
def claim(key: str, *, by: Person, at: datetime) -> bool:
    """Whoever holds the receipt says who they are: from now on they are told. Gives whether it is theirs now."""
    concern = _by_key(key)
    if concern.raised_by and concern.raised_by.email is None and concern.raised_by.claimed_at is None:
        concern.raised_by = None  # a record that nobody signs in to: whoever has the receipt is the one it tells of
    if not POLICY.verdict(by, Act.CLAIM, concern):
        return by.is_subject_of(concern)
    concern.raised_by = by
    concern.save(update_fields=["raised_by"])
    appeals.claim(concern, by=by)
    recorded(Act.CLAIM, concern, by=by, at=at)
    return True
