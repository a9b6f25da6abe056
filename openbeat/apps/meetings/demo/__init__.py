"""Example meetings: each beat meets every month, and what came of it is published, mostly in time."""

from openbeat.apps.meetings.demo.conditions import (
    conditions,
)
from openbeat.apps.meetings.demo.makers import PLAN, SUMMARY, TUESDAYS, WEEK, a_meeting, a_series, some_minutes
from openbeat.apps.meetings.demo.town import make

__all__ = [
    "PLAN",
    "SUMMARY",
    "TUESDAYS",
    "WEEK",
    "a_meeting",
    "a_series",
    "conditions",
    "make",
    "some_minutes",
]
