"""A private question and its answer, written anew for everybody by who handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.concerns.lifecycle import Act, Scrubbed
from openbeat.apps.concerns.models import Question
from openbeat.apps.concerns.policies import POLICY
from openbeat.apps.concerns.services.steps import locked, recorded
from openbeat.core.department import queries as department

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


@transaction.atomic
def publish_question(concern: Concern, words: Scrubbed, *, by: Actor, at: datetime) -> Question:
    """Let everybody read a question and an answer that give nobody away; written again, it is replaced. Raises Refused.

    Nothing in it leads to the private concern: own words, own number, and the day only.
    """
    concern = locked(concern)
    POLICY.require(by, Act.PUBLISH, concern)
    facts: dict[str, Any] = {
        "question": words.question,
        "answer": words.answer,
        "language": words.language,
        "by": by.person,
    }
    facts |= {"area": concern.area, "category": concern.category}
    day = at.astimezone(department.zone()).date()
    row, _new = Question.objects.update_or_create(
        concern=concern, defaults=facts, create_defaults={**facts, "published_on": day}
    )
    recorded(Act.PUBLISH, concern, by=by, at=at)
    return row


@transaction.atomic
def withdraw_question(concern: Concern, *, by: Actor, at: datetime) -> None:
    """Take it out of what everybody reads. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.PUBLISH, concern)
    Question.objects.filter(concern=concern).delete()
    recorded(Act.PUBLISH, concern, by=by, at=at, withdrawn=True)
