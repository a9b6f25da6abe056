"""The words of the steps between raised and answered: what was understood, why an end is an end, who asks again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle.concerns import Channel

if TYPE_CHECKING:
    from datetime import date


class Kind(models.TextChoices):
    """What sort of answer an answer is."""

    ANSWER = "answer", _("The answer")
    NOT_OURS = "not_ours", _("Not ours: where to go")
    NO_ACTION = "no_action", _("No further action: why")
    DUPLICATE = "duplicate", _("Told before: it goes on there")


class NoAction(models.TextChoices):
    """Why nothing more is done. That somebody complains often, or criticises the police, is not a reason."""

    DONE = "done", _("It was dealt with before, or has stopped.")
    LAWFUL = "lawful", _("What happens there is allowed.")
    CHECKED = "checked", _("We looked, more than once, and did not find it.")
    UNCLEAR = "unclear", _("We do not know enough, and asking brought no more.")
    MEANS = "means", _("We do not have the people or the means now.")
    CASE = "case", _("An open case takes care of it.")


class Verdict(models.TextChoices):
    """What whoever raised it says of the sentence."""

    WAITING = "", _("not said yet")
    RIGHT = "right", _("Yes, that is it.")
    WRONG = "wrong", _("No, it is something else.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What we understood, in one sentence and a language; `take_up` says that the work on it begins at once."""

    text: str
    language: str
    take_up: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """What whoever raised it says of our sentence, and by which channel they said it. Right without words."""

    right: bool
    text: str = ""
    language: str = "en"
    channel: Channel = Channel.WEB


@dataclass(frozen=True, slots=True)
class End:
    """An answer that ends it otherwise: the words, and whose it is and where to go, or the reason code."""

    text: str
    language: str
    whose: str = ""
    telephone: str = ""
    url: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewDate:
    """Another day for the answer, and why, in which language."""

    due_on: date
    why: str
    language: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided about a wish to open it again: granted or not, why; and why its words are not shown, if so."""

    granted: bool
    why: str
    language: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What everybody may read of a private concern: a question and an answer, written anew by who handles it."""

    question: str
    answer: str
    language: str
