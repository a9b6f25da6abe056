"""How often a beat promises to meet, and how it stands with that."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Often(TextChoices):
    """What may be promised: never less than once a quarter."""

    WEEK = "week", _("every week")
    FORTNIGHT = "fortnight", _("every two weeks")
    MONTH = "month", _("every month")
    TWO_MONTHS = "two_months", _("every two months")
    QUARTER = "quarter", _("every quarter")


class Standing(TextChoices):
    """How a beat stands with its promise."""

    KEPT = "kept", pgettext_lazy("promised rhythm", "in time")
    OPEN = "open", pgettext_lazy("promised rhythm", "the next one is not announced")
    BEHIND = "behind", pgettext_lazy("promised rhythm", "behind")
    NEVER = "never", pgettext_lazy("promised rhythm", "did not meet yet")


class RhythmAct(StrEnum):
    """Written into the ledger under these names."""

    PROMISE = "promise"
    LOOK = "look"


# Days that may lie between two meetings at most: from a second Tuesday to the next it can be 35, and a holiday may add
# three; the others likewise.
LONGEST = {Often.WEEK: 10, Often.FORTNIGHT: 18, Often.MONTH: 38, Often.TWO_MONTHS: 66, Often.QUARTER: 101}
UNLESS_SAID = Often.MONTH
