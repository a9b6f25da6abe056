"""Example concerns: each walks through the services, so that all of them are legal."""

from openbeat.apps.concerns.demo.makers import NOON, a_concern
from openbeat.apps.concerns.demo.town import settle, stories

__all__ = ["NOON", "a_concern", "settle", "stories"]
