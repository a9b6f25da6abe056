"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.meetings.demo import PLAN, SUMMARY, TUESDAYS, WEEK, a_meeting, a_series, some_minutes
from openbeat.core.people.demo import NOON

__all__ = ["NOON", "PLAN", "SUMMARY", "TUESDAYS", "WEEK", "a_meeting", "a_series", "some_minutes"]
