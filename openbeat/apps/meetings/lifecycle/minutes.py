"""The stages of the minutes of a meeting: written, handed out as a draft, approved by two sides, published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move


class MinutesStage(TextChoices):
    """Where minutes stand."""

    WRITTEN = "written", pgettext_lazy("stage of minutes", "being written")
    OPEN = "open", pgettext_lazy("stage of minutes", "draft, open for amendments")
    CHECKED = "checked", pgettext_lazy("stage of minutes", "draft, waits for approval")
    PUBLISHED = "published", pgettext_lazy("stage of minutes", "published")
    CORRECTED = "corrected", pgettext_lazy("stage of minutes", "published and corrected")


class MinutesAct(StrEnum):
    """What can be done about minutes; written into the ledger under these names."""

    WRITE = "write_minutes"
    HAND_OUT = "hand_out"
    PROPOSE = "propose_amendment"
    ANSWER = "answer_amendment"
    CLOSE = "close_amendments"
    OWN = "own_version"
    APPROVE = "approve_minutes"
    PUBLISH = "publish_minutes"
    CORRECT = "correct_minutes"


class MinutesPromise(StrEnum):
    """What is owed about minutes; the department keeps the days by this name."""

    WINDOW = "meetings.window"
    AMENDMENT = "meetings.amendment"
    APPROVAL = "meetings.approval"


class Side(TextChoices):
    """The two sides that approve minutes."""

    COMMUNITY = "community", _("The community's side")
    POLICE = "police", _("The police's side")


class AmendmentStage(TextChoices):
    """What became of a proposed amendment."""

    PROPOSED = "proposed", pgettext_lazy("stage of an amendment", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("stage of an amendment", "accepted")
    DECLINED = "declined", pgettext_lazy("stage of an amendment", "declined")


class Edition(TextChoices):
    """Why there is one more version of the minutes."""

    DRAFT = "draft", _("Draft handed out")
    AMENDED = "amended", _("An amendment was accepted")
    OWN = "own", _("One side wrote its own version")
    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected after it was published")


_OUT = _("The draft is out. Whoever wants other words proposes an amendment.")
_NO_AMENDMENT = _("Amendments are proposed while the draft is open for them.")
_NO_APPROVAL = _("Minutes are approved when the time for amendments is over, and before they are published.")

MINUTES = Lifecycle(
    start=MinutesStage.WRITTEN,
    moves={
        MinutesAct.WRITE: Move({MinutesStage.WRITTEN}, MinutesStage.WRITTEN, _OUT),
        MinutesAct.HAND_OUT: Move({MinutesStage.WRITTEN}, MinutesStage.OPEN, _OUT),
        MinutesAct.PROPOSE: Move({MinutesStage.OPEN}, MinutesStage.OPEN, _NO_AMENDMENT),
        MinutesAct.ANSWER: Move({MinutesStage.OPEN}, MinutesStage.OPEN, _NO_AMENDMENT),
        MinutesAct.CLOSE: Move({MinutesStage.OPEN}, MinutesStage.CHECKED, _NO_AMENDMENT),
        MinutesAct.OWN: Move({MinutesStage.CHECKED}, MinutesStage.CHECKED, _NO_APPROVAL),
        MinutesAct.APPROVE: Move({MinutesStage.CHECKED}, MinutesStage.CHECKED, _NO_APPROVAL),
        MinutesAct.PUBLISH: Move({MinutesStage.CHECKED}, MinutesStage.PUBLISHED, _NO_APPROVAL),
        MinutesAct.CORRECT: Move(
            {MinutesStage.PUBLISHED, MinutesStage.CORRECTED},
            MinutesStage.CORRECTED,
            _("Only published minutes are corrected. Before that, propose an amendment."),
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody who was there wants the minutes to say."""

    text: str
    language: str
    once: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a proposal: the words that stand now where it was accepted, and why."""

    accepted: bool
    text: str
    language: str
    reason: str
    reason_language: str
    words_shown: bool = False
