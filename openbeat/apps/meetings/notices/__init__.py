"""The messages about meetings."""

from openbeat.apps.meetings.notices.beforehand import ANSWERED, NOT_ON_AGENDA, NOT_SHOWN, ON_AGENDA, REMINDER
from openbeat.apps.meetings.notices.coming import CANCELLED, MOVED, MOVED_HERE, OFF_HERE, PLACE, SOON_HERE
from openbeat.apps.meetings.notices.minutes import AMENDMENT_ANSWERED, APPROVE, PUBLISHED
from openbeat.apps.meetings.notices.webcast import QUESTION_ANSWERED

__all__ = [
    "AMENDMENT_ANSWERED",
    "ANSWERED",
    "APPROVE",
    "CANCELLED",
    "MOVED",
    "MOVED_HERE",
    "NOT_ON_AGENDA",
    "NOT_SHOWN",
    "OFF_HERE",
    "ON_AGENDA",
    "PLACE",
    "PUBLISHED",
    "QUESTION_ANSWERED",
    "REMINDER",
    "SOON_HERE",
]
