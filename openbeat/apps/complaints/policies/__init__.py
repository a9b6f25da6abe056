"""Who may do what about a complaint. Read it aloud to a police chief and to a resident."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import COMPLAINTS, Act, Stage
from openbeat.apps.complaints.lifecycle.history import HistoryAct
from openbeat.apps.complaints.lifecycle.publication import PublicationAct
from openbeat.apps.complaints.policies.casework import (
    decides,
    found_a_violation,
    has_decisions,
    has_it_now,
    investigates,
    is_for_them_to_steer,
    is_outside,
    is_settled,
    is_worked_on,
    looks_with_other_eyes,
    may_end_it,
    may_reopen_it,
    owes_no_discipline,
    says_why,
    supervises,
    was_answered_with_another,
    was_checked,
    was_checked_with_another,
)
from openbeat.apps.complaints.policies.casework import is_theirs as is_theirs
from openbeat.apps.complaints.policies.casework import may_take_out as may_take_out
from openbeat.apps.complaints.policies.intake import RECORDINGS_POLICY as RECORDINGS_POLICY
from openbeat.apps.complaints.policies.intake import (
    goes_by_itself,
    is_a_complaint,
    is_in_mediation,
    is_inside_too,
    is_undecided,
    says_what_it_is_about,
)
from openbeat.apps.complaints.policies.posts import DECIDER as DECIDER
from openbeat.apps.complaints.policies.posts import INTAKE as INTAKE
from openbeat.apps.complaints.policies.posts import INTERPRETER as INTERPRETER
from openbeat.apps.complaints.policies.posts import INVESTIGATOR as INVESTIGATOR
from openbeat.apps.complaints.policies.posts import OVERSIGHT as OVERSIGHT
from openbeat.apps.complaints.policies.posts import SUPERVISOR as SUPERVISOR
from openbeat.apps.complaints.policies.readers import INSIDE as INSIDE
from openbeat.apps.complaints.policies.readers import KIND as KIND
from openbeat.apps.complaints.policies.readers import WORKERS as WORKERS
from openbeat.apps.complaints.policies.readers import accused_mark as accused_mark
from openbeat.apps.complaints.policies.readers import handles as handles
from openbeat.apps.complaints.policies.readers import (
    has_a_key_to_it,
    has_not_signed,
    has_the_task,
    may_read,
    works_here,
)
from openbeat.apps.complaints.policies.readers import has_the_receipt as has_the_receipt
from openbeat.apps.complaints.policies.readers import interprets as interprets
from openbeat.apps.complaints.policies.readers import is_barred as is_barred
from openbeat.apps.complaints.policies.readers import is_reader as is_reader
from openbeat.apps.complaints.policies.readers import mark_of as mark_of
from openbeat.apps.complaints.policies.sides import CLOCKS_POLICY as CLOCKS_POLICY
from openbeat.apps.complaints.policies.sides import ELSEWHERE_POLICY as ELSEWHERE_POLICY
from openbeat.apps.complaints.policies.sides import RETALIATION_POLICY as RETALIATION_POLICY
from openbeat.apps.complaints.policies.sides import SIDES_POLICY as SIDES_POLICY
from openbeat.apps.complaints.policies.sides import is_walled_off as is_walled_off
from openbeat.apps.complaints.policies.sides import leads as leads
from openbeat.core.people.roles import WRITERS, Role
from openbeat.kit.policy import Policy, Rule, anyone, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

HANDLERS = (INTAKE, OVERSIGHT)  # to whom a matter comes at once
LEADS = (INTAKE, SUPERVISOR, OVERSIGHT)  # who say what a complaint is about, and who gets the task
CONCERNED = (INTAKE, SUPERVISOR, DECIDER)  # what is about one of these is for the outside body alone


@rule(_("It was sent already. Open it with its code, and add what is missing there."))
def is_being_written(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage == Stage.WRITING


@rule(_("It is not sent yet. Write it in its steps, and send it."))
def is_sent(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage != Stage.WRITING


@rule(_("Only staff who write down what people say, or who receive complaints, may do this."))
def writes_down(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in (*WRITERS, *HANDLERS))


@rule(_("Only those who receive complaints may do this."))
def receives(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in HANDLERS)


@rule(_("Only those who receive complaints or lead those who investigate may do this."))
def takes_in(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in LEADS)


@rule(_("Only an administrator, or those who decide about complaints, may do this."))
def words_the_rules(actor: Actor, _thing: Any) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or actor.holds(DECIDER)


@rule(_("Only an administrator may do this."))
def is_administrator(actor: Actor, _thing: Any) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


@rule(_("Only whoever runs this installation imports complaints, on the command line."))
def imports(actor: Actor, _thing: Any) -> bool:
    """Holds for a file that somebody loads on the command line."""
    return actor.kind == "import" and actor.holds(Role.ADMINISTRATOR)


HISTORY_POLICY = Policy({HistoryAct.TAKE: imports})

CASE = (Act.OFFER_MEDIATION, Act.END_MEDIATION, Act.MEDIATED)
steers = is_reader & is_for_them_to_steer  # a reader, and of what the outside body looks into one of its people


def _at(act: Act, may: Rule) -> Rule:
    return is_reader & may & COMPLAINTS.permits(act)


# Each step of a case belongs to one of those who read it; nobody checks what they did themselves.
STEPS_OF_A_CASE: dict[StrEnum, Rule] = {
    Act.FIND: is_reader & is_worked_on & has_it_now & looks_with_other_eyes,
    Act.END_POINT: is_reader & is_worked_on & has_it_now & looks_with_other_eyes,
    Act.RECOMMEND: is_reader & investigates & COMPLAINTS.permits(Act.RECOMMEND) & looks_with_other_eyes,
    Act.SEND_BACK: _at(Act.SEND_BACK, has_it_now & looks_with_other_eyes),
    Act.TO_OVERSIGHT: _at(Act.TO_OVERSIGHT, supervises & looks_with_other_eyes),
    Act.TO_DECISION: _at(Act.TO_DECISION, supervises & looks_with_other_eyes),
    Act.OVERSEE: _at(Act.OVERSEE, is_outside & looks_with_other_eyes),
    Act.DECIDE: _at(Act.DECIDE, decides & looks_with_other_eyes),
    Act.END_WITHOUT: _at(Act.END_WITHOUT, is_for_them_to_steer & may_end_it),
    Act.REOPEN_CASE: _at(Act.REOPEN_CASE, may_reopen_it),
    Act.WRITE_ENTRY: is_reader,
    Act.PLAN: is_reader & (investigates | supervises),
    Act.PLAN_DONE: is_reader & (investigates | supervises),
    Act.PRINT: is_reader,
    Act.EXPLAIN_POINT: is_reader & has_decisions,
    Act.RECOMMEND_DISCIPLINE: is_reader & has_decisions & found_a_violation & (supervises | is_outside),
    **dict.fromkeys(
        (Act.DECIDE_DISCIPLINE, Act.IMPOSE_DISCIPLINE, Act.APPEAL_DISCIPLINE, Act.END_DISCIPLINE),
        is_reader & has_decisions & found_a_violation & decides,
    ),
}

COMPLAINTS_POLICY = Policy(
    {
        Act.FILE: anyone,
        Act.SEND: has_the_receipt & COMPLAINTS.permits(Act.SEND),
        Act.ENTER: writes_down,
        Act.LIST: receives,
        Act.SEARCH: receives,
        Act.READ: may_read,
        Act.READ_OWN: has_the_receipt,
        Act.ACKNOWLEDGE: is_reader & COMPLAINTS.permits(Act.ACKNOWLEDGE),
        Act.ROUTE: steers & is_undecided,
        Act.ADD_INTERPRETER: is_reader,
        Act.TRANSLATE: interprets,
        Act.NOTE_PLEDGE: is_administrator,
        Act.END_PLEDGE: is_administrator,
        Act.WITHDRAW: (has_the_receipt | is_reader) & is_undecided,
        Act.SAY_AGAIN: has_the_receipt & is_undecided,
        Act.GO_ON: steers & leads & is_undecided,
        Act.CLASSIFY: steers & takes_in & is_a_complaint & COMPLAINTS.permits(Act.CLASSIFY),
        Act.RECLASSIFY: steers & takes_in & is_a_complaint & says_what_it_is_about & is_undecided,
        Act.ADD_ACCUSED: is_reader & is_a_complaint & is_undecided,
        Act.TURN_OUTSIDE: is_reader & is_inside_too,
        Act.SET_KINDS: words_the_rules,
        Act.OFFER_MEDIATION: steers & takes_in & COMPLAINTS.permits(Act.OFFER_MEDIATION),
        **dict.fromkeys((Act.END_MEDIATION, Act.MEDIATED), steers & takes_in & is_in_mediation),
        **dict.fromkeys((Act.OFFICER_SAYS, Act.ARRANGE_MEDIATION), steers & takes_in & is_in_mediation),
        Act.SAY_ABOUT_MEDIATION: has_the_receipt & is_in_mediation,
        **dict.fromkeys(
            (Act.SPLIT, Act.JOIN, Act.PART),
            steers & takes_in & is_a_complaint & says_what_it_is_about & is_undecided,
        ),
        Act.ASK_RECORDING: is_reader & is_undecided,
        Act.ASSIGN: steers & takes_in & says_what_it_is_about & is_undecided & goes_by_itself,
        Act.TAKE_AWAY: steers & takes_in & is_undecided,
        Act.SIGN: has_a_key_to_it & has_the_task & has_not_signed,
        Act.RECUSE: has_a_key_to_it & has_the_task,
        Act.DECLARE: works_here,
        Act.BEGIN: steers & says_what_it_is_about & goes_by_itself & COMPLAINTS.permits(Act.BEGIN),
        **STEPS_OF_A_CASE,
        Act.APPEAL: has_the_receipt
        & (was_answered_with_another & was_checked_with_another | was_checked & COMPLAINTS.permits(Act.APPEAL)),
        Act.SET_MATRIX: words_the_rules,
        Act.SET_RULES: words_the_rules,
        Act.ANSWER: is_reader & COMPLAINTS.permits(Act.ANSWER) & is_settled & says_why,
        Act.CLOSE: is_reader & COMPLAINTS.permits(Act.CLOSE) & owes_no_discipline,
        Act.REOPEN: has_the_receipt & (was_answered_with_another | COMPLAINTS.permits(Act.REOPEN)),
        Act.WRITE_ON: has_the_receipt & is_being_written,
        Act.ADD_WORDS: has_the_receipt & is_sent,
        Act.ADD_FILES: has_the_receipt | is_reader,
        Act.WRITE: is_reader,
        Act.DRAFT: is_reader,
        Act.DROP_DRAFT: is_reader,
        Act.ASK_MACHINE: is_reader,
        Act.ADD_READER: is_reader,
        Act.REMOVE_READER: is_reader & leads,  # else whoever investigates could be alone with it
        Act.ADD_RECEIPT: has_the_receipt | (is_reader & leads),
        Act.BAR: has_the_receipt | (is_reader & leads),
        Act.LIFT_BAR: is_reader,
        Act.SWITCH_ON: is_administrator,
        Act.SWITCH_OFF: is_administrator,
    }
)
# Acts that a reader takes on a matter, in the order of its page; each asks for the unlocked key as well.
STEPS = (Act.ACKNOWLEDGE, Act.BEGIN, Act.ANSWER, Act.CLOSE)


def may_be_added(person: Person, complaint: Complaint) -> bool:
    """Whether this matter may be sealed to somebody too: intake and the outside body, or the outside body alone."""
    return handles(person, complaint)


PUBLICATION_POLICY = Policy(dict.fromkeys(PublicationAct, is_administrator))
