"""What the app keeps; one module a noun."""

from openbeat.apps.meetings.models.coming import Coming
from openbeat.apps.meetings.models.meetings import AgendaItem, Meeting, new_uid

__all__ = ["AgendaItem", "Coming", "Meeting", "new_uid"]
