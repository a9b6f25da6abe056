"""Wrapping a safe's identity for one who may open it: the file first, then the row; and throwing it away again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.vault import barred, crypt, queries, store
from openbeat.core.vault.models import Half, Key, Safe, Side, Sort, Wrap
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor

BARRED = _("This matter is kept from this person. It cannot be sealed to them.")


def locked(safe: Safe) -> Safe:
    """The safe's row, held for this transaction: two who add and remove at once come one after the other."""
    return Safe.objects.select_for_update(of=("self",)).get(pk=safe.pk)


def held(people: Iterable[int]) -> list[Key]:
    """The keys that these people have now, held for this transaction: none of them ends before it is over.

    Keys are held before the rows of safes, by everybody who holds both.
    """
    people = list(people)
    while True:
        keys = list(queries.keys_of(people).values())
        rows = Key.objects.select_for_update(of=("self",)).filter(pk__in=[key.pk for key in keys]).order_by("pk")
        if not any(row.retired_at for row in rows):  # else one ended while it was waited for: there is another now
            return keys


def for_person(safe: Safe, identity: str, key: Key, *, by: Actor, at: datetime) -> Wrap:
    """Wrap it to a person's key; who has it already keeps it. Raises Refused for whom it is kept from."""
    if barred.is_barred(safe.kind, safe.key, key.person_id):
        raise Refused(BARRED)
    whose = {"sort": Sort.PERSON, "recipient": key.recipient, "reader_id": key.person_id}
    return _once(safe, partial(_write, identity, key.recipient), by=by.person, since=at, **whose)


def for_code(safe: Safe, identity: str, code: str, *, by: Actor, at: datetime) -> Wrap:
    """Wrap it to the identity of a receipt's code."""
    return for_known_code(safe, identity, crypt.recipient_of(crypt.identity_of_code(code)), by=by, at=at)


def for_known_code(safe: Safe, identity: str, recipient: str, *, by: Actor, at: datetime) -> Wrap:
    """The same for a code of which only the recipient is known, from another safe that it opens."""
    whose = {"sort": Sort.CODE, "recipient": recipient}
    return _once(safe, partial(_write, identity, recipient), by=by.person, since=at, **whose)


def for_recovery(safe: Safe, identity: str, halves: dict[str, Half], *, by: Actor, at: datetime) -> Wrap:
    """Wrap it to the outside half and the result to the inside half, in place of what was for other halves."""
    inside, outside = halves[Side.INSIDE], halves[Side.OUTSIDE]
    for old in queries.wraps(safe).filter(sort=Sort.RECOVERY):
        if (old.inside_id, old.outside_id) == (inside.pk, outside.pk):
            return old
        throw_away([old], at=at)
    return _once(
        safe, partial(write_recovery, identity, inside, outside), sort=Sort.RECOVERY, recipient=inside.recipient,
        inside=inside, outside=outside, by=by.person, since=at,
    )  # fmt: skip


def write_recovery(identity: str, inside: Half, outside: Half) -> str:
    """The file that only both halves open; gives its token."""
    return store.write(crypt.nested(identity.encode(), inner=outside.recipient, outer=inside.recipient))


def _write(identity: str, recipient: str) -> str:
    return store.write(crypt.seal(identity.encode(), recipient))


def _once(safe: Safe, write: partial[str], **facts: object) -> Wrap:
    there = queries.wraps(safe).filter(recipient=facts["recipient"]).first()
    return there or Wrap.objects.create(safe=safe, token=write(), **facts)


def throw_away(wraps: list[Wrap], *, at: datetime) -> int:
    """End these rows now, and take their files away once the transaction is through; gives how many."""
    ended = Wrap.objects.filter(pk__in=[wrap.pk for wrap in wraps], removed_at=None).update(removed_at=at)
    for wrap in wraps:
        transaction.on_commit(partial(store.discard, wrap.token), robust=True)  # else the sweeper does it
    return ended
