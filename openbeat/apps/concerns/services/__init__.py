"""Every act on a concern; one function each."""

from openbeat.apps.concerns.services.acknowledging import acknowledge, correct
from openbeat.apps.concerns.services.answering import answer, confirm, reopen
from openbeat.apps.concerns.services.ending import merge, no_action, not_ours
from openbeat.apps.concerns.services.looking import look, opened, show_again
from openbeat.apps.concerns.services.mail import add_by_mail, open_up, raise_by_mail, tell_owner
from openbeat.apps.concerns.services.owning import (
    chart,
    claim,
    move,
    planned,
    say_language,
    sort,
    started,
    take_up,
    work_done,
)
from openbeat.apps.concerns.services.questions import publish_question, withdraw_question
from openbeat.apps.concerns.services.raising import enter_concern, raise_concern
from openbeat.apps.concerns.services.replies import drop_draft, forget_drafts, publish_draft, take_reply
from openbeat.apps.concerns.services.steps import forget_words
from openbeat.apps.concerns.services.timing import commander_of, escalate, nudge, shift
from openbeat.apps.concerns.services.wishes import ask_to_reopen, decide, has_said, me_too, show_wish_again, unsay

__all__ = [
    "acknowledge",
    "add_by_mail",
    "answer",
    "ask_to_reopen",
    "chart",
    "claim",
    "commander_of",
    "confirm",
    "correct",
    "decide",
    "drop_draft",
    "enter_concern",
    "escalate",
    "forget_drafts",
    "forget_words",
    "has_said",
    "look",
    "me_too",
    "merge",
    "move",
    "no_action",
    "not_ours",
    "nudge",
    "open_up",
    "opened",
    "planned",
    "publish_draft",
    "publish_question",
    "raise_by_mail",
    "raise_concern",
    "reopen",
    "say_language",
    "shift",
    "show_again",
    "show_wish_again",
    "sort",
    "started",
    "take_reply",
    "take_up",
    "tell_owner",
    "unsay",
    "withdraw_question",
    "work_done",
]
