"""What an opened safe gives: only in the request of somebody who has unlocked it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import (
    FROM_COMPLAINANT,
    As,
    Kind,
    Sort,
    names_of,
    officers_of,
    place_of,
    reach_of,
)
from openbeat.apps.complaints.lifecycle import Said as Said
from openbeat.apps.complaints.models import Account, Draft, Turn
from openbeat.core.places import queries as places
from openbeat.core.search import tokens
from openbeat.core.vault import queries as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut, Why
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.core.vault.bunch import Keys, Opened
    from openbeat.core.vault.models import Safe

MOST = 200  # matters that are looked through at a time, the newest first


def safe_of(complaint: Complaint) -> Safe:
    """The safe of a complaint; each has one from its first word on."""
    safe = vault.safe_of(complaint)
    if safe is None:
        raise Shut(Why.LOST)
    return safe


def account_of(complaint: Complaint, opened: Opened) -> Said:
    """What somebody said happened, with all that they answered. Raises Shut where it is damaged."""
    row = Account.objects.get(complaint=complaint)
    return Said(
        words=_text(opened, row.words),
        language=complaint.language,
        happened_when=_text(opened, row.happened_when),
        happened_where=_text(opened, row.happened_where),
        about=_text(opened, row.about),
        outside_only=complaint.outside_only,
        contact=_text(opened, row.contact) == "yes",
        sort=Sort(complaint.sort),
        speaks_as=As(_text(opened, row.speaks_as) or As.SELF),
        place=place_of(_text(opened, row.place)),
        officers=officers_of(_text(opened, row.officers)),
        witnesses=_text(opened, row.witnesses),
        hopes=_text(opened, row.hopes),
        unseen=names_of(_text(opened, row.unseen)),
        reach=reach_of(_text(opened, row.reach)),
    )


def area_of(said: Said) -> Area | None:
    """The area in which somebody says it was."""
    return places.area(said.place.area) if said.place.area else None


def _text(opened: Opened, cipher: bytes) -> str:
    return opened.text(cipher).rstrip()  # filled up to a round length when it was sealed


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One message, opened; `ours` where the office wrote it."""

    kind: Kind
    words: str
    language: str
    at: datetime
    ours: bool


def turns_of(complaint: Complaint, opened: Opened) -> list[Told]:
    """What was written to and fro, oldest first. Raises Shut where it is damaged."""
    return [
        Told(kind := Kind(row.kind), _text(opened, row.words), row.language, row.at, kind not in FROM_COMPLAINANT)
        for row in Turn.objects.filter(complaint=complaint).order_by("number")
    ]


def draft_of(complaint: Complaint, person: Person, opened: Opened) -> tuple[str, str] | None:
    """What somebody began to write and its language, opened; None where there is nothing."""
    row = Draft.objects.filter(complaint=complaint, person=person, form="message").first()
    return (_text(opened, row.words), row.language) if row else None


@dataclass(frozen=True, slots=True)
class Found:
    """The matters in which the words stand, how many were looked through, and how many did not open.

    `older` were not looked through yet: they begin after `next`.
    """

    complaints: tuple[Complaint, ...]
    looked: int
    shut: int = 0
    older: int = 0
    next: int = 0


def matching(looked_through: Iterable[Complaint], asked: str, keys: Keys) -> Found:
    """Open each of these matters and say in which the words stand: all of them, each as the beginning of a word."""
    wanted, looked = tokens.asked(asked), list(looked_through)
    written = _written(looked, keys)
    found = [complaint for complaint in looked if _stand_in(wanted, written.get(complaint.pk, set()))]
    return Found(tuple(found), len(written), len(looked) - len(written))


def _stand_in(wanted: Collection[str], written: set[str]) -> bool:
    return bool(wanted) and all(any(word.startswith(one) for word in written) for one in wanted)


def _written(complaints: list[Complaint], keys: Keys) -> dict[int, set[str]]:
    """All words of each of these complaints that opens, with four queries, however many there are."""
    opened = vaults.opened_of(vault.safes_of([Ref.of(complaint) for complaint in complaints]).values(), keys)
    open_ones = {complaint.pk: opened[ref] for complaint in complaints if (ref := Ref.of(complaint)) in opened}
    sealed: dict[int, list[bytes]] = {pk: [] for pk in open_ones}
    for row in Account.objects.filter(complaint__in=open_ones).order_by("pk"):
        sealed[row.complaint_id] += [
            row.words, row.happened_when, row.happened_where, row.about, row.officers, row.witnesses, row.hopes
        ]  # fmt: skip
    for turn in Turn.objects.filter(complaint__in=open_ones).order_by("pk"):
        sealed[turn.complaint_id].append(turn.words)
    found = {}
    for pk, ciphers in sealed.items():
        with suppress(Shut):  # damaged: it counts as one that did not open
            found[pk] = {word for cipher in ciphers for word in tokens.words(_text(open_ones[pk], cipher))}
    return found
