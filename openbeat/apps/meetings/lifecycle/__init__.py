"""The stages of a meeting, what can be done about it, and the five parts of its agenda."""

from openbeat.apps.meetings.lifecycle.coming import (
    COMING,
    SEATED,
    STILL_WANTED,
    Arrival,
    ComingAct,
    Contact,
    Heads,
    Seat,
)
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

__all__ = [
    "AGENDA_STAYS",
    "COMING",
    "LIFECYCLE",
    "SEATED",
    "STILL_WANTED",
    "Act",
    "Arrival",
    "ComingAct",
    "Contact",
    "Heads",
    "Kind",
    "Part",
    "Plan",
    "Promise",
    "Seat",
    "Stage",
    "Words",
]
