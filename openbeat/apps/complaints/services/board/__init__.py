"""Every act of and for the review board; one function each."""

from openbeat.apps.complaints.services.board.answering import recommend, reply
from openbeat.apps.complaints.services.board.packets import (
    add_file,
    add_part,
    content_of,
    make_packet,
    opened,
    send_packet,
)
from openbeat.apps.complaints.services.board.reviewing import recuse, say, vote
from openbeat.apps.complaints.services.board.sittings import call_off, choose_name, notice_sitting

__all__ = [
    "add_file",
    "add_part",
    "call_off",
    "choose_name",
    "content_of",
    "make_packet",
    "notice_sitting",
    "opened",
    "recommend",
    "recuse",
    "reply",
    "say",
    "send_packet",
    "vote",
]
