"""Retaliation: a kind of allegation of its own, and when whoever complained is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KIND = "retaliation"  # the kind of the allegation, in every version of the list of kinds


class Asked(models.TextChoices):
    """When whoever complained is asked."""

    FILED_30 = "filed_30", _("30 days after it was filed")
    FILED_90 = "filed_90", _("90 days after it was filed")
    CLOSED_90 = "closed_90", _("90 days after it was closed")


DAYS = {Asked.FILED_30: 30, Asked.FILED_90: 90, Asked.CLOSED_90: 90}
AFTER_CLOSING = frozenset({Asked.CLOSED_90})
WITHIN = 30  # days after its day in which a question is still asked: nobody is asked years later by a new program


class Harm(StrEnum):
    """What is done about retaliation; the ledger keeps these words."""

    REPORT = "report_retaliation"
    ACKNOWLEDGE = "acknowledge_retaliation"
    ASK = "ask_about_harm"
    ASK_BY_THEIR_WAY = "ask_by_their_way"
    ANSWER = "answer_about_harm"


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """What whoever complained answers: whether somebody harms them, and words, which may be empty."""

    harmed: bool
    words: str
    language: str


TOLD: dict[StrEnum, StrPromise] = {
    Harm.REPORT: _("Retaliation was reported"),
    Harm.ACKNOWLEDGE: _("The report of retaliation was acknowledged"),
    Harm.ASK: _("Whoever complained was asked whether somebody harms them for it"),
    Harm.ASK_BY_THEIR_WAY: _("They were asked by the safe way that they left"),
    Harm.ANSWER: _("Whoever complained answered the question about harm"),
}
