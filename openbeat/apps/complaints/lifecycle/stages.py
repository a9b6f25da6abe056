"""The stages of a complaint, which act leads from where to where, and what is promised about it."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openbeat.kit.stages import Lifecycle, Move, Station


class Stage(models.TextChoices):
    """Where a complaint stands."""

    WRITING = "writing", pgettext_lazy("stage of a complaint", "being written")
    RECEIVED = "received", pgettext_lazy("stage of a complaint", "received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("stage of a complaint", "acknowledged")
    CLASSIFIED = "classified", pgettext_lazy("stage of a complaint", "classified")
    MEDIATION = "mediation", pgettext_lazy("stage of a complaint", "in mediation")
    IN_WORK = "in_work", pgettext_lazy("stage of a complaint", "in work")
    SUPERVISOR = "supervisor", pgettext_lazy("stage of a complaint", "checked by a supervisor")
    OVERSIGHT = "oversight", pgettext_lazy("stage of a complaint", "with the outside body")
    DECISION = "decision", pgettext_lazy("stage of a complaint", "to be decided")
    DECIDED = "decided", pgettext_lazy("stage of a complaint", "decided")
    ANSWERED = "answered", pgettext_lazy("stage of a complaint", "answered")
    CLOSED = "closed", pgettext_lazy("stage of a complaint", "closed")


class Act(StrEnum):
    """What is done about a complaint; written into the ledger under these names."""

    FILE = "file_complaint"
    ENTER = "enter_complaint"
    SEND = "send_complaint"
    ACKNOWLEDGE = "acknowledge"
    ROUTE = "route"
    CLASSIFY = "classify"
    RECLASSIFY = "reclassify"
    ADD_ACCUSED = "add_accused"
    TURN_OUTSIDE = "turn_outside"
    SET_KINDS = "set_kinds"
    OFFER_MEDIATION = "offer_mediation"
    END_MEDIATION = "end_mediation"
    MEDIATED = "mediated"
    SAY_ABOUT_MEDIATION = "say_about_mediation"
    OFFICER_SAYS = "officer_says"
    ARRANGE_MEDIATION = "arrange_mediation"
    SPLIT = "split"
    JOIN = "join"
    PART = "part"
    ASK_RECORDING = "ask_recording"
    ANSWER_RECORDING = "answer_recording"
    ASSIGN = "assign"
    TAKE_AWAY = "take_away"
    SIGN = "sign_no_conflict"
    RECUSE = "recuse"
    DECLARE = "declare_relation"
    END_RELATION = "end_relation"
    BEGIN = "begin"
    RECOMMEND = "recommend"
    SEND_BACK = "send_back"
    TO_OVERSIGHT = "to_oversight"
    TO_DECISION = "to_decision"
    OVERSEE = "oversee"
    DECIDE = "decide"
    END_WITHOUT = "end_without_finding"
    UNHEARD = "go_on_unheard"
    FIND = "say_finding"
    END_POINT = "end_allegation"
    EXPLAIN_POINT = "explain_allegation"
    WRITE_ENTRY = "write_entry"
    PLAN = "plan_step"
    PLAN_DONE = "plan_step_done"
    PRINT = "print_case"
    RECOMMEND_DISCIPLINE = "recommend_discipline"
    DECIDE_DISCIPLINE = "decide_discipline"
    IMPOSE_DISCIPLINE = "impose_discipline"
    APPEAL_DISCIPLINE = "appeal_discipline"
    END_DISCIPLINE = "end_discipline"
    REOPEN_CASE = "reopen_case"
    APPEAL = "appeal_outcome"
    SET_MATRIX = "set_matrix"
    SET_RULES = "set_case_rules"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    ADD_WORDS = "add_words"
    ADD_FILES = "add_files"
    WRITE = "write_message"
    DRAFT = "draft"
    DROP_DRAFT = "drop_draft"
    ADD_READER = "add_reader"
    REMOVE_READER = "remove_reader"
    ADD_RECEIPT = "add_receipt"
    BAR = "bar"
    LIFT_BAR = "lift_bar"
    WRITE_ON = "write_on"
    ADD_INTERPRETER = "add_interpreter"
    TRANSLATE = "translate_message"
    NOTE_PLEDGE = "note_pledge"
    END_PLEDGE = "end_pledge"
    WITHDRAW = "withdraw"
    SAY_AGAIN = "say_again"
    GO_ON = "go_on_without_them"
    ATTEMPT = "attempt"  # by somebody of staff who may not see it: on record, and there is no page
    SEARCH = "search_sealed"
    ASK_MACHINE = "ask_machine"
    SWITCH_ON = "switch_on"
    SWITCH_OFF = "switch_off"
    # Doors that are seen through, and never acts on record.
    READ = "read"
    READ_OWN = "read_own"
    LIST = "list"


class Promise(StrEnum):
    """What the department promises about a complaint; how many days is the department's to say."""

    ACKNOWLEDGE = "complaints.acknowledge"
    CONTACT = "complaints.contact"
    PRESERVE = "complaints.preserve"
    CLASSIFY = "complaints.classify"
    BEGIN = "complaints.begin"
    MEDIATION = "complaints.mediation"
    INVESTIGATION = "complaints.investigation"
    SUPERVISOR = "complaints.supervisor"
    OVERSIGHT = "complaints.oversight"
    DECISION = "complaints.decision"
    TELL = "complaints.tell"
    ANSWER = "complaints.answer"  # the whole, from the first word to the answer
    RETALIATION_ACKNOWLEDGE = "complaints.retaliation_acknowledge"
    RETALIATION_CONTACT = "complaints.retaliation_contact"
    RETALIATION = "complaints.retaliation"
    LOOK_AGAIN = "complaints.look_again"
    TELL_OFFICER = "complaints.tell_officer"


