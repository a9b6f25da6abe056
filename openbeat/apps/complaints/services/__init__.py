"""Every act about a complaint; one function each."""

from openbeat.apps.complaints.services.barring import attempted, bar, lift_bar
from openbeat.apps.complaints.services.classifying import add_accused, classify, reclassify
from openbeat.apps.complaints.services.delaying import tell_all as tell_delays
from openbeat.apps.complaints.services.drafting import ask_machine, drafted, may_draft
from openbeat.apps.complaints.services.filing import Filed, enter, file
from openbeat.apps.complaints.services.handling import (
    acknowledge,
    answer,
    begin,
    close,
    drop_draft,
    opened,
    save_draft,
    write,
)
from openbeat.apps.complaints.services.kinds import set_kinds
from openbeat.apps.complaints.services.outside import turn_outside
from openbeat.apps.complaints.services.owning import add_words, files_added, reopen
from openbeat.apps.complaints.services.pausing import look_again, pause, resume, shift_date
from openbeat.apps.complaints.services.readers import add_reader, remove_reader
from openbeat.apps.complaints.services.reception import switch_off, switch_on
from openbeat.apps.complaints.services.renewing import new_code
from openbeat.apps.complaints.services.searching import search
from openbeat.apps.complaints.services.telling import escalate, tell_late

__all__ = [
    "Filed",
    "acknowledge",
    "add_accused",
    "add_reader",
    "add_words",
    "answer",
    "ask_machine",
    "attempted",
    "bar",
    "begin",
    "classify",
    "close",
    "drafted",
    "drop_draft",
    "enter",
    "escalate",
    "file",
    "files_added",
    "lift_bar",
    "look_again",
    "may_draft",
    "new_code",
    "opened",
    "pause",
    "reclassify",
    "remove_reader",
    "reopen",
    "resume",
    "save_draft",
    "search",
    "set_kinds",
    "shift_date",
    "switch_off",
    "switch_on",
    "tell_delays",
    "tell_late",
    "turn_outside",
    "write",
]
