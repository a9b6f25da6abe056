"""The stages of a concern, and which act leads from where to where."""

from openbeat.apps.concerns.lifecycle.concerns import (
    LIFECYCLE,
    NEXT,
    OPEN,
    STATIONS,
    Act,
    Arrival,
    Category,
    Channel,
    Contact,
    Job,
    Look,
    Promise,
    Reply,
    Said,
    Stage,
    Withheld,
)

__all__ = [
    "LIFECYCLE",
    "NEXT",
    "OPEN",
    "STATIONS",
    "Act",
    "Arrival",
    "Category",
    "Channel",
    "Contact",
    "Job",
    "Look",
    "Promise",
    "Reply",
    "Said",
    "Stage",
    "Withheld",
]
