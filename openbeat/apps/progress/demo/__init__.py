"""Example tasks: each walks through the services of the chart, on the days on which its town would have done so."""

from openbeat.apps.progress.demo.makers import DONE, a_tactic, a_task
from openbeat.apps.progress.demo.town import make, tactics

__all__ = ["DONE", "a_tactic", "a_task", "make", "tactics"]
