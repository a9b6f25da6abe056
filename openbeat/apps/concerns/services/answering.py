"""Answering, and what whoever raised it says of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.concerns import notices, queries
from openbeat.apps.concerns.lifecycle import Act, Promise, Reply, Stage
from openbeat.apps.concerns.models import Answer, Reopening
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import debtor, locked, moved, publish, saved, step, tell
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
    number = concern.answers_given + 1
    Answer.objects.create(
        concern=concern,
        number=number,
        text=reply.text,
        language=reply.language,
        amends=act is Act.AMEND,
        given_by=by.person,
        given_at=at,
    )
    forgotten = {"done_words": "", "done_language": ""}
    concern = moved(concern, act, by=by, at=at, answers_given=number, answered_at=at, due_at=None, **forgotten)
    loop.keep(Promise.ANSWER, concern, at=at)
    if concern.raised_by:
        loop.owe(Promise.CONFIRM, concern, debtor=Debtor(concern.area, person=concern.raised_by), at=at)
    publish(concern)
    tell(notices.ANSWERED, concern, by=by, at=at)
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
    concern = step(concern, Act.REOPEN, by=by, at=at, confirmed_at=None, due_at=due)
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
    if _is_open_again(concern):
        concern.stage = Stage.WORKED_ON
        saved(concern)
    tell(notices.REOPENED, concern, by=by, at=at)
    return concern


def _is_open_again(concern: Concern) -> bool:
    """Whether its task on the chart is worked on again."""
    if not concern.task:
        return False
    card = origins.cards([Ref.parse(concern.task)], VISITOR).get(Ref.parse(concern.task))
    return card is not None and card.station in {Station.OWNED, Station.WORKED_ON}