DONE = frozenset({Stage.ANSWERED, Stage.CLOSED})
OPEN = frozenset(Stage) - DONE - {Stage.WRITING}
UNDECIDED = OPEN - {Stage.DECIDED}
CHECKED = frozenset({Stage.SUPERVISOR, Stage.OVERSIGHT, Stage.DECISION})

COMPLAINTS = Lifecycle(
    start=Stage.WRITING,
    moves={
        Act.SEND: Move({Stage.WRITING}, Stage.RECEIVED, _("It was sent already.")),
        Act.ACKNOWLEDGE: Move(
            {Stage.RECEIVED}, Stage.ACKNOWLEDGED, _("Whoever complained has been told already that it was read.")
        ),
        # Praise or a question that is a complaint after all: what was begun goes back, and is classified first.
        Act.ROUTE: Move({Stage.IN_WORK}, Stage.ACKNOWLEDGED, _("It is decided.")),
        Act.CLASSIFY: Move(
            {Stage.ACKNOWLEDGED}, Stage.CLASSIFIED, _("Only what was acknowledged, and is not classified yet.")
        ),
        Act.OFFER_MEDIATION: Move(
            {Stage.CLASSIFIED},
            Stage.MEDIATION,
            _("Mediation is offered once it is classified, before it is in work."),
        ),
        Act.END_MEDIATION: Move({Stage.MEDIATION}, Stage.CLASSIFIED, _("It is not in mediation.")),
        Act.MEDIATED: Move({Stage.MEDIATION}, Stage.DECIDED, _("It is not in mediation.")),
        Act.BEGIN: Move(
            {Stage.ACKNOWLEDGED, Stage.CLASSIFIED},
            Stage.IN_WORK,
            _("Only what was acknowledged, and is not in work yet."),
        ),
        Act.RECOMMEND: Move({Stage.IN_WORK}, Stage.SUPERVISOR, _("Only what is in work can go to a supervisor.")),
        Act.SEND_BACK: Move(CHECKED, Stage.IN_WORK, _("Only what is being checked can be sent back.")),
        Act.TO_OVERSIGHT: Move(
            {Stage.SUPERVISOR}, Stage.OVERSIGHT, _("Only what a supervisor has can go to the outside body.")
        ),
        Act.TO_DECISION: Move(
            {Stage.SUPERVISOR}, Stage.DECISION, _("Only what a supervisor has can go to whoever decides.")
        ),
        Act.OVERSEE: Move({Stage.OVERSIGHT}, Stage.DECISION, _("It is not with the outside body.")),
        Act.UNHEARD: Move({Stage.OVERSIGHT}, Stage.DECISION, _("It is not with the outside body.")),
        Act.DECIDE: Move({Stage.DECISION}, Stage.DECIDED, _("Only what was checked can be decided.")),
        Act.END_WITHOUT: Move(UNDECIDED, Stage.DECIDED, _("Only what is open can end without a finding.")),
        Act.ANSWER: Move(
            {Stage.IN_WORK, Stage.DECIDED}, Stage.ANSWERED, _("Only what is in work or decided can be answered.")
        ),
        Act.CLOSE: Move({Stage.ANSWERED}, Stage.CLOSED, _("Only what was answered can be closed.")),
        Act.REOPEN: Move(DONE, Stage.IN_WORK, _("It is open.")),
        Act.REOPEN_CASE: Move(DONE, Stage.IN_WORK, _("It is open.")),
        Act.APPEAL: Move(DONE, Stage.OVERSIGHT, _("It is open.")),
    },
)

