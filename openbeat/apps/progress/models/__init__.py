"""What the app keeps; one module a noun."""

from openbeat.apps.progress.models.tasks import IS_DONE, Problem, Reopening, Slip, Task

__all__ = ["IS_DONE", "Problem", "Reopening", "Slip", "Task"]
