"""The stages of a concern, and which act leads from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.core.people.facts import Contact
from openbeat.kit.stages import Lifecycle, Move, Station

if TYPE_CHECKING:
    from datetime import date

    from openbeat.core.files.services import Checked


class Stage(models.TextChoices):
    """Where a concern stands."""

    RAISED = "raised", pgettext_lazy("stage of a concern", "raised")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("stage of a concern", "acknowledged")
    TAKEN_UP = "taken_up", pgettext_lazy("stage of a concern", "taken up")
    PLANNED = "planned", pgettext_lazy("stage of a concern", "planned")
    WORKED_ON = "worked_on", pgettext_lazy("stage of a concern", "in work")
    ANSWERED = "answered", pgettext_lazy("stage of a concern", "answered")
    CONFIRMED = "confirmed", pgettext_lazy("stage of a concern", "solved")
    NOT_OURS = "not_ours", pgettext_lazy("stage of a concern", "not ours")
    NO_ACTION = "no_action", pgettext_lazy("stage of a concern", "no further action")
    DUPLICATE = "duplicate", pgettext_lazy("stage of a concern", "told before")


class Act(StrEnum):
    """What is done about a concern; written into the ledger under these names."""

    RAISE = "raise"
    ENTER = "enter"
    ENTER_AT_MEETING = "enter_at_meeting"  # a door; on record it is an "enter"
    ACKNOWLEDGE = "acknowledge"
    RESTATE = "restate"
    CORRECT = "correct"
    TAKE_UP = "take_up"
    CHART = "chart"
    BEGIN = "begin"
    WORK_DONE = "work_done"
    ANSWER = "answer"
    AMEND = "amend"
    NOT_OURS = "not_ours"
    NO_ACTION = "no_action"
    MERGE = "merge"
    SHIFT = "shift"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    ASK_TO_REOPEN = "ask_to_reopen"
    DECIDE = "decide"
    ME_TOO = "me_too"
    UNSAY = "unsay"
    PUBLISH = "publish"
    ESCALATE = "escalate"
    LOOK = "look"
    MOVE = "move"
    SORT = "sort"
    SAY_LANGUAGE = "say_language"
    CLAIM = "claim"
    ADD_WORDS = "add_words"
    BY_MAIL = "by_mail"
    DRAFT = "draft"
    DROP_DRAFT = "drop_draft"
    OPEN_UP = "open_up"
    # Doors that are seen through, and never acts on record.
    READ = "read"
    NAME = "name"
    SEE_PHOTO = "see_photo"
    SEE_POINT = "see_point"


class Promise(StrEnum):
    """What the department promises about a concern; how many days is the department's to say."""

    LOOK = "concerns.look"
    TAKE_UP = "concerns.take_up"
    ANSWER = "concerns.answer"
    CONFIRM = "concerns.confirm"  # asked of who raised it, and never held against them
    REOPEN_REQUEST = "concerns.reopen_request"


OPEN = frozenset({Stage.RAISED, Stage.ACKNOWLEDGED, Stage.TAKEN_UP, Stage.PLANNED, Stage.WORKED_ON})
CHARTED = frozenset({Stage.PLANNED, Stage.WORKED_ON})
ENDS = frozenset({Stage.NOT_OURS, Stage.NO_ACTION, Stage.DUPLICATE})  # answers too: with words, and not for ever
CLOSED = frozenset({Stage.ANSWERED, Stage.CONFIRMED, *ENDS})
UNCHARTED = OPEN - CHARTED
_ON_THE_CHART = _("A task of it is on the Progress Chart, or it was answered already.")
_STAYS = _("What is being worked on, or was answered, stays with its area.")

LIFECYCLE = Lifecycle(
    start=Stage.RAISED,
    moves={
        Act.ACKNOWLEDGE: Move({Stage.RAISED}, Stage.ACKNOWLEDGED, _("It has been acknowledged already.")),
        Act.TAKE_UP: Move({Stage.RAISED, Stage.ACKNOWLEDGED}, Stage.TAKEN_UP, _("It has been taken up already.")),
        Act.CHART: Move(UNCHARTED, Stage.PLANNED, _("It is on the Progress Chart, or was answered, already.")),
        Act.BEGIN: Move(OPEN - {Stage.WORKED_ON}, Stage.WORKED_ON, _("It is in work, or was answered, already.")),
        Act.WORK_DONE: Move(CHARTED, Stage.TAKEN_UP, _("No task of it is being worked on.")),
        Act.ANSWER: Move(
            {Stage.TAKEN_UP, *CHARTED},
            Stage.ANSWERED,
            _("Only what was taken up, and has no answer yet, can be answered."),
        ),
        Act.AMEND: Move({Stage.ANSWERED}, Stage.ANSWERED, _("There is no answer to put right.")),
        Act.NOT_OURS: Move(UNCHARTED, Stage.NOT_OURS, _ON_THE_CHART),
        Act.NO_ACTION: Move(UNCHARTED, Stage.NO_ACTION, _ON_THE_CHART),
        Act.MERGE: Move(UNCHARTED, Stage.DUPLICATE, _ON_THE_CHART),
        Act.CONFIRM: Move({Stage.ANSWERED}, Stage.CONFIRMED, _("Only an answer can be confirmed, and only once.")),
        Act.REOPEN: Move(CLOSED, Stage.TAKEN_UP, _("It is open.")),
        Act.MOVE: Move(UNCHARTED, Stage.RAISED, _STAYS),
    },
)

