"""The makers of the tests are those of the shipped example town."""

from openbeat.apps.meetings.demo import PLAN, SUMMARY, WEEK, a_meeting
from openbeat.core.people.demo import NOON

__all__ = ["NOON", "PLAN", "SUMMARY", "WEEK", "a_meeting"]
