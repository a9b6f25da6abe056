"""The messages about meetings."""

from openbeat.apps.meetings.notices.coming import CANCELLED, MOVED, PLACE

__all__ = ["CANCELLED", "MOVED", "PLACE"]
