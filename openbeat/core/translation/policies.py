"""Who may say which languages an area speaks, and who read a catalogue."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.core.places.policies import administers
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.core.translation.models import Review
    from openbeat.kit.actors import Actor


class CoverageAct(StrEnum):
    """What is done about languages; written into the ledger under these names."""

    SET_SHARE = "set_share"
    REMOVE_SHARE = "remove_share"
    IMPORT_SHARES = "import_shares"
    RECORD_REVIEW = "record_review"
    WITHDRAW_REVIEW = "withdraw_review"


@rule(_("This was taken back already."))
def stands(_actor: Actor, review: Review) -> bool:
    """Was not taken back."""
    return review.withdrawn_at is None


COVERAGE_POLICY = Policy(
    {
        CoverageAct.SET_SHARE: administers,
        CoverageAct.REMOVE_SHARE: administers,
        CoverageAct.IMPORT_SHARES: administers,
        CoverageAct.RECORD_REVIEW: administers,
        CoverageAct.WITHDRAW_REVIEW: administers & stands,
    }
)