STATIONS = {
    Stage.RAISED: Station.HEARD,
    Stage.ACKNOWLEDGED: Station.HEARD,
    Stage.TAKEN_UP: Station.OWNED,
    Stage.PLANNED: Station.OWNED,
    Stage.WORKED_ON: Station.WORKED_ON,
    Stage.ANSWERED: Station.ANSWERED,
    Stage.CONFIRMED: Station.CONFIRMED,
    **dict.fromkeys(ENDS, Station.ANSWERED),
}

REOPENED = pgettext_lazy("stage of a concern", "reopened")  # as long as it is open again
_BACK = _("Whoever raised it can open it again. Anybody else can ask for that, with a reason.")
NEXT = {
    Stage.RAISED: _("The liaison officer of the area reads it, and says in one sentence what they understood."),
    Stage.ACKNOWLEDGED: _("The liaison officer takes it up, or says where it belongs."),
    Stage.TAKEN_UP: _("The liaison officer looks into it and answers."),
    Stage.PLANNED: _("The task on the Progress Chart begins; its page says who does it and by when."),
    Stage.WORKED_ON: _("The task on the Progress Chart is finished; then the liaison officer answers."),
    Stage.ANSWERED: _("Whoever raised it says whether it is solved, or sends it back."),
    Stage.CONFIRMED: _("Nothing more: whoever raised it says that it is solved. They can open it again."),
    Stage.NOT_OURS: _BACK,
    Stage.NO_ACTION: _BACK,
    Stage.DUPLICATE: _("It goes on with the other one. Whoever raised this is told when that one is answered."),
}


class Category(models.TextChoices):
    """What a concern is about."""

    LIGHTING = "lighting", _("Lighting")
    TRAFFIC = "traffic", _("Speeding and traffic")
    NOISE = "noise", _("Noise")
    DRUGS = "drugs", _("Drugs")
    THEFT = "theft", _("Break-ins and theft")
    VANDALISM = "vandalism", _("Vandalism")
    ABANDONED = "abandoned", _("Abandoned places")
    CHILDREN = "children", _("Safety of children")
    POLICE = "police", _("How the police are here, or act")
    OTHER = "other", _("Something else")


class Channel(models.TextChoices):
    """How a concern reached us."""

    WEB = "web", _("on this site")
    PAPER = "paper", _("on paper")
    TELEPHONE = "telephone", _("by telephone")
    IN_PERSON = "in_person", _("in person")
    EMAIL = "email", _("by e-mail")
    MEETING = "meeting", _("at a meeting")


class Withheld(models.TextChoices):
    """Why something that a resident sent is not shown. That it criticises the police is not a reason, and cannot be."""

    NAME = "name", _("It names or describes a private person.")
    HOME = "home", _("It shows where somebody lives.")
    FACE = "face", _("It shows somebody's face.")
    PLATE = "plate", _("It shows a number plate.")
    CHILD = "child", _("It is about a child who could be recognised.")
    ACCUSATION = "accusation", _("It accuses somebody who could be recognised of a crime.")
    CASE = "case", _("It could harm an open case.")


# What travels from forms to services


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, in which language, and whether it is for the liaison officer alone."""

    title: str
    story: str
    language: str
    category: str
    private: bool = False
    place: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How it came: by which channel, with which form (`once`), a photo that was checked, a way to tell somebody."""

    channel: Channel = Channel.WEB
    once: str = ""
    photo: Checked | None = None
    photo_words: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, in which language; `version` is how many answers stood when whoever answers began to write."""

    text: str
    language: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """For each part, why it is withheld; "" releases it. `reply` is what was written when it was opened again."""

    words: str = ""
    photo: str = ""
    point: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What will be done, in which language, and by which day."""

    title: str
    language: str
    due_on: date
