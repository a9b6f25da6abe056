"""Keys of people: made, unlocked, locked under another passphrase, changed for a new one, ended.

What stretches a passphrase touches no database, so that no transaction waits for it; what writes is handed the result.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import services as ledger
from openbeat.core.vault import crypt, queries, store, telling, vouching
from openbeat.core.vault.bunch import Keys
from openbeat.core.vault.models import Key, Safe, Side, Sort, Wrap
from openbeat.core.vault.policies import KEYS_POLICY, Act
from openbeat.core.vault.services import unlocking, wrapping
from openbeat.core.vault.services.safes import opened
from openbeat.core.vault.turns import turn
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

LEAVING = program("forgotten")
WRONG = _("This is not the passphrase. Look at each word on your note, and type it again.")
GONE = _("The file of this key is missing on this machine. Tell your administrator: it must come from a backup.")
HAS_ONE = _("You have a key already.")
STRANGE = _("What stands here as your key is not what this program wrote. Tell your administrator.")
NONE = _("You have no key yet. Make one first.")


def plain(passphrase: str) -> str:
    """The same letters from every keyboard: an accent may be one sign or two."""
    return unicodedata.normalize("NFKC", passphrase).strip()


@dataclass(frozen=True, slots=True, repr=False)
class Fresh:
    """An identity, and the same locked under a passphrase; in memory only."""

    identity: str
    locked: bytes

    @property
    def recipient(self) -> str:
        """To what others seal."""
        return crypt.recipient_of(self.identity)

    def __repr__(self) -> str:
        return "<Fresh>"


def fresh(passphrase: str, identity: str = "") -> Fresh:
    """Lock an identity (a new one, where none is given) under a passphrase. Slow; raises Refused when all are busy."""
    identity = identity or crypt.new_identity()
    with turn():
        return Fresh(identity, crypt.lock(identity, plain(passphrase)))


def unlocked(key: Key | None, passphrase: str) -> str:
    """The identity of a key. Slow; raises Refused for a wrong passphrase, no key, or when all places are busy."""
    if key is None:
        raise Refused(NONE)
    try:
        locked = store.read(key.token)
        with turn():
            return crypt.unlock(locked, plain(passphrase), key.recipient)
    except FileNotFoundError:
        raise Refused(GONE) from None
    except crypt.NotOpened:
        raise Refused(WRONG) from None


@transaction.atomic
def make_key(person: Person, made: Fresh, *, by: Actor, at: datetime) -> Key:
    """Keep a person's first key. Raises Refused where there is one."""
    KEYS_POLICY.require(by, Act.MAKE_KEY, person)
    if queries.key_of(person):
        raise Refused(HAS_ONE)
    if Key.objects.filter(person=person, retired_at=None).exists():
        raise Refused(STRANGE)
    key = _kept(person, made, at=at)
    ledger.record(Act.MAKE_KEY, key, by=by, at=at)
    telling.key_changed(person, at)
    return key


def _kept(person: Person, made: Fresh, *, at: datetime) -> Key:
    key = Key(
        person=person, recipient=made.recipient, token=store.write(made.locked), made_at=at, passphrase_at=at,
        **_for_recovery(made.identity),
    )  # fmt: skip
    key.mark = vouching.mark_of(key)
    key.save()
    return key


def _for_recovery(identity: str) -> dict[str, object]:
    there = queries.halves()
    if len(there) < len(Side):
        return {}
    inside, outside = there[Side.INSIDE], there[Side.OUTSIDE]
    return {"recovery": wrapping.write_recovery(identity, inside, outside), "inside": inside, "outside": outside}


@transaction.atomic
def change_passphrase(person: Person, made: Fresh, *, browser: str = "", by: Actor, at: datetime) -> Key:
    """Lock the same identity anew: this file alone changes, no matter does. Other browsers lock. Raises Refused."""
    key = _mine(person)
    if made.recipient != key.recipient:
        raise Refused(WRONG)
    transaction.on_commit(partial(store.discard, key.token), robust=True)
    key.token, key.passphrase_at = store.write(made.locked), at
    key.save(update_fields=["token", "passphrase_at"])
    unlocking.forget_person(person, but=browser)
    ledger.record(Act.CHANGE_PASSPHRASE, key, by=by, at=at)
    telling.key_changed(person, at)
    return key


def _mine(person: Person) -> Key:
    key = Key.objects.select_for_update(of=("self",)).filter(person=person, retired_at=None).first()
    if key is None:
        raise Refused(NONE)
    return key


@transaction.atomic
def renew_key(person: Person, made: Fresh, *, keys: Keys, by: Actor, at: datetime) -> Key:
    """Take a new key in place of the old one, which opens all that the person reads: it is wrapped anew.

    Raises Refused without the old one: whoever lost its passphrase needs recovery.
    """
    KEYS_POLICY.require(by, Act.ROTATE_KEY, person)
    old = _mine(person)
    if old.recipient not in keys.identities:
        raise Refused(WRONG)
    safes = [wrapping.locked(safe) for safe in queries.reads(person)]
    identities = {safe.pk: opened(safe, keys).identity for safe in safes}
    _retire(old, at=at)
    key = _kept(person, made, at=at)
    for safe in safes:
        wrapping.for_person(safe, identities[safe.pk], key, by=by, at=at)
        ledger.record(Act.ROTATE_KEY, safe.ref, by=by, at=at)
    ledger.record(Act.ROTATE_KEY, key, by=by, at=at, matters=len(safes))
    telling.key_changed(person, at)
    return key


def _leaves(safes: list[Safe], person: Person, *, by: Actor, at: datetime) -> None:
    for safe in safes:
        ledger.record(Act.REMOVE_READER, safe.ref, by=by, at=at, reader=person.pk, sort=Sort.PERSON.value)


def _retire(key: Key, *, at: datetime) -> None:
    theirs = Wrap.objects.filter(reader=key.person_id, removed_at=None).order_by("pk")
    wrapping.throw_away(list(theirs), at=at)
    for token in filter(None, (key.token, key.recovery)):
        transaction.on_commit(partial(store.discard, token), robust=True)
    transaction.on_commit(partial(vouching.end, key.recipient), robust=True)  # else the sweeper does it
    key.retired_at = at
    key.mark = vouching.mark_of(key)
    key.save(update_fields=["retired_at", "mark"])
    unlocking.forget_person(key.person)


@transaction.atomic
def end(person: Person, *, by: Actor = LEAVING, at: datetime) -> bool:
    """End the key of a person who leaves or lost it, and what was wrapped to it; says whether there was one."""
    key = Key.objects.select_for_update(of=("self",)).filter(person=person, retired_at=None).first()
    if key:
        _leaves(list(queries.reads(person)), person, by=by, at=at)
        _retire(key, at=at)
    return key is not None
