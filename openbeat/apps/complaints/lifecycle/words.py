"""How a complaint comes and what is written about it, and what travels from forms to services."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.speaking import BY_RECEIPT, NOWHERE, As, Officer, Place, Reach


class Sort(models.TextChoices):
    """What somebody came to say: one door, routed afterwards."""

    COMPLAINT = "complaint", _("A complaint")
    PRAISE = "praise", _("Praise")
    QUESTION = "question", _("A question")


class Barred(models.TextChoices):
    """Why somebody must not see a matter."""

    ASKED = "asked", _("whoever complained asked for it")
    CONFLICT = "conflict", _("they have a part in it, or in somebody who has")
    ACCUSED = "accused", _("the matter is about them")


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
    DELAY = "delay", _("It takes longer")  # the program writes it, in the language of whoever complained
    CHECK_IN = "check_in", _("A question to you")  # the program, too
    RETALIATION = "retaliation", _("Somebody harms me for my complaint")


FROM_COMPLAINANT = frozenset({Kind.MORE, Kind.REOPENED, Kind.RETALIATION})
BY_PROGRAM = frozenset({Kind.DELAY, Kind.CHECK_IN})


class Why(models.TextChoices):
    """Why somebody opens a sealed matter; recorded with who and when."""

    INTAKE = "intake", _("To take it in, or to acknowledge it")
    WORK = "work", _("To work on it")
    ANSWER = "answer", _("To answer it, or to write to whoever complained")
    NEWS = "news", _("Whoever complained added something")
    REVIEW = "review", _("To check how it is handled")


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
    sort: Sort = Sort.COMPLAINT
    speaks_as: As = As.SELF
    place: Place = NOWHERE
    officers: tuple[Officer, ...] = ()
    witnesses: str = ""
    hopes: str = ""
    unseen: tuple[str, ...] = ()  # members of the department who must not see it: names or badges
    reach: Reach = BY_RECEIPT


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
