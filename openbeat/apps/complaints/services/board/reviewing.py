"""What a member does with a packet: stay out of it, say something about it, vote on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import BoardAct, StaysOut, Vote
from openbeat.apps.complaints.models import BoardVote, Packet, Recusal, Remark
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board
from openbeat.apps.complaints.services.board.packets import safe_of_packet
from openbeat.apps.complaints.services.steps import sealed
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys

VOTED = _("You have voted in this case already.")
OVER = _("The board has made its recommendation in this case.")
NOT_CHOSEN = _("Nobody says this of themselves.")


def asked(packet: Packet, act: BoardAct, *, by: Person) -> Packet:
    """Lock a packet and ask the policy; raises Refused."""
    packet = Packet.objects.select_for_update().get(pk=packet.pk)
    POLICY.require(by, act, packet)
    return packet


def sitting(packet: Packet, act: BoardAct, *, keys: Keys, by: Person, at: datetime) -> Packet:
    """The same for what happens only while the board sits and the key is unlocked; raises Refused, or Shut."""
    packet = asked(packet, act, by=by)
    if not (verdict := board.may_speak(at)):
        raise Refused(verdict.reason)
    if hasattr(packet, "recommendation"):
        raise Refused(OVER)
    vault.opened(safe_of_packet(packet), keys)
    return packet


@transaction.atomic
def recuse(packet: Packet, bar: StaysOut, *, by: Person, at: datetime) -> Recusal:
    """Stay out of a case: from now on its packet opens with one's key no more. Raises Refused."""
    packet = asked(packet, BoardAct.RECUSE, by=by)
    if bar == StaysOut.APPEARS:
        raise Refused(NOT_CHOSEN)
    if BoardVote.objects.filter(packet=packet, person=by).exists():
        raise Refused(VOTED)
    vault.remove(safe_of_packet(packet), by, by=by, at=at)
    row = Recusal.objects.create(packet=packet, person=by, bar=bar, at=at)
    ledger.record(BoardAct.RECUSE, packet, by=by, at=at, bar=str(bar))
    return row


@transaction.atomic
def say(packet: Packet, words: Words, *, keys: Keys, by: Person, at: datetime) -> Remark:
    """Say something about a case to the others who review it. Raises Refused outside a sitting; Shut while locked."""
    packet = sitting(packet, BoardAct.SAY, keys=keys, by=by, at=at)
    packet.said += 1
    packet.save(update_fields=["said"])
    row = Remark.objects.create(
        packet=packet, number=packet.said, words=sealed(safe_of_packet(packet), words.text), language=words.language,
        by=by, at=at,
    )  # fmt: skip
    ledger.record(BoardAct.SAY, packet, by=by, at=at)
    return row


@transaction.atomic
def vote(packet: Packet, choice: Vote, reason: Words, *, keys: Keys, by: Person, at: datetime) -> BoardVote:
    """Vote once, with a reason. Raises Refused outside a sitting and the second time; Shut while locked."""
    packet = sitting(packet, BoardAct.VOTE, keys=keys, by=by, at=at)
    if BoardVote.objects.filter(packet=packet, person=by).exists():
        raise Refused(VOTED)
    row = BoardVote.objects.create(
        packet=packet, person=by, vote=choice, reason=sealed(safe_of_packet(packet), reason.text),
        language=reason.language, at=at,
    )  # fmt: skip
    ledger.record(BoardAct.VOTE, packet, by=by, at=at)
    return row
