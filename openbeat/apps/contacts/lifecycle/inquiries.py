"""The stages of an inquiry: what a person writes to a post, and what becomes of it."""

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


class Stage(models.TextChoices):
    """Where an inquiry stands."""

    HEARD = "heard", pgettext_lazy("stage of an inquiry", "received")
    OWNED = "owned", pgettext_lazy("stage of an inquiry", "taken up")
    ANSWERED = "answered", pgettext_lazy("stage of an inquiry", "answered")
    CONFIRMED = "confirmed", pgettext_lazy("stage of an inquiry", "settled")


class Act(StrEnum):
    """What is done about an inquiry; written into the ledger under these names."""

    WRITE = "write"
    ENTER = "enter_inquiry"
    TAKE_UP = "take_up"
    LOG = "log_follow_up"
    ANSWER = "answer"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    CLAIM = "claim"
    READ = "read"  # a door that is seen through, and never an act on record


class Promise(StrEnum):
    """What is promised about an inquiry: by a post of the department, or by a post of the committee."""

    INQUIRY = "contacts.inquiry"
    COMMITTEE = "contacts.committee_inquiry"
    CONFIRM = "contacts.confirm"  # asked of whoever wrote, and never held against them


OPEN = frozenset({Stage.HEARD, Stage.OWNED})

INQUIRIES = Lifecycle(
    start=Stage.HEARD,
    moves={
        Act.TAKE_UP: Move({Stage.HEARD}, Stage.OWNED, _("It has been taken up already.")),
        Act.ANSWER: Move({Stage.HEARD, Stage.OWNED}, Stage.ANSWERED, _("It has been answered already.")),
        Act.CONFIRM: Move({Stage.ANSWERED}, Stage.CONFIRMED, _("Only an answer can be confirmed, and only once.")),
        Act.SEND_BACK: Move({Stage.ANSWERED, Stage.CONFIRMED}, Stage.OWNED, _("There is no answer to send back.")),
    },
)

STATIONS = {
    Stage.HEARD: Station.HEARD,
    Stage.OWNED: Station.OWNED,
    Stage.ANSWERED: Station.ANSWERED,
    Stage.CONFIRMED: Station.CONFIRMED,
}

NEXT = {
    Stage.HEARD: _("Whoever holds the post reads it and takes it up."),
    Stage.OWNED: _("Whoever holds the post answers."),
    Stage.ANSWERED: _("Whoever wrote says whether the answer is enough, or sends it back."),
    Stage.CONFIRMED: _("Nothing more: the answer was enough. It can be sent back at any time."),
}


class Channel(models.TextChoices):
    """How an inquiry reached the post."""

    WEB = "web", _("on this site")
    TELEPHONE = "telephone", _("by telephone")
    IN_PERSON = "in_person", _("in person")
    PAPER = "paper", _("on paper")


class TurnKind(models.TextChoices):
    """Whose turn it was."""

    ANSWER = "answer", _("answer")
    SENT_BACK = "sent_back", _("sent back")


class FollowUpKind(models.TextChoices):
    """What was done to reach somebody, or to find something out."""

    CALL = "call", _("called")
    NO_REPLY = "no_reply", _("called, nobody there")
    MAIL = "mail", _("wrote an e-mail or a letter")
    VISIT = "visit", _("visited")
    MET = "met", _("met in the office hours")
    ASKED = "asked", _("asked somebody else about it")


# What travels from forms to services


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, and in which language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """How it came: by which channel, with which form (`once`), and a way to tell somebody."""

    channel: Channel = Channel.WEB
    once: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A follow-up: what was done, on which day, and one line about it."""

    kind: FollowUpKind
    on: date
    words: str
    language: str