STATIONS = {
    Stage.WRITING: Station.HEARD,
    Stage.RECEIVED: Station.HEARD,
    Stage.ACKNOWLEDGED: Station.OWNED,
    Stage.CLASSIFIED: Station.OWNED,
    Stage.MEDIATION: Station.WORKED_ON,
    Stage.IN_WORK: Station.WORKED_ON,
    Stage.SUPERVISOR: Station.WORKED_ON,
    Stage.OVERSIGHT: Station.WORKED_ON,
    Stage.DECISION: Station.WORKED_ON,
    Stage.DECIDED: Station.WORKED_ON,  # until whoever complained is told
    Stage.ANSWERED: Station.ANSWERED,
    Stage.CLOSED: Station.ANSWERED,  # whether it is over is for whoever complained to say
}

# Where it stands and what comes next, for whoever complained.
STANDS = {
    Stage.WRITING: _("It is not sent yet. Only you can read it."),
    Stage.RECEIVED: _("It has arrived. Nobody has answered you yet."),
    Stage.ACKNOWLEDGED: _("Somebody has read it and is responsible for it."),
    Stage.CLASSIFIED: _("They have written down what it is about, point by point."),
    Stage.MEDIATION: _("They ask whether both sides want to talk, with somebody between you."),
    Stage.IN_WORK: _("Somebody is looking into what happened."),
    Stage.SUPERVISOR: _("A supervisor checks what was found out."),
    Stage.OVERSIGHT: _("The outside body checks what was found out."),
    Stage.DECISION: _("What was found out is checked. Somebody decides now."),
    Stage.DECIDED: _("It is decided. You will be told what, and why."),
    Stage.ANSWERED: _("There is an answer for you."),
    Stage.CLOSED: _("It was answered, and it is closed."),
}
NEXT = {
    Stage.WRITING: _("You look through it, and send it."),
    Stage.RECEIVED: _("Somebody reads it, and writes to you here that they have."),
    Stage.ACKNOWLEDGED: _(
        "They write down point by point what it is about. If they have questions, you find them here."
    ),
    Stage.CLASSIFIED: _("Somebody who has no part in it gets the task to look into it."),
    Stage.MEDIATION: _("You say whether you want to. If you do not, somebody looks into it all the same."),
    Stage.IN_WORK: _("You get an answer here, with reasons."),
    Stage.SUPERVISOR: _("It goes on to those who decide, or back for more work."),
    Stage.OVERSIGHT: _("They agree, or say what is missing. Then it is decided."),
    Stage.DECISION: _("You get the answer here, with reasons."),
    Stage.DECIDED: _("You get the answer here, with reasons."),
    Stage.ANSWERED: _("Read the answer. If it is not right or not enough, say so here: then it is open again."),
    Stage.CLOSED: _("Nothing more. If it is not over for you, say so here: then it is open again."),
}
