"""A packet of a case for the board: made part by part from what was blacked out, sealed to the members, and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle.board import BoardAct, PartSort, StaysOut
from openbeat.apps.complaints.models import Packet, PacketPart, Recusal
from openbeat.apps.complaints.notices import PACKET
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board, summaries
from openbeat.apps.complaints.services.steps import locked, sealed
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.arriving import Arrival
from openbeat.core.files.checking import Unfit
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.notices import services as notices
from openbeat.core.redaction import texts
from openbeat.core.vault import queries as safes
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut, Why
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.evidence.models import SealedFile
    from openbeat.core.evidence.queries import Meta
    from openbeat.core.redaction.pages import Made
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.models import Safe
    from openbeat.kit.actors import Actor

NO_MEMBERS = _("Nobody on the review board can get this: there is no member with a key who has no part in it.")
EMPTY = _("There is nothing in this packet yet.")
DESK = "/complaints/board/desk/"
SENT = _("This packet was sent. Make a new one.")
NAMES = _("These words name an officer as this case does: %(names)s. Black them out first.")


def safe_of_packet(packet: Packet) -> Safe:
    """The safe of a packet. Raises Shut where it has none any more."""
    if safe := safes.safe_of(packet):
        return safe
    raise Shut(Why.LOST)


@transaction.atomic
def make_packet(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Packet:
    """Begin a packet of this case, or go on with the one that is not sent. Raises Refused; Shut while locked."""
    complaint = locked(complaint)
    POLICY.require(by, BoardAct.MAKE_PACKET, complaint)
    vault.opened(queries.safe_of(complaint), keys)
    if packet := board.being_made(complaint):
        return packet
    readers, barred = board.first_readers_of_packet(complaint, at)
    if not safes.keys_of(readers):
        raise Refused(NO_MEMBERS)
    assert by.person is not None  # noqa: S101  only a person is a reader
    number = len(board.packets_in(complaint)) + 1
    packet = Packet.objects.create(complaint=complaint, round=number, made_by=by.person, made_at=at)
    vault.make(packet, readers=readers, code="", outside_only=False, by=by, at=at)
    for person in barred:
        Recusal.objects.create(packet=packet, person=person, bar=StaysOut.APPEARS, at=at)
    ledger.record(BoardAct.MAKE_PACKET, packet, by=by, at=at, barred=len(barred))
    return packet


def _unsent(packet: Packet, act: BoardAct, *, by: Actor) -> Packet:
    complaint = locked(packet.complaint)
    packet = Packet.objects.select_for_update().get(pk=packet.pk)
    POLICY.require(by, act, complaint)
    if packet.sent_at:
        raise Refused(SENT)
    return packet


@transaction.atomic
def add_part(packet: Packet, sort: PartSort, words: Words, *, keys: Keys, by: Actor, at: datetime) -> PacketPart:
    """Add words that were blacked out. Raises Refused, also where they name an officer of it; Shut while locked."""
    packet = _unsent(packet, BoardAct.ADD_PART, by=by)
    complaint = packet.complaint
    opened = vault.opened(queries.safe_of(complaint), keys)
    if left := texts.standing(texts.TOKEN.sub(" ", words.text), summaries.names_in(complaint, opened)):
        raise Refused(NAMES % {"names": ", ".join(left)})
    packet.parts_made += 1
    packet.save(update_fields=["parts_made"])
    assert by.person is not None  # noqa: S101  only a person is a reader
    part = PacketPart.objects.create(
        packet=packet, number=packet.parts_made, sort=sort, words=sealed(safe_of_packet(packet), words.text),
        language=words.language, by=by.person, at=at,
    )  # fmt: skip
    ledger.record(BoardAct.ADD_PART, packet, by=by, at=at, sort=str(sort))
    return part


@transaction.atomic
def add_file(packet: Packet, made: Made, name: str, *, by: Actor, at: datetime) -> Packet:
    """Add pages that were blacked out, as a sealed file. Raises Refused."""
    packet = _unsent(packet, BoardAct.ADD_PART, by=by)
    arrival = Arrival(name)
    try:
        arrival.take(made.pdf)
        arrival.finish()
        if arrival.arrived is None:
            raise arrival.unfit or Unfit(EMPTY)
        evidence.keep(arrival.arrived, safe_of_packet(packet), by=by, at=at)
    except Unfit as fault:
        raise Refused(str(fault)) from fault
    packet.parts_made += 1
    packet.save(update_fields=["parts_made"])
    ledger.record(BoardAct.ADD_PART, packet, by=by, at=at, sort="file")
    return packet


@transaction.atomic
def send_packet(packet: Packet, *, by: Actor, at: datetime) -> Packet:
    """Let the members read it. Raises Refused."""
    packet = _unsent(packet, BoardAct.SEND_PACKET, by=by)
    if not packet.parts_made:
        raise Refused(EMPTY)
    packet.sent_at = at
    packet.save(update_fields=["sent_at"])
    ledger.record(BoardAct.SEND_PACKET, packet, by=by, at=at, round=packet.round)
    for wrap in safes.readers(safe_of_packet(packet)):
        notices.tell(PACKET, wrap.reader, about=None, at=at, link=DESK)
    return packet


def content_of(file: SealedFile, meta: Meta) -> bytes:
    """A file of a case in clear, in memory alone; raises Shut. Record the reading."""
    return b"".join(evidence.content(file, meta))


def opened(packet: Packet, why: str, *, by: Actor, at: datetime) -> None:
    """Record that a packet is shown, by whom, when and why, where a page answers to a form."""
    ledger.record(Reading.OPEN, packet, by=by, at=at, why=why)
