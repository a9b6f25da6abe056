"""Whether whoever complained wants to withdraw, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import Wish
from openbeat.apps.complaints.models import Withdrawal

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint


def withdrawal_of(complaint: Complaint) -> Withdrawal | None:
    """The wish to withdraw that is open, if there is one."""
    return Withdrawal.objects.filter(complaint=complaint, state=Wish.ASKED).first()


def last_withdrawal(complaint: Complaint) -> Withdrawal | None:
    """The newest wish to withdraw, open or settled, for the page of the matter."""
    return Withdrawal.objects.filter(complaint=complaint).order_by("-pk").first()
