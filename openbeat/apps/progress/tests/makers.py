"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.progress.demo import DONE, a_tactic, a_task
from openbeat.core.people.demo import NOON

__all__ = ["DONE", "NOON", "a_tactic", "a_task"]
