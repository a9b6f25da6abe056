"""What comes of the votes: a recommendation in public words, and the department's answer to it by a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import CHECKED, Act
from openbeat.apps.complaints.lifecycle.board import BoardAct, BoardOwed, Reply, Result, result_of
from openbeat.apps.complaints.models import BoardVote, Reception, Recommendation
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board
from openbeat.apps.complaints.services.board.reviewing import sitting
from openbeat.apps.complaints.services.steps import locked, step
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Packet
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys

NO_QUORUM = _("More than half of the members who have no part in this case must vote first.")
ANSWERED = _("The department has answered this already.")


@transaction.atomic
def recommend(
    packet: Packet, words: Words, disagrees: Collection[int], *, keys: Keys, by: Person, at: datetime
) -> Recommendation:
    """Say in public words what more than half voted for: the department owes an answer by a date. A case that is being
    checked goes back to work where more work is needed.

    Raises Refused outside a sitting and without a quorum; Shut while locked.
    """
    locked(
        packet.complaint
    )  # before its packet, as whoever makes one does: else two could wait for each other for good
    packet = sitting(packet, BoardAct.RECOMMEND, keys=keys, by=by, at=at)
    votes = list(BoardVote.objects.filter(packet=packet).order_by("pk").values_list("vote", flat=True))
    if len(votes) < board.votes_needed(packet, at):
        raise Refused(NO_QUORUM)
    result, year = result_of(votes), at.astimezone(department.zone()).year
    row = Recommendation.objects.create(
        packet=packet, year=year, number=_next_number(year), result=result, words=words.text, language=words.language,
        disagrees=sorted(disagrees), by=by, made_at=at,
    )  # fmt: skip
    ledger.record(BoardAct.RECOMMEND, row, by=by, at=at, number=row.number_said, result=str(result))
    whole = places.root()
    post = places.post(whole, Role.COMMANDER) if whole else None
    loop.owe(BoardOwed.REPLY, row, debtor=Debtor(whole, post), at=at)
    if result == Result.MORE_WORK:
        _send_back(packet, by=by, at=at)
    return row


def _send_back(packet: Packet, *, by: Person, at: datetime) -> None:
    complaint = locked(packet.complaint)
    if complaint.stage in CHECKED:
        step(complaint, Act.SEND_BACK, by=by, at=at, checked_by=None, decided_by=None)


def _next_number(year: int) -> int:
    """One more than the last of the year; nobody else gives a number until this transaction ends."""
    Reception.objects.select_for_update().order_by("pk").first()
    rows = Recommendation.objects.filter(year=year).order_by("-number").values_list("number", flat=True)
    return (rows.first() or 0) + 1


@transaction.atomic
def reply(recommendation: Recommendation, answer: Reply, words: Words, *, by: Person, at: datetime) -> Recommendation:
    """Answer the board, with a reason that everybody reads: the promise is kept. Raises Refused."""
    row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    POLICY.require(by, BoardAct.REPLY, row)
    if row.reply:
        raise Refused(ANSWERED)
    row.reply, row.reply_words, row.reply_words_language = answer, words.text, words.language
    row.replied_by, row.replied_at = by, at
    row.save()
    ledger.record(BoardAct.REPLY, row, by=by, at=at, number=row.number_said, reply=str(answer))
    loop.keep(BoardOwed.REPLY, row, at=at)
    return row
