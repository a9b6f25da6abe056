"""The stages of a complaint, which act leads from where to where, and what is promised about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move, Station


class Stage(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", pgettext_lazy("stage of a complaint", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("stage of a complaint", "acknowledged")
    IN_WORK = "in_work", pgettext_lazy("stage of a complaint", "in work")
    ANSWERED = "answered", pgettext_lazy("stage of a complaint", "answered")
    CLOSED = "closed", pgettext_lazy("stage of a complaint", "closed")


class Act(StrEnum):
    """What is done about a complaint; written into the ledger under these names."""

    FILE = "file_complaint"
    ENTER = "enter_complaint"
    ACKNOWLEDGE = "acknowledge"
    BEGIN = "begin"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    ADD_WORDS = "add_words"
    ADD_FILES = "add_files"
    WRITE = "write_message"
    DRAFT = "draft"
    DROP_DRAFT = "drop_draft"
    ADD_READER = "add_reader"
    REMOVE_READER = "remove_reader"
    ADD_RECEIPT = "add_receipt"
    SEARCH = "search_sealed"
    ASK_MACHINE = "ask_machine"
    SWITCH_ON = "switch_on"
    SWITCH_OFF = "switch_off"
    # Doors that are seen through, and never acts on record.
    READ = "read"
    READ_OWN = "read_own"
    LIST = "list"


class Promise(StrEnum):
    """What the department promises about a complaint; how many days is the department's to say."""

    ACKNOWLEDGE = "complaints.acknowledge"
    ANSWER = "complaints.answer"


OPEN = frozenset({Stage.RECEIVED, Stage.ACKNOWLEDGED, Stage.IN_WORK})
DONE = frozenset({Stage.ANSWERED, Stage.CLOSED})

COMPLAINTS = Lifecycle(
    start=Stage.RECEIVED,
    moves={
        Act.ACKNOWLEDGE: Move(
            {Stage.RECEIVED}, Stage.ACKNOWLEDGED, _("Whoever complained has been told already that it was read.")
        ),
        Act.BEGIN: Move({Stage.ACKNOWLEDGED}, Stage.IN_WORK, _("Only what was acknowledged, and is not in work yet.")),
        Act.ANSWER: Move({Stage.IN_WORK}, Stage.ANSWERED, _("Only what is in work can be answered.")),
        Act.CLOSE: Move({Stage.ANSWERED}, Stage.CLOSED, _("Only what was answered can be closed.")),
        Act.REOPEN: Move(DONE, Stage.IN_WORK, _("It is open.")),
    },
)

STATIONS = {
    Stage.RECEIVED: Station.HEARD,
    Stage.ACKNOWLEDGED: Station.OWNED,
    Stage.IN_WORK: Station.WORKED_ON,
    Stage.ANSWERED: Station.ANSWERED,
    Stage.CLOSED: Station.ANSWERED,  # whether it is over is for whoever complained to say
}

# Where it stands and what comes next, for whoever complained.
STANDS = {
    Stage.RECEIVED: _("It has arrived. Nobody has answered you yet."),
    Stage.ACKNOWLEDGED: _("Somebody has read it and is responsible for it."),
    Stage.IN_WORK: _("Somebody is looking into what happened."),
    Stage.ANSWERED: _("There is an answer for you."),
    Stage.CLOSED: _("It was answered, and it is closed."),
}
NEXT = {
    Stage.RECEIVED: _("Somebody reads it, and writes to you here that they have."),
    Stage.ACKNOWLEDGED: _("They begin to look into what happened. If they have questions, you find them here."),
    Stage.IN_WORK: _("You get an answer here, with reasons."),
    Stage.ANSWERED: _("Read the answer. If it is not right or not enough, say so here: then it is open again."),
    Stage.CLOSED: _("Nothing more. If it is not over for you, say so here: then it is open again."),
}


class Channel(models.TextChoices):
    """How a complaint reached us."""

    WEB = "web", _("on this site")
    PAPER = "paper", _("on paper")
    TELEPHONE = "telephone", _("by telephone")
    IN_PERSON = "in_person", _("in person")


class Kind(models.TextChoices):
    """What a message is: the first two come from whoever complained."""

    MORE = "more", _("More words")
    REOPENED = "reopened", _("Why it is not over")
    ACKNOWLEDGEMENT = "acknowledgement", _("We have read it")
    MESSAGE = "message", _("Message")
    ANSWER = "answer", _("The answer")


FROM_COMPLAINANT = frozenset({Kind.MORE, Kind.REOPENED})


class Why(models.TextChoices):
    """Why somebody opens a sealed matter; recorded with who and when."""

    INTAKE = "intake", _("To take it in, or to acknowledge it")
    WORK = "work", _("To work on it")
    ANSWER = "answer", _("To answer it, or to write to whoever complained")
    NEWS = "news", _("Whoever complained added something")
    REVIEW = "review", _("To check how it is handled")


# What travels from forms to services


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What somebody says: the words and their language, when and where, whom it is about; and two choices."""

    words: str
    language: str
    happened_when: str = ""
    happened_where: str = ""
    about: str = ""
    outside_only: bool = False  # it is about the chief, or about the office that receives complaints
    contact: bool = False  # questions may be asked, through the receipt


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """How it came: by which channel, with which form (`once`), and with which printed code."""

    channel: Channel = Channel.WEB
    once: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """What is written later, and in which language."""

    text: str
    language: str
