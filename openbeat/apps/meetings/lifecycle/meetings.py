"""The stages of a meeting, what can be done about it, and the five parts of its agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.apps.meetings.lifecycle.series import Way
from openbeat.kit.stages import Lifecycle, Move


class Kind(TextChoices):
    """What people meet for."""

    BEAT = "beat", _("Beat meeting")
    HOURS = "hours", _("Liaison hours")
    COMMITTEE = "committee", _("Advisory committee")
    FORUM = "forum", _("Forum")
    LISTENING = "listening", _("Listening session")


class Part(TextChoices):
    """The five parts of a neighbourhood meeting, in order."""

    WELCOME = "1_welcome", _("Welcome")
    FEEDBACK = "2_feedback", _("Feedback on progress since the last meeting")
    NEW = "3_new", _("Current conditions and new problems")
    STRATEGIES = "4_strategies", _("Strategies, and who is responsible")
    NEXT = "5_next", _("The next date")


class Stage(TextChoices):
    """Where a meeting stands. That it is over, the clock says."""

    ANNOUNCED = "announced", pgettext_lazy("stage of a meeting", "announced")
    CANCELLED = "cancelled", pgettext_lazy("stage of a meeting", "cancelled")
    DRAFTED = "drafted", pgettext_lazy("stage of a meeting", "draft minutes are out")
    NOTED = "noted", pgettext_lazy("stage of a meeting", "published what came of it")


class Act(StrEnum):
    """What can be done about a meeting; written into the ledger under these names."""

    ANNOUNCE = "announce"
    CHANGE = "change"
    CANCEL = "cancel"
    ADD = "add"
    TAKE_UP = "take_up"
    AGREE = "agree"
    NOTE = "note"
    PUBLISH = "publish"
    DRAFT = "draft"
    CONCLUDE = "conclude"
    FILL = "fill"
    END = "end"


class Promise(StrEnum):
    """What is owed about a meeting; the department keeps the days by this name."""

    NOTE = "meetings.note"
    RHYTHM = "meetings.rhythm"
    NEEDS = "meetings.needs"
    PROPOSAL = "meetings.proposal"
    LOOK = "meetings.look"


_CANCELLED = _("This meeting was cancelled.")
_EITHER = _("This meeting was cancelled, or what came of it is out already.")
AGENDA_STAYS = frozenset({Stage.ANNOUNCED})
NOTES_OUT = frozenset({Stage.DRAFTED, Stage.NOTED})  # until then only whoever leads reads half-written notes
WITHOUT_AGENDA = frozenset({Kind.HOURS, Kind.LISTENING})

LIFECYCLE = Lifecycle(
    start=Stage.ANNOUNCED,
    moves={
        Act.CHANGE: Move(AGENDA_STAYS, Stage.ANNOUNCED, _EITHER),
        Act.CANCEL: Move(AGENDA_STAYS, Stage.CANCELLED, _EITHER),
        Act.ADD: Move(AGENDA_STAYS, Stage.ANNOUNCED, _EITHER),
        Act.TAKE_UP: Move(AGENDA_STAYS, Stage.ANNOUNCED, _EITHER),
        Act.AGREE: Move(AGENDA_STAYS, Stage.ANNOUNCED, _EITHER),
        Act.NOTE: Move(AGENDA_STAYS, Stage.ANNOUNCED, _EITHER),
        Act.PUBLISH: Move({Stage.ANNOUNCED, Stage.NOTED}, Stage.NOTED, _CANCELLED),
        Act.DRAFT: Move({Stage.ANNOUNCED}, Stage.DRAFTED, _EITHER),
        Act.CONCLUDE: Move({Stage.DRAFTED, Stage.NOTED}, Stage.NOTED, _("Its draft minutes are not out yet.")),
    },
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote, and in which language; of words that stand on a thing, by what it is found in others."""

    text: str
    language: str
    slot: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where people meet, and what makes it open to everybody."""

    kind: str
    title: str
    language: str  # of all these words
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str = ""
    online: str = ""
    interpreters: tuple[str, ...] = ()
    child_care: bool = False
    access: str = ""
    run_by: str = Way.RESIDENT  # a listening session is always led by facilitators
    also: tuple[int, ...] | None = None  # keys of other areas that it is for; None: as it is
