"""Mediation: both sides talk, with somebody from outside between them, where both want to and nothing is serious."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from datetime import date


class Side(models.TextChoices):
    """The two who would talk."""

    COMPLAINANT = "complainant", _("Whoever complained")
    OFFICER = "officer", _("The officer")


class Says(models.TextChoices):
    """What a side says."""

    YES = "yes", pgettext_lazy("wants to talk", "yes")
    NO = "no", pgettext_lazy("wants to talk", "no")


class How(models.TextChoices):
    """How a mediation ended."""

    AGREED = "agreed", _("They agreed")
    FAILED = "failed", _("They talked, and did not agree")
    CALLED_OFF = "called_off", _("It did not come to a talk")
    DECLINED = "declined", _("One side does not want to")


NOT_AGREED = (How.FAILED, How.CALLED_OFF)


class Talk(StrEnum):
    """What both sides themselves do, beside what the office writes down; the ledger keeps these words."""

    ANSWER = "officer_answers_mediation"
    HOLDS = "mediation_holds"


TOLD: dict[Talk, Any] = {
    Talk.ANSWER: _("The officer said in their own account whether they want to talk"),
    Talk.HOLDS: _("Somebody said whether what was agreed holds"),
}


class Done(StrEnum):
    """What somebody of the office writes down about a mediation, on one form."""

    OFFER = "offer"
    OFFICER_YES = "officer_yes"
    OFFICER_NO = "officer_no"
    ARRANGE = "arrange"
    AGREED = "agreed"
    FAILED = "failed"
    CALLED_OFF = "called_off"
    HOLDS = "holds"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, repr=False)
class Arranged:
    """Who sits between both sides and where, in words; and the day."""

    words: str
    held_on: date


@dataclass(frozen=True, slots=True, repr=False)
class Agreed:
    """What both sides agreed on, and when somebody asks whether it holds."""

    words: str
    language: str
    follow_up_on: date | None = None
