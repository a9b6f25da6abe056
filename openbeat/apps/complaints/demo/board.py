"""Makers of the review board: three residents with keys, a packet, a sitting, a vote, what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Words
from openbeat.apps.complaints.lifecycle.board import PartSort, Reply, Vote
from openbeat.apps.complaints.policies.board import BOARD
from openbeat.apps.complaints.services import board
from openbeat.apps.complaints.services.board.sittings import When
from openbeat.core.people import demo as people
from openbeat.core.people.demo import NOON, Part
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.vault import demo as vaults

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.demo import Office
    from openbeat.apps.complaints.models import Complaint, Packet, Recommendation, Sitting
    from openbeat.core.hooks.demo import Town
    from openbeat.core.people.models import Person

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LOCKED: Any = {"second": True, "passphrase": vaults.PASSPHRASE}
BEA = Part("bea", "Bea Okafor", _("A resident on the review board, who leads its sittings."), **LOCKED)
BORA = Part("bora", "Bora Lim", _("A resident on the review board."), **LOCKED)
BRUNO = Part("bruno", "Bruno Salas", _("A resident on the review board, who knows many people."), **LOCKED)
OKORO = Part("okoro", "Chief Okoro", _("Leads the department, and answers the review board."), second=True)
for part in (BEA, BORA, BRUNO, OKORO):
    people.introduce(part)

REDACTED = Words("{redacted_person} says that {redacted_officer} shouted and took a telephone.", "en")
WHY = Words("The video begins too late to show what was said.", "en")
RECOMMENDED = Words("The finding should be looked at again: nobody asked the driver of the bus.", "en")
ANSWERED = Words("The driver will be asked. The finding stays until then.", "en")


def a_board(office: Office, at: datetime = NOON - 60 * DAY) -> tuple[Person, Person, Person]:
    """Bea, Bora and Bruno, each with a key."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    bea, bora, bruno = (people.appear(part, [(BOARD, whole)], at) for part in (BEA, BORA, BRUNO))
    vaults.more_keys(office.known, bea, bora, bruno, at=at)
    return bea, bora, bruno


def a_packet(office: Office, complaint: Complaint, at: datetime = NOON) -> Packet:
    """A packet with one part, sent by Ines."""
    keys = office.keys(office.ines)
    packet = board.make_packet(complaint, keys=keys, by=office.ines, at=at)
    board.add_part(packet, PartSort.ACCOUNT, REDACTED, keys=keys, by=office.ines, at=at)
    return board.send_packet(packet, by=office.ines, at=at)


def a_sitting(by: Person, starts: datetime, *, noticed: timedelta = 4 * DAY) -> Sitting:
    """Two hours in the library, announced so long before."""
    when = When(starts, starts + 2 * HOUR, "Library, room 2, and on the city's channel", "en")
    return board.notice_sitting(when, by=by, at=starts - noticed)


def votes(office: Office, packet: Packet, cast: dict[Person, Vote], at: datetime) -> None:
    """These people vote."""
    for person, choice in cast.items():
        board.vote(packet, choice, WHY, keys=office.keys(person), by=person, at=at)


def recommended(office: Office, complaint: Complaint, who: tuple[Person, ...], at: datetime) -> Recommendation:
    """These people disagree with what was found, in a sitting that is on at this moment, and say so."""
    packet = a_packet(office, complaint, at - DAY)
    votes(office, packet, dict.fromkeys(who, Vote.DISAGREE), at)
    return board.recommend(packet, RECOMMENDED, [1], keys=office.keys(who[0]), by=who[0], at=at)


def a_disagreement(office: Office, complaint: Complaint, starts: datetime) -> Recommendation:
    """A board, a sitting at this moment, two against nobody, and what it recommends."""
    bea, bora, _bruno = a_board(office)
    a_sitting(bea, starts)
    return recommended(office, complaint, (bea, bora), starts + HOUR)


def a_chief(at: datetime = NOON - 60 * DAY) -> Person:
    """Who leads the department."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    return people.appear(OKORO, [(Role.COMMANDER, whole)], at)


def answered(recommendation: Recommendation, by: Person, at: datetime) -> Recommendation:
    """The department accepts it in part."""
    return board.reply(recommendation, Reply.PARTLY, ANSWERED, by=by, at=at)


def make(town: Town, office: Office, complaint: Complaint) -> None:
    """The board of Alder Falls disagreed with a case, was answered in part, and sits again next week."""
    recommendation = a_disagreement(office, complaint, town.at(25, 18))
    answered(recommendation, a_chief(town.at(380)), town.at(10, 11))
    bea = recommendation.by
    a_sitting(bea, town.now + 7 * DAY, noticed=8 * DAY)
