"""What the worker does for meetings."""

from openbeat.apps.meetings.services import filling, meetings
from openbeat.core.jobs.registry import every
from openbeat.kit.clock import now


@every(minutes=15)("meetings.end")
def end() -> None:
    """A meeting that is over owes a note."""
    meetings.end_all(at=now())


@every(minutes=60)("meetings.fill")
def fill() -> None:
    """Agendas fill themselves with what is new."""
    filling.fill_all(at=now())
