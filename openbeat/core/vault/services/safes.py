"""A safe for each matter: made, sealed to, opened, and who reads it. The caller has asked who may."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import services as ledger
from openbeat.core.vault import crypt, outside, queries, store, vouching
from openbeat.core.vault.bunch import Keys, Opened, Shut, Why
from openbeat.core.vault.models import Safe, Side, Sort, Wrap
from openbeat.core.vault.policies import Act
from openbeat.core.vault.services import wrapping
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrPromise

    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

NO_HALF = {
    Side.INSIDE: _("The half of recovery that is kept inside the department has not been made yet."),
    Side.OUTSIDE: _("The half of recovery that is kept outside the department has not been made yet."),
}
NO_OUTSIDE = _("No outside body is named: nobody holds the role of oversight.")
NO_OUTSIDE_KEY = _("Nobody of the outside body has made a key yet.")
NO_FOLDER = _("The folder of the keys cannot be written.")
NO_KEY = _("This person has not made a key yet. They make one on their own page, under “Your key”.")
NO_READER = _("Somebody must be able to read this: nobody of those who handle it has made a key yet.")
LAST_READER = _("This is the last person who can read this. Add somebody else first.")
FOR_OUTSIDE = _("This matter is for the outside body alone: only its members can read it.")


def ready() -> list[StrPromise]:
    """Why nothing can be sealed here yet, as sentences; empty when it can."""
    there = queries.halves()
    missing = [NO_HALF[side] for side in Side if side not in there]
    if not queries.oversight():
        missing.append(NO_OUTSIDE_KEY if outside.people() else NO_OUTSIDE)
    if not store.can_write():
        missing.append(NO_FOLDER)
    return missing


@transaction.atomic
def make(  # noqa: PLR0913  what a safe is made of
    thing: Model | Ref, *, readers: Iterable[Person], code: str, outside_only: bool, but: Collection[int] = (),
    by: Actor, at: datetime,
) -> Safe:  # fmt: skip
    """A safe, wrapped to those of the readers who have a key, to recovery, and to the identity of the code, if any.

    For the outside body alone: its members, whoever was named. `but` are those who must not read it, though they are
    readers or its members. Raises Refused: not ready, or nobody could read it.
    """
    if missing := ready():
        raise Refused(missing[0])
    people = outside.people() if outside_only else [person.pk for person in readers]
    keys = wrapping.held(set(people) - set(but))
    if not keys:
        raise Refused(NO_OUTSIDE_KEY if outside_only else NO_READER)
    ref, identity = thing if isinstance(thing, Ref) else Ref.of(thing), crypt.new_identity()
    recipient = crypt.recipient_of(identity)
    safe = Safe.objects.create(
        kind=ref.kind, key=ref.key, recipient=recipient, outside_only=outside_only, made_at=at,
        mark=vouching.mark("safe", ref.kind, ref.key, recipient, outside_only), held=queries.holds(ref).count(),
    )  # fmt: skip
    for key in keys:
        wrapping.for_person(safe, identity, key, by=by, at=at)
    if code:
        wrapping.for_code(safe, identity, code, by=by, at=at)
    wrapping.for_recovery(safe, identity, queries.halves(), by=by, at=at)
    ledger.record(Act.MAKE_SAFE, ref, by=by, at=at, readers=len(keys), outside_only=outside_only)
    return safe


def seal(safe: Safe, text: str) -> bytes:
    """What a SealedField of that matter holds; needs no key. Empty stays empty. Raises Shut where it is destroyed."""
    return seal_data(safe, text.encode()) if text else b""


def seal_data(safe: Safe, content: bytes) -> bytes:
    """Seal bytes to a matter; raises Shut where it is destroyed."""
    if safe.destroyed_at:
        raise Shut(Why.DESTROYED, safe.gone_on)
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # somebody put another recipient there: what is written would be theirs to read
    return crypt.seal(content, safe.recipient)


def opened(safe: Safe, keys: Keys) -> Opened:
    """Open a safe with what a browser has unlocked; raises Shut, which says why not. Record the reading first."""
    if safe.destroyed_at:
        raise Shut(Why.DESTROYED, safe.gone_on)
    if not keys:
        raise Shut(Why.LOCKED)
    mine = queries.wraps(safe).filter(recipient__in=list(keys)).exclude(sort=Sort.RECOVERY)
    found = mine.first()
    if found is None:
        raise Shut(Why.NOT_A_READER)
    return Opened(_unwrapped(safe, found, keys.identities[found.recipient]), safe.pk)


def opened_of(safes: Iterable[Safe], keys: Keys) -> dict[Ref, Opened]:
    """Open many safes with one query, by their matters; what stays shut is left out. Record the reading first."""
    wanted = [safe for safe in safes if not safe.destroyed_at] if keys else []
    wraps = queries.wraps_of(wanted).filter(recipient__in=list(keys)).exclude(sort=Sort.RECOVERY)
    mine = {wrap.safe_id: wrap for wrap in wraps.order_by("-pk")}
    found = {}
    for safe in wanted:
        with suppress(Shut):
            if wrap := mine.get(safe.pk):
                found[safe.ref] = Opened(_unwrapped(safe, wrap, keys.identities[wrap.recipient]), safe.pk)
    return found


def _unwrapped(safe: Safe, wrap: Wrap, opener: str) -> str:
    try:
        identity = crypt.unseal(store.read(wrap.token), opener).decode()
    except FileNotFoundError:
        raise Shut(Why.LOST) from None
    except crypt.NotOpened:
        raise Shut(Why.DAMAGED) from None
    if crypt.recipient_of(identity) != safe.recipient:
        raise Shut(Why.DAMAGED)  # a file or a row was exchanged for that of another matter
    return identity


@transaction.atomic
def add(safe: Safe, person: Person, *, keys: Keys, by: Actor, at: datetime) -> Wrap:
    """Let one more person read it, by somebody whose keys open it. Raises Shut, and Refused for who has no key."""
    key = next(iter(wrapping.held([person.pk])), None)
    safe = wrapping.locked(safe)
    identity = opened(safe, keys).identity
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    if key is None:
        raise Refused(NO_KEY)
    if safe.outside_only and person.pk not in outside.people():
        raise Refused(FOR_OUTSIDE)
    if there := queries.wraps(safe).filter(reader=person).first():
        if there.recipient == key.recipient:
            return there
        wrapping.throw_away([there], at=at)
    wrap = wrapping.for_person(safe, identity, key, by=by, at=at)
    ledger.record(Act.ADD_READER, safe.ref, by=by, at=at, reader=person.pk, sort=Sort.PERSON.value)
    return wrap


@transaction.atomic
def renew_code(safe: Safe, code: str, *, keys: Keys, by: Actor, at: datetime) -> Wrap:
    """From now on this code opens it, and none before it, by somebody whose keys open it. Raises Shut."""
    safe = wrapping.locked(safe)
    identity = opened(safe, keys).identity
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    wrap = wrapping.for_code(safe, identity, code, by=by, at=at)
    wrapping.throw_away(list(queries.wraps(safe).filter(sort=Sort.CODE).exclude(pk=wrap.pk)), at=at)
    ledger.record(Act.ADD_RECEIPT, safe.ref, by=by, at=at)
    return wrap


@transaction.atomic
def remove(safe: Safe, person: Person, *, by: Actor, at: datetime) -> bool:
    """From now on this person's key opens it no more (they may have kept what they read). Whether they could before.

    Raises Refused for the last one who can read it.
    """
    safe = wrapping.locked(safe)
    theirs = list(queries.wraps(safe).filter(reader=person))
    if not theirs:
        return False
    if not queries.wraps(safe).filter(sort=Sort.PERSON).exclude(reader=person).exists():
        raise Refused(LAST_READER)
    wrapping.throw_away(theirs, at=at)
    ledger.record(Act.REMOVE_READER, safe.ref, by=by, at=at, reader=person.pk, sort=Sort.PERSON.value)
    return True


@transaction.atomic
def open_with_codes_of(safe: Safe, other: Safe, *, keys: Keys, by: Actor, at: datetime) -> int:
    """Whatever code opens the other safe opens this one too, by somebody whose keys open it; gives how many.

    No code has to be known for that. Raises Shut.
    """
    safe = wrapping.locked(safe)
    identity = opened(safe, keys).identity
    if not (queries.is_vouched(safe) and queries.is_vouched(other)):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    codes = list(queries.wraps(other).filter(sort=Sort.CODE).order_by("pk").values_list("recipient", flat=True))
    for recipient in codes:
        wrapping.for_known_code(safe, identity, recipient, by=by, at=at)
    return len(codes)


@transaction.atomic
def turn_outside(safe: Safe, *, but: Collection[int] = (), keys: Keys, by: Actor, at: datetime) -> list[int]:
    """From now on only the outside body's keys open it, besides the code and recovery, by somebody whose keys open it.

    `but` are those of its people who must not read it. Gives whose keys open it no more. Raises Shut, and Refused
    where nobody of the outside body has a key.
    """
    ours = wrapping.held(set(outside.people()) - set(but))
    safe = wrapping.locked(safe)
    identity = opened(safe, keys).identity
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    if not ours:
        raise Refused(NO_OUTSIDE_KEY)
    there = {wrap.recipient for wrap in queries.wraps(safe)}
    for key in ours:
        wrapping.for_person(safe, identity, key, by=by, at=at)
        if key.recipient not in there:
            ledger.record(Act.ADD_READER, safe.ref, by=by, at=at, reader=key.person_id, sort=Sort.PERSON.value)
    theirs = queries.wraps(safe).filter(sort=Sort.PERSON).exclude(recipient__in=[key.recipient for key in ours])
    gone = list(theirs.order_by("pk"))
    wrapping.throw_away(gone, at=at)
    for wrap in gone:
        ledger.record(Act.REMOVE_READER, safe.ref, by=by, at=at, reader=wrap.reader_id, sort=Sort.PERSON.value)
    safe.outside_only = True
    safe.mark = vouching.mark("safe", safe.kind, safe.key, safe.recipient, safe.outside_only)
    safe.save(update_fields=["outside_only", "mark"])
    return [wrap.reader_id for wrap in gone if wrap.reader_id]
