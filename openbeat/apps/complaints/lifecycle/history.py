"""What is known of a complaint that another system held: its own stages and codes, beside ours."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.apps.complaints.lifecycle.codes import Measure, Outcome, Without
from openbeat.apps.complaints.lifecycle.kinds import KINDS


class HistoryAct(StrEnum):
    """Written into the ledger under this name."""

    TAKE = "take_history"


class PastStatus(models.TextChoices):
    """Where an old case stands. Without a word and without a date, nobody knows."""

    OPEN = "open", pgettext_lazy("an old case", "open")
    CLOSED = "closed", pgettext_lazy("an old case", "closed")
    UNKNOWN = "unknown", pgettext_lazy("an old case", "not said")


class PastEnd(models.TextChoices):
    """How an allegation ended where the other system says no more than this."""

    NOT_SAID = "not_said", _("closed without a finding; why is not said")
    UNKNOWN = "unknown", _("a finding that nobody could explain")


class PastMeasure(models.TextChoices):
    """What followed for an officer where it is none of our measures."""

    LEFT = "left", _("the officer left before")
    OTHER = "other", _("something else")
    UNKNOWN = "unknown", _("a measure that nobody could explain")


FINDINGS = (*Outcome.values, *Without.values, *PastEnd.values)
MEASURES = (*Measure.values, *PastMeasure.values)
FIRST_KINDS = tuple(kind.code for kind in KINDS)
OTHER_KIND = "other"
