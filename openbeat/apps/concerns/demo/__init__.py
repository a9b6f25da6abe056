"""Example concerns: each walks through the services, so that all of them are legal."""

from openbeat.apps.concerns.demo.ends import ends
from openbeat.apps.concerns.demo.makers import HOUR, NOON, a_concern, a_problem, a_round, taken_up
from openbeat.apps.concerns.demo.priorities import priorities
from openbeat.apps.concerns.demo.town import settle, stories

__all__ = [
    "HOUR",
    "NOON",
    "a_concern",
    "a_problem",
    "a_round",
    "ends",
    "priorities",
    "settle",
    "stories",
    "taken_up",
]
