"""The two halves of recovery, and what they open when both are there. Each use is an act on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import services as ledger
from openbeat.core.vault import crypt, outside, queries, store, vouching
from openbeat.core.vault.bunch import Keys, Shut, Why
from openbeat.core.vault.models import Half, Key, Safe, Side, Sort
from openbeat.core.vault.policies import Act
from openbeat.core.vault.services import wrapping
from openbeat.core.vault.services.keys import Fresh, change_passphrase
from openbeat.core.vault.services.safes import FOR_OUTSIDE, NO_KEY, opened
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

NOT_HALVES = _("These two are not the halves that open this. Both are needed: the one kept inside, the one outside.")
NO_RECOVERY = _("This was never wrapped for recovery, or its file is missing.")
AT_ONCE = 50  # so many wrapped keys are made anew at one unlocking; the rest at the next ones


@dataclass(frozen=True, slots=True, repr=False)
class Both:
    """Both halves, as they were typed in from their sheets; in memory only."""

    inside: str
    outside: str

    def __repr__(self) -> str:
        return "<Both>"


@dataclass(frozen=True, slots=True)
class Mended:
    """How much was wrapped anew for the halves of today, and what waits until somebody opens it."""

    done: int
    waiting: int


@transaction.atomic
def new_half(side: Side, recipient: str, *, holder: str, by: Actor, at: datetime) -> Half:
    """Put a half in place of the one on its side. What was wrapped for the old one is mended after (see mend)."""
    for old in Half.objects.select_for_update().filter(side=side, replaced_at=None).order_by("pk"):
        old.replaced_at = at
        old.mark = vouching.mark_of(old)
        old.save(update_fields=["replaced_at", "mark"])
        transaction.on_commit(partial(vouching.end, old.recipient), robust=True)
    half = Half(side=side, recipient=recipient, holder=holder, made_at=at)
    half.mark = vouching.mark_of(half)
    half.save()
    ledger.record(Act.NEW_HALF, half, by=by, at=at, side=side.value)
    return half


@transaction.atomic
def mend(keys: Keys, *, by: Actor, at: datetime) -> Mended:
    """Wrap anew for both halves of today what these keys open and is missing or out of date there; at most AT_ONCE."""
    there, done = queries.halves(), 0
    if len(there) < len(Side):
        return Mended(0, queries.stale_recovery().count())
    for key in queries.stale_keys().filter(recipient__in=list(keys)):
        done += _mend_key(key, keys.identities[key.recipient], there)
    for safe in queries.stale_for(keys):
        if done >= AT_ONCE:
            break
        try:
            identity = opened(wrapping.locked(safe), keys).identity
        except Shut:
            continue  # its file is missing: `openbeat check` says so
        wrapping.for_recovery(safe, identity, there, by=by, at=at)
        ledger.record(Act.MEND_RECOVERY, safe.ref, by=by, at=at)
        done += 1
    return Mended(done, queries.stale_recovery().count() + queries.stale_keys().count())


def _mend_key(key: Key, identity: str, there: dict[str, Half]) -> int:
    if key.recovery:
        transaction.on_commit(partial(store.discard, key.recovery), robust=True)
    key.inside, key.outside = there[Side.INSIDE], there[Side.OUTSIDE]
    key.recovery = wrapping.write_recovery(identity, key.inside, key.outside)
    key.save(update_fields=["recovery", "inside", "outside"])
    return 1


@transaction.atomic
def mend_with(old: Both, *, by: Actor, at: datetime) -> Mended:
    """Wrap anew for the halves of today whatever the halves of before open: at once, with no reader needed."""
    there, done = queries.halves(), 0
    if len(there) < len(Side):
        return Mended(0, queries.stale_recovery().count())
    for key in queries.stale_keys().exclude(recovery=""):
        if identity := _with(old, key.recovery, key.recipient):
            done += _mend_key(key, identity, there)
            ledger.record(Act.USE_RECOVERY, key, by=by, at=at, what="new_half")
    for safe in queries.stale_recovery():
        wrap = queries.wraps(safe).filter(sort=Sort.RECOVERY).first()
        if wrap and (identity := _with(old, wrap.token, safe.recipient)):
            wrapping.for_recovery(wrapping.locked(safe), identity, there, by=by, at=at)
            ledger.record(Act.USE_RECOVERY, safe.ref, by=by, at=at, what="new_half")
            done += 1
    return Mended(done, queries.stale_recovery().count() + queries.stale_keys().count())


def _with(both: Both, token: str, recipient: str) -> str:
    """The identity, or "" where these halves do not open it or it is another's."""
    try:
        identity = crypt.unnested(store.read(token), inner=both.outside, outer=both.inside).decode()
    except (crypt.NotOpened, FileNotFoundError):
        return ""
    return identity if crypt.recipient_of(identity) == recipient else ""


def identity_of_person(person: Person, both: Both) -> str:
    """A person's identity, by both halves together. Raises Refused; changes nothing."""
    key = queries.key_of(person)
    if key is None or not key.recovery or not store.there(key.recovery):
        raise Refused(NO_KEY if key is None else NO_RECOVERY)
    if not (identity := _with(both, key.recovery, key.recipient)):
        raise Refused(NOT_HALVES)
    return identity


@transaction.atomic
def recover_person(person: Person, made: Fresh, *, by: Actor, at: datetime) -> Key:
    """Lock an identity that recovery opened under a new passphrase; on record for each matter of its person."""
    key = change_passphrase(person, made, by=by, at=at)
    ledger.record(Act.USE_RECOVERY, key, by=by, at=at, what="person")
    for safe in queries.reads(person):
        ledger.record(Act.USE_RECOVERY, safe.ref, by=by, at=at, what="person")
    return key


@transaction.atomic
def recover_matter(safe: Safe, reader: Person, both: Both, *, by: Actor, at: datetime) -> None:
    """Let a person read a matter whose readers are all gone, by both halves together. Raises Refused.

    One for the outside body alone comes back to one of its members, and to nobody else.
    """
    key = next(iter(wrapping.held([reader.pk])), None)
    safe = wrapping.locked(safe)
    if key is None:
        raise Refused(NO_KEY)
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    if safe.outside_only and reader.pk not in outside.people():
        raise Refused(FOR_OUTSIDE)
    wrap = queries.wraps(safe).filter(sort=Sort.RECOVERY).first()
    if wrap is None or not store.there(wrap.token):
        raise Refused(NO_RECOVERY)
    if not (identity := _with(both, wrap.token, safe.recipient)):
        raise Refused(NOT_HALVES)
    wrapping.throw_away(list(queries.wraps(safe).filter(reader=reader)), at=at)
    wrapping.for_person(safe, identity, key, by=by, at=at)
    ledger.record(Act.USE_RECOVERY, safe.ref, by=by, at=at, what="matter", reader=reader.pk)
    ledger.record(Act.ADD_READER, safe.ref, by=by, at=at, reader=reader.pk, sort=Sort.PERSON.value)
