"""The stages of a meeting, what can be done about it, and the five parts of its agenda."""

from openbeat.apps.meetings.lifecycle.meetings import (
    AGENDA_STAYS,
    LIFECYCLE,
    Act,
    Kind,
    Part,
    Plan,
    Promise,
    Stage,
    Words,
)

__all__ = ["AGENDA_STAYS", "LIFECYCLE", "Act", "Kind", "Part", "Plan", "Promise", "Stage", "Words"]
