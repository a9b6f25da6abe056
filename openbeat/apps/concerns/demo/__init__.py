"""Example concerns: each walks through the services, so that all of them are legal."""

from openbeat.apps.concerns.demo.makers import NOON, a_concern, a_problem, a_round
from openbeat.apps.concerns.demo.priorities import priorities
from openbeat.apps.concerns.demo.town import settle, stories

__all__ = ["NOON", "a_concern", "a_problem", "a_round", "priorities", "settle", "stories"]
