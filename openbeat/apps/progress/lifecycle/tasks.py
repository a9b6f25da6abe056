"""The stages of a task, the acts that lead from one to the next, and what each stage means on the loop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move, Station


class Stage(TextChoices):
    """Where a task stands."""

    PLANNED = "planned", pgettext_lazy("stage of a task", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("stage of a task", "under way")
    COMPLETED = "completed", pgettext_lazy("stage of a task", "completed")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("stage of a task", "completed, not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("stage of a task", "confirmed")


class Act(StrEnum):
    """What can be done to a task; written into the ledger under these names."""

    PUT = "put"
    START = "start"
    REWORD = "reword"
    SLIP = "slip"
    HAND_OVER = "hand_over"
    NOTE = "note"
    ASK = "ask"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    STEP = "step"  # to another step of SARA
    COMPLETE = "complete"
    ASSESS = "assess"  # say whether it worked
    LAPSE = "lapse"  # three weeks of silence
    CONFIRM = "confirm"
    REOPEN = "reopen"


class Promise(StrEnum):
    """What is owed about a task; the department keeps the days by this name."""

    TASK = "progress.task"
    QUESTION = "progress.question"
    ESCALATION = "progress.escalation"
    REASON = "progress.reason"
    WORDS = "progress.words"


OPEN = frozenset({Stage.PLANNED, Stage.UNDER_WAY})
DONE = frozenset({Stage.COMPLETED, Stage.UNCONFIRMED, Stage.CONFIRMED})
SILENCE = timedelta(days=21)  # after a question: from then on it counts as not confirmed, never as a yes
STATIONS = {
    Stage.PLANNED: Station.OWNED,
    Stage.UNDER_WAY: Station.WORKED_ON,
    Stage.COMPLETED: Station.ANSWERED,
    Stage.UNCONFIRMED: Station.ANSWERED,
    Stage.CONFIRMED: Station.CONFIRMED,
}
NEXT = {
    Stage.PLANNED: _("Whoever is responsible begins the work."),
    Stage.UNDER_WAY: _("The work is finished by its date, or the chart says why not."),
    Stage.COMPLETED: _("The community's contact looks whether it holds, and says so."),
    Stage.UNCONFIRMED: _("Nobody said in three weeks whether it holds. It can still be confirmed, or opened again."),
    Stage.CONFIRMED: _("Nothing more. Where it does not hold, it can be opened again."),
}
_FINISHED = _("This task is completed. Open it again first.")

LIFECYCLE = Lifecycle(
    start=Stage.PLANNED,
    moves={
        Act.START: Move({Stage.PLANNED}, Stage.UNDER_WAY, _("The work has begun already.")),
        Act.COMPLETE: Move(OPEN, Stage.COMPLETED, _("This task is completed already.")),
        Act.LAPSE: Move(
            {Stage.COMPLETED}, Stage.UNCONFIRMED, _("Only a completed task that nobody confirmed can count so.")
        ),
        Act.CONFIRM: Move(
            {Stage.COMPLETED, Stage.UNCONFIRMED}, Stage.CONFIRMED, _("Only a completed task can be confirmed.")
        ),
        Act.REOPEN: Move(DONE, Stage.UNDER_WAY, _("This task is open.")),
    },
)
WHILE_OPEN = Lifecycle(
    start=Stage.PLANNED,
    moves={act: Move(OPEN, "", _FINISHED) for act in (Act.REWORD, Act.SLIP, Act.HAND_OVER, Act.NOTE, Act.STEP)},
)
WHEN_DONE = Lifecycle(
    start=Stage.PLANNED,
    moves={Act.ASSESS: Move(DONE, "", _("Say whether it worked when the task is completed."))},
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote, and in which language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Hands:
    """The posts that are responsible, by role: one of the police, one of the community."""

    officer: str
    contact: str


@dataclass(frozen=True, slots=True)
class Days:
    """From which day to which a task is planned; without a first day it begins when it begins."""

    due: date
    start: date | None = None
