"""Pages of meetings, and what is done about them."""

from openbeat.apps.meetings.views import calendar, mine, poster, rhythm, series
from openbeat.apps.meetings.views.acts import act, announce, back, note, open_act, open_note, take_up
from openbeat.apps.meetings.views.attendance import sheet, sign_in, sign_in_code, signed_in, take_out
from openbeat.apps.meetings.views.beforehand import cannot_come, my_words, say
from openbeat.apps.meetings.views.coming import coming, my_coming, withdraw
from openbeat.apps.meetings.views.deciding import decide, officer, unremind
from openbeat.apps.meetings.views.host import back_to_host, host, host_act
from openbeat.apps.meetings.views.pages import detail, index, new

__all__ = [
    "act",
    "announce",
    "back",
    "back_to_host",
    "calendar",
    "cannot_come",
    "coming",
    "decide",
    "detail",
    "host",
    "host_act",
    "index",
    "mine",
    "my_coming",
    "my_words",
    "new",
    "note",
    "officer",
    "open_act",
    "open_note",
    "poster",
    "rhythm",
    "say",
    "series",
    "sheet",
    "sign_in",
    "sign_in_code",
    "signed_in",
    "take_out",
    "take_up",
    "unremind",
    "withdraw",
]
