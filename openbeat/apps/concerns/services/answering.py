"""Answering, and what whoever raised it says of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import Act, Kind, Promise, Reply, Stage
from openbeat.apps.concerns.models import Answer, Reopening
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import (
    count_voices,
    debtor,
    followed,
    locked,
    moved,
    publish,
    saved,
    step,
    tell,
    tell_followers,
)
from openbeat.core.department import services as department
from openbeat.core.hooks import chart, origins
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


@transaction.atomic
def answer(concern: Concern, reply: Reply, *, by: Actor, at: datetime) -> Concern:
    """Answer, or put a standing answer right; who raised it is told. Each answer is kept.

    Raises Refused; and Conflict with the other text where somebody else answered meanwhile.
    """
    concern = locked(concern)
    act = Act.AMEND if concern.stage == Stage.ANSWERED else Act.ANSWER
    POLICY.require(by, act, concern)
    if reply.version != concern.answers_given:
        raise Conflict(_standing(concern), concern.answers_given)
    concern = give(concern, act, Answer(text=reply.text, language=reply.language), by=by, at=at)
    if concern.raised_by:
        loop.owe(Promise.CONFIRM, concern, debtor=Debtor(concern.area, person=concern.raised_by), at=at)
    return concern


def give(concern: Concern, act: Act, row: Answer, *, by: Actor, at: datetime, **changes: Any) -> Concern:
    """Keep an answer to a concern that is locked, end what was owed, and tell who raised it and who follows."""
    number = concern.answers_given + 1
    row.concern, row.number, row.amends = concern, number, act is Act.AMEND
    row.given_by, row.given_at = by.person, at
    row.save()
    changes |= {"answers_given": number, "answered_at": at, "done_words": "", "done_language": ""}
    changes |= dict.fromkeys(("due_at", "reopened_at", "escalated_at"))
    concern = moved(concern, act, by=by, at=at, **changes)
    loop.keep(Promise.TAKE_UP, concern, at=at)
    loop.keep(Promise.ANSWER, concern, at=at)
    publish(concern)
    tell(notices.ANSWERED if row.kind == Kind.ANSWER else notices.ENDED, concern, by=by, at=at)
    for other in queries.merged_into(concern):
        tell(notices.ANSWERED_THERE, other, by=by, at=at, link=concern.get_absolute_url())
    tell_followers(notices.ANSWERED_HERE, concern, followed(concern), by=by, at=at)
    return concern


def _standing(concern: Concern) -> str:
    newest = queries.newest_answer(concern)
    return newest.text if newest else ""


@transaction.atomic
def confirm(concern: Concern, *, by: Actor, at: datetime) -> Concern:
    """Say that it is solved: the loop is closed, and so is the task on the chart."""
    concern = step(concern, Act.CONFIRM, by=by, at=at, confirmed_at=at)
    loop.keep(Promise.CONFIRM, concern, at=at)
    chart.tell(Ref.of(concern), solved=True, at=at)
    return concern


@transaction.atomic
def reopen(concern: Concern, reply: Reply, *, by: Actor, at: datetime) -> Concern:
    """Say that the answer did not hold, and why: an answer is owed again, and earlier ones stay.

    What a resident writes is seen by all after somebody looked at it, like the first words.
    """
    due = department.due(Promise.ANSWER, at)
    concern = locked(concern)
    POLICY.require(by, Act.REOPEN, concern)
    return open_again(concern, reply, by=by, at=at, due=due)


def open_again(concern: Concern, reply: Reply, *, by: Actor, at: datetime, due: datetime) -> Concern:
    """Open a concern that is locked again: what was merged goes its own way from now on."""
    was_with = concern.duplicate_of
    again = {"confirmed_at": None, "duplicate_of": None, "reopened_at": at, "due_at": due}
    concern = moved(concern, Act.REOPEN, by=by, at=at, taken_up_at=concern.taken_up_at or at, **again)
    if was_with:
        count_voices(was_with)
        count_voices(concern)
    own = by.is_subject_of(concern)
    looks = own and not concern.private and bool(reply.text)
    Reopening.objects.create(
        concern=concern,
        words=reply.text,
        language=reply.language,
        by_resident=own,
        at=at,
        looked_at=None if looks or concern.private else at,
    )
    loop.keep(Promise.CONFIRM, concern, at=at)
    loop.owe(Promise.ANSWER, concern, debtor=debtor(concern.area), at=at, due=due)
    if looks:
        loop.owe(Promise.LOOK, concern, debtor=debtor(concern.area), at=at)
    chart.tell(Ref.of(concern), solved=False, at=at)
    if stage := _of_its_task(concern):
        concern.stage = stage
        saved(concern)
    tell(notices.REOPENED, concern, by=by, at=at)
    tell_followers(notices.CHANGED, concern, [concern], by=by, at=at)
    return concern


def _of_its_task(concern: Concern) -> Stage | None:
    """Planned, or in work, where its task on the chart is open again."""
    if not concern.task:
        return None
    card = origins.cards([Ref.parse(concern.task)], VISITOR).get(Ref.parse(concern.task))
    stages = {Station.OWNED: Stage.PLANNED, Station.WORKED_ON: Stage.WORKED_ON}
    return stages.get(card.station) if card and card.station else None
