"""The messages about meetings."""

from openbeat.apps.meetings.notices.coming import CANCELLED, MOVED, PLACE
from openbeat.apps.meetings.notices.minutes import AMENDMENT_ANSWERED, APPROVE, PUBLISHED

__all__ = ["AMENDMENT_ANSWERED", "APPROVE", "CANCELLED", "MOVED", "PLACE", "PUBLISHED"]
