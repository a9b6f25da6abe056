"""The officer's side, what is sent to others, and statements that were given under order: codes and acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.apps.complaints.lifecycle.codes import Outcome

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from openbeat.apps.complaints.lifecycle.words import Words

CLEARED = frozenset({Outcome.EXONERATED, Outcome.UNFOUNDED})
OFFICER_ANSWERS = "complaints.officer_answers"  # until when an officer may answer: days that the department sets
REFERRAL_REPLY = "complaints.referral_reply"  # that a reply came, or somebody asked after it: owed by who sent it
REFERRAL_DAYS = 30
REFERRAL_LABEL = _("Replies of other offices asked after")
REFERRAL_SENTENCE = _("Whoever sent something to another office asks after it where no reply came by the day named.")
OFFICER_DAYS = 10
OFFICER_LABEL = _("Written answers of officers")
OFFICER_SENTENCE = _(
    "An officer who was told may answer in writing within ten working days, and may ask for more time."
)
WARNED = (90, 60, 30)  # days before the state's limit for discipline
ADMONITION = 1  # the version of the words below; a department's own versions come after it
ADMONITIONS = {
    1: _(
        "You are ordered to answer. What you say is used for the rules of the department alone. It cannot be used "
        "against you in a criminal court. If you do not answer, or do not tell the truth, you can be disciplined."
    )
}


class NotYet(models.TextChoices):
    """Why an officer is not told yet."""

    CRIMINAL = "criminal", _("A criminal case would be harmed.")
    EVIDENCE = "evidence", _("Evidence could be lost.")
    WITNESS = "witness", _("A witness, or whoever complained, could be harmed.")
    UNKNOWN = "unknown", _("It is not certain who it is.")


class Paper(models.TextChoices):
    """What an officer writes."""

    ANSWER = "answer", pgettext_lazy("of an officer", "An answer")
    APPEAL = "appeal", pgettext_lazy("of an officer", "An appeal")


@dataclass(frozen=True, slots=True, repr=False)
class Penned:
    """What an officer writes: an answer or an appeal, its words, and where it came on paper, on which day."""

    sort: Paper
    words: Words
    came_on: date | None = None


class Since(models.TextChoices):
    """From when the state's limit for discipline runs."""

    KNOWN = "known", _("since the department knew of it")
    INCIDENT = "incident", _("since it happened")
    STATUTE = "statute", _("a statute or a contract says otherwise")
    TOLLED = "tolled", _("a court or a criminal case stopped it for a time")


class To(models.TextChoices):
    """To whom something is sent."""

    PROSECUTOR = "prosecutor", _("a prosecutor")
    FEDERAL = "federal", _("a federal agency")
    DEPARTMENT = "department", _("another police department")
    CHILD = "child", _("child protection")
    OTHER = "other", _("another office")


class Given(models.TextChoices):
    """Whether a statement was given freely."""

    VOLUNTARY = "voluntary", _("voluntary")
    COMPELLED = "compelled", _("compelled: under order, after an admonition")


class Side(StrEnum):
    """What is done on the officer's side; the ledger keeps these words."""

    TELL_OFFICER = "tell_officer"
    NOT_YET = "not_tell_officer_yet"
    TELL_OUTCOME = "tell_officer_outcome"
    NAME_REPRESENTATIVE = "name_representative"
    WRITE = "officer_writes"
    ENTER_PAPER = "enter_officer_paper"
    SET_LIMIT = "set_limitation"
    READ_NOTICE = "read_notice"  # a door that is seen through
    PASS_ON = "pass_praise_on"  # noqa: S105  an act, and no password
    READ_PRAISE = "read_praise"  # the same


class Sent(StrEnum):
    """What is done about things that go to others, and about statements."""

    REFER = "refer"
    REPLY = "referral_reply"
    CLOSE = "close_referral"
    ON_CRIMINAL_SIDE = "name_criminal_side"
    TAKE_STATEMENT = "take_statement"
    ADD_STATEMENT_READER = "add_statement_reader"
    NAME_SOURCE = "name_source"
    READ_STATEMENT = "read_statement"  # a door that is seen through


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """What is sent to somebody else: to whom, the words, when a reply is due, whether it is criminal."""

    to: To
    whom: str
    words: str
    language: str
    reply_due: date | None = None
    criminal: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """A statement: whose, given freely or under order, its words and language."""

    given: Given
    words: str
    language: str
    accused: int | None = None  # the key of the accused; else a witness, named in the words


TOLD: dict[StrEnum, StrPromise] = {
    Side.TELL_OFFICER: _("An officer was told what is alleged"),
    Side.NOT_YET: _("It was written down why an officer is not told yet"),
    Side.TELL_OUTCOME: _("An officer was told what was decided, and why"),
    Side.NAME_REPRESENTATIVE: _("An officer named somebody who stands by them"),
    Side.WRITE: _("An officer wrote"),
    Side.ENTER_PAPER: _("What an officer wrote on paper was written down"),
    Side.SET_LIMIT: _("The limit for discipline was set"),
    Side.PASS_ON: _("Praise was passed on to an officer"),
    Sent.REFER: _("It was sent to somebody else"),
    Sent.REPLY: _("Somebody else replied"),
    Sent.CLOSE: _("What was sent to somebody else is over"),
    Sent.ON_CRIMINAL_SIDE: _("Somebody works on the criminal side"),
    Sent.TAKE_STATEMENT: _("A statement was taken"),
    Sent.ADD_STATEMENT_READER: _("Somebody can read a compelled statement too"),
    Sent.NAME_SOURCE: _("A text names a statement as its source"),
}
