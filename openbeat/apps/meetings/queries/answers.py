"""Questions that were sent in to a meeting and answered: as its minutes keep them, and as they came later."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings.lifecycle import QuestionStage, Words
from openbeat.apps.meetings.models import Question
from openbeat.core.hooks.texts import slot_of
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import Meeting, MinutesVersion

OUT = (QuestionStage.SHOWN, QuestionStage.ANSWERED)


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer: whether it was given there, or on which day later; what it is about."""

    question: int
    asked: Words  # empty where whoever asked was forgotten
    answer: Words
    at: datetime
    there: bool
    item: str = ""  # the key of the passage


def answered(meeting: Meeting) -> QuerySet[Question]:
    """The questions to a meeting that have an answer, in the order of the answers."""
    rows = Question.objects.filter(meeting=meeting, stage=QuestionStage.ANSWERED)
    return rows.order_by("answered_at", "pk")


def answers_of(meeting: Meeting) -> dict[str, list[Answered]]:
    """What was answered, by the key of the passage that it is about ("" for the meeting as a whole)."""
    found: dict[str, list[Answered]] = defaultdict(list)
    for question in answered(meeting):
        found[str(question.item_id or "")].append(_of(question, meeting))
    return found


def answers_since(meeting: Meeting, newest: MinutesVersion) -> list[Answered]:
    """What was answered after the newest version of the minutes was made."""
    known = {one["question"] for row in newest.passages for one in row.get("answers", ())}
    return [_of(question, meeting) for question in answered(meeting) if question.pk not in known]


def kept(answers: Iterable[Answered]) -> list[dict[str, Any]]:
    """Answers as a version keeps them: the words of whoever asked are not in it, they can be forgotten."""
    return [
        {
            "question": one.question,
            "text": one.answer.text,
            "language": one.answer.language,
            "at": one.at.isoformat(),
            "there": one.there,
        }
        for one in answers
    ]


def questions_in(passages: Collection[dict[str, Any]]) -> dict[int, Words]:
    """The words of the questions that these passages name; one query, and none where they name none."""
    keys = [one["question"] for row in passages for one in row.get("answers", ())]
    if not keys:
        return {}
    rows = Question.objects.filter(pk__in=keys, stage__in=OUT).order_by("pk")
    return {row.pk: Words(row.text, row.text_language, _slot(row.pk, "text")) for row in rows}


def answers_in(row: dict[str, Any], asked: dict[int, Words]) -> tuple[Answered, ...]:
    """The answers of one passage of a version, with the words of the questions as they can be read now."""
    return tuple(
        Answered(
            one["question"],
            asked.get(one["question"], Words("", "")),
            Words(one["text"], one["language"], _slot(one["question"], "answer")),
            datetime.fromisoformat(one["at"]),
            one["there"],
            row["key"],
        )
        for one in row.get("answers", ())
    )


def _slot(key: int, field: str) -> str:
    return slot_of(Ref("meetings.question", str(key)), field)


def _of(question: Question, meeting: Meeting) -> Answered:
    at = question.answered_at or question.asked_at
    asked = Words(question.text, question.text_language, _slot(question.pk, "text"))
    answer = Words(question.answer, question.answer_language, _slot(question.pk, "answer"))
    return Answered(question.pk, asked, answer, at, at <= meeting.ends_at, str(question.item_id or ""))
