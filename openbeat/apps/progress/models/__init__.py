"""What the app keeps; one module a noun."""

from openbeat.apps.progress.models.learning import SaraStep, Tried
from openbeat.apps.progress.models.notes import Escalation, Problem
from openbeat.apps.progress.models.tactics import Tactic, TacticAnswer
from openbeat.apps.progress.models.tasks import IS_DONE, Reopening, Slip, Task

__all__ = [
    "IS_DONE",
    "Escalation",
    "Problem",
    "Reopening",
    "SaraStep",
    "Slip",
    "Tactic",
    "TacticAnswer",
    "Task",
    "Tried",
]
