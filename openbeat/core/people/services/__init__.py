"""Every act about people; one function each."""

from openbeat.core.people.facts import Asked, Contact, Details, Newcomer, Question, Reach, Terms
from openbeat.core.people.services.asking import (
    address_link,
    agree_address,
    ask,
    ask_address,
    asked,
    forget_questions,
    locked_question,
    question_token,
    take_contact,
    use_question,
)
from openbeat.core.people.services.demands import answer_demand, record_demand
from openbeat.core.people.services.details import (
    add_way,
    change_details,
    prefer_way,
    remove_way,
    stop_way,
)
from openbeat.core.people.services.entry import (
    claim,
    confirm_email,
    enter_for_somebody,
    merge,
    register,
    remove_unconfirmed,
)
from openbeat.core.people.services.farewell import export, forget
from openbeat.core.people.services.posts import appoint, dismiss, first_administrator, give_badge, set_term
from openbeat.core.people.services.security import (
    give_recovery_codes,
    give_second_factor,
    reset_second_factor,
    sign_out_everywhere,
)

__all__ = [
    "Asked",
    "Contact",
    "Details",
    "Newcomer",
    "Question",
    "Reach",
    "Terms",
    "add_way",
    "address_link",
    "agree_address",
    "answer_demand",
    "appoint",
    "ask",
    "ask_address",
    "asked",
    "change_details",
    "claim",
    "confirm_email",
    "dismiss",
    "enter_for_somebody",
    "export",
    "first_administrator",
    "forget",
    "forget_questions",
    "give_badge",
    "give_recovery_codes",
    "give_second_factor",
    "locked_question",
    "merge",
    "prefer_way",
    "question_token",
    "record_demand",
    "register",
    "remove_unconfirmed",
    "remove_way",
    "reset_second_factor",
    "set_term",
    "sign_out_everywhere",
    "stop_way",
    "take_contact",
    "use_question",
]
