"""A webcast, its recording, and the questions that are sent in while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move


class WebcastAct(StrEnum):
    """What can be done about a webcast; written into the ledger under these names."""

    SET = "set_webcast"
    PUBLISH = "publish_recording"
    WITHDRAW = "withdraw_recording"


class QuestionStage(TextChoices):
    """Where a question that was sent in stands."""

    ASKED = "asked", pgettext_lazy("stage of a question", "waits for a look")
    SHOWN = "shown", pgettext_lazy("stage of a question", "waits for an answer")
    WITHHELD = "withheld", pgettext_lazy("stage of a question", "not shown")
    ANSWERED = "answered", pgettext_lazy("stage of a question", "answered")


class QuestionAct(StrEnum):
    """What can be done about a question."""

    ASK = "ask_question"
    SHOW = "show_question"
    WITHHOLD = "withhold_question"
    ANSWER = "answer_question"
    OWE = "owe_question"


class Unshown(TextChoices):
    """Why a question is not shown; whoever asked it reads the reason by the receipt."""

    NONE = "", _("none")
    NAME = "name", _("It names somebody, or shows where somebody lives.")
    HURTS = "hurts", _("It threatens or insults somebody.")
    TWICE = "twice", _("It was asked already.")
    ELSEWHERE = "elsewhere", _("It is no question for this meeting.")


class QuestionPromise(StrEnum):
    """What is owed about questions."""

    ANSWER = "meetings.question"


_SEEN = _("Somebody has looked at this question already.")
QUESTIONS = Lifecycle(
    start=QuestionStage.ASKED,
    moves={
        QuestionAct.SHOW: Move({QuestionStage.ASKED}, QuestionStage.SHOWN, _SEEN),
        QuestionAct.WITHHOLD: Move({QuestionStage.ASKED, QuestionStage.SHOWN}, QuestionStage.WITHHELD, _SEEN),
        QuestionAct.ANSWER: Move(
            {QuestionStage.ASKED, QuestionStage.SHOWN}, QuestionStage.ANSWERED, _("This question was answered already.")
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Where people watch, and what makes a recording open to everybody."""

    stream: str = ""
    recording: str = ""
    captions: str = ""
    captions_language: str = ""
    transcript: str = ""
    transcript_language: str = ""
