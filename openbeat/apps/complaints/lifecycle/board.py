"""The review board of residents: what it does, how its members vote, why one stays out, how the department answers."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BoardAct(StrEnum):
    """What is done in and for the board; written into the ledger under these names."""

    MAKE_PACKET = "make_packet"
    ADD_PART = "add_packet_part"
    SEND_PACKET = "send_packet"
    RECUSE = "recuse"
    NOTICE = "notice_sitting"
    CANCEL = "cancel_sitting"
    SAY = "say_in_board"
    VOTE = "vote_in_board"
    RECOMMEND = "recommend_to_department"
    REPLY = "answer_board"
    CHOOSE_NAME = "choose_board_name"
    # Doors that are seen through, and never acts on record.
    READ = "read_packet"
    LIST = "list_packets"


class BoardOwed(StrEnum):
    """What the department promises the board; how many days is the department's to say."""

    REPLY = "complaints.board_answer"


class Vote(models.TextChoices):
    """What a member says of what was found."""

    AGREE = "agree", pgettext_lazy("vote of the board", "agree")
    DISAGREE = "disagree", pgettext_lazy("vote of the board", "disagree")
    MORE_WORK = "more_work", pgettext_lazy("vote of the board", "more work is needed")


class Result(models.TextChoices):
    """What came of the votes: more than half of those who voted, or nothing that more than half want."""

    AGREE = "agree", pgettext_lazy("result of the board", "The board agrees")
    DISAGREE = "disagree", pgettext_lazy("result of the board", "The board disagrees")
    MORE_WORK = "more_work", pgettext_lazy("result of the board", "The board asks for more work")
    TIE = "tie", pgettext_lazy("result of the board", "The board is divided")


class StaysOut(models.TextChoices):
    """Why a member stays out of a case."""

    RELATIVE = "relative", _("A relative or a friend has a part in it")
    WORK = "work", _("I work, or have worked, with somebody who has a part in it")
    SPOKE = "spoke", _("I have said in public what I think of it")
    OTHER = "other", _("Another reason why I could not be fair")
    APPEARS = "appears", _("Appears in the case")  # found by the program, never chosen


CHOSEN = tuple(choice for choice in StaysOut.choices if choice[0] != StaysOut.APPEARS)


class Reply(models.TextChoices):
    """What the department says to a recommendation."""

    ACCEPTED = "accepted", pgettext_lazy("answer to the board", "accepted")
    PARTLY = "partly", pgettext_lazy("answer to the board", "accepted in part")
    REJECTED = "rejected", pgettext_lazy("answer to the board", "rejected")


class PartSort(models.TextChoices):
    """What a part of a packet was made from."""

    ACCOUNT = "account", _("What somebody said happened")
    FINDING = "finding", _("What was found, and why")
    ENTRY = "entry", _("From the file of the case")
    ANSWER = "answer", _("The answer to whoever complained")


def quorum(members: int) -> int:
    """How many of those who may vote must have voted: more than half."""
    return members // 2 + 1


def result_of(votes: list[str]) -> Result:
    """What more than half of those who voted want; a tie where nothing is."""
    for vote in Vote:
        if votes.count(vote) * 2 > len(votes):
            return Result(vote.value)
    return Result.TIE
