"""Every act about a complaint; one function each."""

from openbeat.apps.complaints.services.barring import attempted, bar, lift_bar
from openbeat.apps.complaints.services.casework import plan_step, plan_step_done, print_case, write_entry
from openbeat.apps.complaints.services.classifying import add_accused, classify, reclassify
from openbeat.apps.complaints.services.delaying import tell_all as tell_delays
from openbeat.apps.complaints.services.discipline import discipline
from openbeat.apps.complaints.services.drafting import ask_machine, drafted, may_draft
from openbeat.apps.complaints.services.elsewhere import (
    add_statement_reader,
    close_referral,
    name_on_criminal_side,
    name_source,
    refer,
    replied,
    take_statement,
)
from openbeat.apps.complaints.services.filing import Filed, enter, file
from openbeat.apps.complaints.services.findings import end_point, explain, find
from openbeat.apps.complaints.services.forms import save_form
from openbeat.apps.complaints.services.giving import assign, declare, recuse, sign, take_away, withdraw_relation
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
from openbeat.apps.complaints.services.interpreting import (
    add_interpreter,
    end_pledge,
    note_pledge,
    put_into_language,
    wait_for_language,
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
from openbeat.apps.complaints.services.officers import (
    enter_paper,
    let_officer_read,
    name_representative,
    not_yet,
    officer_writes,
    set_limit,
    tell_officer,
    tell_outcome,
    warn_of_limits,
)
from openbeat.apps.complaints.services.outside import turn_outside
from openbeat.apps.complaints.services.owning import add_words, files_added, reopen
from openbeat.apps.complaints.services.pausing import look_again, pause, resume, shift_date
from openbeat.apps.complaints.services.praising import pass_praise_on
from openbeat.apps.complaints.services.readers import add_reader, remove_reader
from openbeat.apps.complaints.services.reception import switch_off, switch_on
from openbeat.apps.complaints.services.renewing import new_code
from openbeat.apps.complaints.services.retaliating import (
    acknowledge_retaliation,
    answer_check_in,
    asked_by_their_way,
    report_retaliation,
)
from openbeat.apps.complaints.services.retaliating import (
    ask_all as ask_about_harm,
)
from openbeat.apps.complaints.services.routing import route
from openbeat.apps.complaints.services.rules import set_matrix, set_rules
from openbeat.apps.complaints.services.searching import search
from openbeat.apps.complaints.services.summaries import draft_summary, release_summary
from openbeat.apps.complaints.services.telling import escalate, tell_late
from openbeat.apps.complaints.services.withdrawing import (
    confirm_withdrawal,
    go_on_without_them,
    let_it_go_on,
    say_pressed,
    withdraw,
)
from openbeat.apps.complaints.services.writing import begin_writing, destroy_unsent, save_step, send

__all__ = [
    "Filed",
    "acknowledge",
    "acknowledge_retaliation",
    "add_accused",
    "add_interpreter",
    "add_reader",
    "add_statement_reader",
    "add_words",
    "answer",
    "answer_check_in",
    "appeal",
    "ask_about_harm",
    "ask_machine",
    "asked_by_their_way",
    "assign",
    "attempted",
    "bar",
    "begin",
    "begin_writing",
    "classify",
    "close",
    "close_referral",
    "confirm_withdrawal",
    "decide",
    "declare",
    "destroy_unsent",
    "discipline",
    "draft_summary",
    "drafted",
    "drop_draft",
    "end_pledge",
    "end_point",
    "end_without",
    "enter",
    "enter_paper",
    "escalate",
    "explain",
    "file",
    "files_added",
    "find",
    "go_on_unheard",
    "go_on_without_them",
    "hand_in",
    "let_it_go_on",
    "let_officer_read",
    "lift_bar",
    "look_again",
    "may_draft",
    "name_on_criminal_side",
    "name_representative",
    "name_source",
    "new_code",
    "not_yet",
    "note_pledge",
    "officer_writes",
    "opened",
    "oversee",
    "pass_on",
    "pass_praise_on",
    "pause",
    "plan_step",
    "plan_step_done",
    "print_case",
    "put_into_language",
    "reclassify",
    "recuse",
    "refer",
    "release_summary",
    "remove_reader",
    "reopen",
    "reopen_case",
    "replied",
    "report_retaliation",
    "resume",
    "route",
    "save_draft",
    "save_form",
    "save_step",
    "say_pressed",
    "search",
    "send",
    "send_back",
    "set_kinds",
    "set_limit",
    "set_matrix",
    "set_rules",
    "shift_date",
    "sign",
    "switch_off",
    "switch_on",
    "take_away",
    "take_statement",
    "tell_delays",
    "tell_late",
    "tell_officer",
    "tell_outcome",
    "turn_outside",
    "wait_for_language",
    "warn_of_limits",
    "withdraw",
    "withdraw_relation",
    "write",
    "write_entry",
]
