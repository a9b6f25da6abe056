"""Webcasts, and the questions sent in to meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import QuestionStage
from openbeat.apps.meetings.models import Question, Webcast
from openbeat.apps.meetings.policies import leads

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

OPEN = (QuestionStage.ASKED, QuestionStage.SHOWN)
OUT = (QuestionStage.SHOWN, QuestionStage.ANSWERED)


def webcast_of(meeting: Meeting) -> Webcast | None:
    """Where a meeting is watched, if anywhere."""
    return Webcast.objects.filter(meeting=meeting).first()


def all_questions() -> QuerySet[Question]:
    """All questions with their meetings; who may read their words is asked of each."""
    rows = Question.objects.select_related("meeting", "meeting__area").defer("meeting__area__boundary")
    return rows.order_by("asked_at", "pk")


def questions_of(meeting: Meeting, actor: Actor) -> list[Question]:
    """The questions that were shown or answered; for whoever leads all of them, those to look at included."""
    rows = Question.objects.filter(meeting=meeting).order_by("asked_at", "pk")
    return list(rows if leads(actor, meeting) else rows.filter(stage__in=OUT))


def reads_freely(actor: Actor, question: Question) -> bool:
    """Whether nothing of somebody else's is opened: it is out for everybody, or one's own."""
    return question.stage in OUT or actor.is_subject_of(question)


def shows_only_what_is_out(actor: Actor, meeting: Meeting) -> bool:
    """Whether the list shows this actor nothing that is not out for everybody, or one's own."""
    return all(reads_freely(actor, question) for question in questions_of(meeting, actor))


def left_open(at: datetime) -> QuerySet[Question]:
    """Questions of meetings that are over, which nobody answered yet."""
    return all_questions().filter(stage__in=OPEN, meeting__ends_at__lt=at)
