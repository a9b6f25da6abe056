"""Signing in at the door: with a name of one's choosing, or none at all."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """How somebody was counted."""

    TELEPHONE = "phone", pgettext_lazy("signed in", "on a phone")
    PAPER = "paper", pgettext_lazy("signed in", "on paper")


class AttendanceAct(StrEnum):
    """What can be done about who came; written into the ledger under these names."""

    SIGN_IN = "sign_in"
    ENTER = "enter_sheet"
    TAKE_OUT = "take_out"
    NEW_CODE = "new_code"
    FORGET = "forget_names"
