"""The messages that the chart sends."""

from openbeat.apps.progress.notices.tasks import (
    ASKED,
    COMPLETED,
    ESCALATED,
    GIVEN,
    REASON_OWED,
    SLIPPED,
    UNCONFIRMED,
)

__all__ = ["ASKED", "COMPLETED", "ESCALATED", "GIVEN", "REASON_OWED", "SLIPPED", "UNCONFIRMED"]
