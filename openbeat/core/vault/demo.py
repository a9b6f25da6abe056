"""Makers: a vault that is ready, and people with keys; with throwaway keys that are known to tests and the town."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from openbeat.core.vault import crypt, queries
from openbeat.core.vault.bunch import Keys
from openbeat.core.vault.models import Side
from openbeat.core.vault.services import halves, keys
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BUILDER = program("example town", "administrator")
PASSPHRASE = "amber-canal-lantern-orchard-pebble-velvet"  # noqa: S105  of everybody in the town; it is invented


@dataclass(slots=True, repr=False)
class Known:
    """What nobody else would know: both halves of recovery, and everybody's key."""

    inside: str
    outside: str
    people: dict[int, str] = field(default_factory=dict)

    def keys(self, person: Person) -> Keys:
        """What this person has when their key is unlocked."""
        return Keys.of(self.people[person.pk])


@cache
def made(_number: int) -> keys.Fresh:
    """Stretching takes half a second: once for each of the cast, not once for each test."""
    return keys.fresh(PASSPHRASE)


def a_vault(*people: Person, at: datetime) -> Known:
    """Make both halves, and a key with PASSPHRASE for each of these people who has none."""
    known = Known(crypt.new_identity(), crypt.new_identity())
    for side, identity in ((Side.INSIDE, known.inside), (Side.OUTSIDE, known.outside)):
        holder = "City clerk" if side == Side.OUTSIDE else "Records office"
        halves.new_half(side, crypt.recipient_of(identity), holder=holder, by=BUILDER, at=at)
    more_keys(known, *people, at=at)
    return known


def more_keys(known: Known, *people: Person, at: datetime) -> None:
    """Make a key with PASSPHRASE for each of these people who has none, and know it."""
    for person in people:
        if queries.key_of(person) is None:
            fresh = made(len(known.people))
            keys.make_key(person, fresh, by=person, at=at)
            known.people[person.pk] = fresh.identity
