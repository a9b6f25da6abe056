"""Every act about a complaint; one function each."""

from openbeat.apps.complaints.services.barring import attempted, bar, lift_bar
from openbeat.apps.complaints.services.casework import plan_step, plan_step_done, write_entry
from openbeat.apps.complaints.services.classifying import add_accused, classify, reclassify
from openbeat.apps.complaints.services.delaying import tell_all as tell_delays
from openbeat.apps.complaints.services.discipline import discipline
from openbeat.apps.complaints.services.drafting import ask_machine, drafted, may_draft
from openbeat.apps.complaints.services.filing import Filed, enter, file
from openbeat.apps.complaints.services.findings import end_point, explain, find
from openbeat.apps.complaints.services.forms import save_form
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
from openbeat.apps.complaints.services.moving import (
    appeal,
    decide,
    end_without,
    go_on_unheard,
    hand_in,
    oversee,
    pass_on,
    reopen_case,
    send_back,
)
from openbeat.apps.complaints.services.outside import turn_outside
from openbeat.apps.complaints.services.owning import add_words, files_added, reopen
from openbeat.apps.complaints.services.pausing import look_again, pause, resume, shift_date
from openbeat.apps.complaints.services.readers import add_reader, remove_reader
from openbeat.apps.complaints.services.reception import switch_off, switch_on
from openbeat.apps.complaints.services.renewing import new_code
from openbeat.apps.complaints.services.rules import set_matrix, set_rules
from openbeat.apps.complaints.services.searching import search
from openbeat.apps.complaints.services.telling import escalate, tell_late
from openbeat.apps.complaints.services.writing import begin_writing, destroy_unsent, save_step, send

__all__ = [
    "Filed",
    "acknowledge",
    "add_accused",
    "add_reader",
    "add_words",
    "answer",
    "appeal",
    "ask_machine",
    "attempted",
    "bar",
    "begin",
    "begin_writing",
    "classify",
    "close",
    "decide",
    "destroy_unsent",
    "discipline",
    "drafted",
    "drop_draft",
    "end_point",
    "end_without",
    "enter",
    "escalate",
    "explain",
    "file",
    "files_added",
    "find",
    "go_on_unheard",
    "hand_in",
    "lift_bar",
    "look_again",
    "may_draft",
    "new_code",
    "opened",
    "oversee",
    "pass_on",
    "pause",
    "plan_step",
    "plan_step_done",
    "reclassify",
    "remove_reader",
    "reopen",
    "reopen_case",
    "resume",
    "save_draft",
    "save_form",
    "save_step",
    "search",
    "send",
    "send_back",
    "set_kinds",
    "set_matrix",
    "set_rules",
    "shift_date",
    "switch_off",
    "switch_on",
    "tell_delays",
    "tell_late",
    "turn_outside",
    "write",
    "write_entry",
]
