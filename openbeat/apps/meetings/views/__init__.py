"""Pages of meetings, and what is done about them."""

from openbeat.apps.meetings.views.acts import act, announce, back, note, open_act, open_note, take_up
from openbeat.apps.meetings.views.pages import detail, index, new

__all__ = ["act", "announce", "back", "detail", "index", "new", "note", "open_act", "open_note", "take_up"]
