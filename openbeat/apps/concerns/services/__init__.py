"""Every act on a concern; one function each."""

from openbeat.apps.concerns.services.answering import answer, confirm, reopen
from openbeat.apps.concerns.services.looking import look, opened, show_again
from openbeat.apps.concerns.services.mail import add_by_mail, open_up, raise_by_mail, tell_owner
from openbeat.apps.concerns.services.owning import chart, claim, move, sort, started, take_up, work_done
from openbeat.apps.concerns.services.raising import enter_concern, raise_concern
from openbeat.apps.concerns.services.replies import take_reply
from openbeat.apps.concerns.services.telling import agree

__all__ = [
    "add_by_mail",
    "agree",
    "answer",
    "chart",
    "claim",
    "confirm",
    "enter_concern",
    "look",
    "move",
    "open_up",
    "opened",
    "raise_by_mail",
    "raise_concern",
    "reopen",
    "show_again",
    "sort",
    "started",
    "take_reply",
    "take_up",
    "tell_owner",
    "work_done",
]
