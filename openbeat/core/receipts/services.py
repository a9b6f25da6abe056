"""Issue a receipt, open it, claim what it opens, close it; and links that work once."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import origins
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.services import log
from openbeat.core.people import queries as people
from openbeat.core.people import services as persons
from openbeat.core.people.holder import RECORD, Holder
from openbeat.core.people.models import Person
from openbeat.core.receipts import codes, queries
from openbeat.core.receipts.models import Blank, OneTimeToken, Receipt
from openbeat.core.receipts.policies import Act
from openbeat.kit.actors import Actor, program
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.core.places.models import Area

LINK_GOOD_FOR = timedelta(days=3)
DERIVE, KEEP, LINK = "openbeat.receipts.derive", "openbeat.receipts.keep", "openbeat.receipts.link"
DESK = program("receipts")
BLANK, BLANK_GOOD_FOR = "receipts.blank", timedelta(days=180)
NOT_PRINTED = _("We never printed this code. Look at it again, or leave the field empty: then there is a new code.")
USED = _("A form with this code was written down already.")
EXPIRED = _("This code has expired: its form was printed more than half a year ago. Leave the field empty.")


def _hmac(salt: str, value: str) -> hmac.HMAC:
    # A key of its own lets a department change SECRET_KEY without making every printed receipt worthless.
    secret = getattr(settings, "OPENBEAT_RECEIPT_KEY", "") or settings.SECRET_KEY
    return salted_hmac(salt, value, secret=secret, algorithm="sha256")


@transaction.atomic
def issue(thing: Model | Ref, once: str, at: datetime, *, by: Actor = DESK) -> str:
    """Give the code of a receipt for this thing. The same thing and the same `once` (of the form) give the same code.

    Only an HMAC of the code is kept: nobody can look it up again, so show it now.
    """
    ref = thing if isinstance(thing, Ref) else Ref.of(thing)
    code = codes.of(_hmac(DERIVE, f"{ref} {once}").digest()[: codes.BYTES])
    receipt, new = Receipt.objects.get_or_create(
        code_hmac=_kept(code), defaults={"kind": ref.kind, "key": ref.key, "issued_at": at}
    )
    if new:
        log.give(ref, code)
        ledger.record(Act.ISSUE, receipt, by=by, at=at, opens=str(ref))
    return code


@transaction.atomic
def renew(thing: Model | Ref, once: str, at: datetime, *, by: Actor) -> str:
    """Give a new code to somebody who lost theirs; every earlier code of the thing is worthless from now on."""
    code = issue(thing, once, at, by=by)
    ref = thing if isinstance(thing, Ref) else Ref.of(thing)
    earlier = queries.of(ref).filter(closed_at=None).exclude(code_hmac=_kept(code))
    if closed := earlier.update(closed_at=at):
        ledger.record(Act.CLOSE, ref, by=by, at=at, receipts=closed)
    return code


def _kept(code: str) -> str:
    return _hmac(KEEP, code).hexdigest()


@transaction.atomic
def open(code: str, *, at: datetime | None = None) -> Ref | None:  # noqa: A001  what people do with a receipt
    """What the code opens; None for a code that is wrong, was never given out, or was closed."""
    try:
        kept = _kept(codes.read(code))
    except codes.NotACode:
        return None
    receipt = Receipt.objects.filter(code_hmac=kept, closed_at=None).first()
    if receipt is None:
        return None
    if at and receipt.opened_at is None:
        Receipt.objects.filter(pk=receipt.pk).update(opened_at=at)
    return Ref(receipt.kind, receipt.key)


def typed(ref: Ref, *, at: datetime) -> None:
    """Record that the code of a sealed matter was typed, by nobody: whoever complained sees when, and can tell."""
    ledger.record(Act.TYPE, ref, by=Holder(frozenset({ref})), at=at)


@transaction.atomic
def claim(refs: Collection[Ref], *, by: Person, at: datetime) -> list[Ref]:
    """Whoever is signed in and holds receipts takes over what they open; gives what was taken over.

    An app says by its origin how that is done; a record that staff entered is merged into the account.
    """
    holder, taken = Holder(frozenset(refs), by.language), []
    for ref in sorted(refs):
        if ref.kind == RECORD:
            done = _claim_record(ref, holder, by=by, at=at)
        else:
            origin = origins.of(ref.kind)
            done = bool(origin and origin.claim and origin.claim(ref.key, by=by, at=at))
        if done:
            taken.append(ref)
            Receipt.objects.filter(kind=ref.kind, key=ref.key).update(claimed_at=at)
            ledger.record(Act.CLAIM, ref, by=by, at=at)
    return taken


def _claim_record(ref: Ref, holder: Holder, *, by: Person, at: datetime) -> bool:
    record = people.person(int(ref.key))
    if record is None or record.email or record.forgotten_at or record.pk == by.pk:
        return False
    persons.merge(record, into=by, by=holder, at=at)
    return True


@transaction.atomic
def claim_record(record: Person, email: str, *, by: Holder, at: datetime) -> Person:
    """The holder of a record's receipt takes it over with a confirmed address. Raises Refused, or ValidationError."""
    person = persons.claim(record, email, by=by, at=at)
    Receipt.objects.filter(kind=RECORD, key=str(person.pk)).update(claimed_at=at)
    return person


@transaction.atomic
def close(ref: Ref, *, by: Actor, at: datetime) -> int:
    """Make every receipt of a thing worthless, as when its code fell into wrong hands; gives how many there were."""
    closed = Receipt.objects.filter(kind=ref.kind, key=ref.key, closed_at=None).update(closed_at=at)
    if closed:
        ledger.record(Act.CLOSE, ref, by=by, at=at, receipts=closed)
    return closed


@transaction.atomic
def link(thing: Model | Ref, *, at: datetime, good_for: timedelta = LINK_GOOD_FOR) -> str:
    """A token for a link in a message: it opens the thing once, by a button, until it expires."""
    ref, token = thing if isinstance(thing, Ref) else Ref.of(thing), token_urlsafe(24)
    OneTimeToken.objects.create(
        kind=ref.kind, key=ref.key, token_hmac=_hmac(LINK, token).hexdigest(), made_at=at, expires_at=at + good_for
    )
    return token


@transaction.atomic
def use_link(token: str, *, at: datetime) -> Ref | None:
    """What the link opens, the first time and in time; else None."""
    found = OneTimeToken.objects.filter(token_hmac=_hmac(LINK, token).hexdigest(), used_at=None, expires_at__gt=at)
    if not (row := found.select_for_update().first()) or not found.update(used_at=at):
        return None
    ref = Ref(row.kind, row.key)
    ledger.record(Act.USE_LINK, ref, by=DESK, at=at)
    return ref


@transaction.atomic
def print_blanks(count: int, *, area: Area | None, by: Actor, at: datetime) -> list[str]:
    """Give fresh codes for blank paper forms; each opens something once its form was written down, or expires.

    Only HMACs are kept: print them now. Who may is for the caller to ask.
    """
    made = [codes.of(token_bytes(codes.BYTES)) for _number in range(count)]
    good = {"area": area, "printed_at": at, "expires_at": at + BLANK_GOOD_FOR}
    Blank.objects.bulk_create([Blank(code_hmac=_kept(code), **good) for code in made])
    ledger.record(Act.PRINT, Ref(BLANK, str(area.pk if area else 0)), by=by, at=at, count=count)
    return made


def blank_refusal(code: str, *, at: datetime) -> StrPromise | str:
    """Why the code on a paper form cannot be used, in a sentence; empty where it can."""
    try:
        row = queries.blank(_kept(codes.read(code)))
    except codes.NotACode:
        row = None
    if row is None:
        return NOT_PRINTED
    if row.used_at:
        return USED
    return EXPIRED if row.expires_at <= at else ""


@transaction.atomic
def bind(code: str, thing: Model | Ref, *, by: Actor, at: datetime) -> str:
    """The form with this code was written down: from now on its code is the receipt. Raises Refused.

    Once more for the same thing, as when the button is pressed twice, changes nothing.
    """
    ref = thing if isinstance(thing, Ref) else Ref.of(thing)
    if open(code) == ref:
        return codes.read(code)
    if why := blank_refusal(code, at=at):
        raise Refused(why)
    kept = _kept(codes.read(code))
    if not Blank.objects.filter(code_hmac=kept, used_at=None).update(used_at=at):
        raise Refused(USED)
    receipt = Receipt.objects.create(code_hmac=kept, kind=ref.kind, key=ref.key, issued_at=at)
    log.give(ref, codes.read(code))
    ledger.record(Act.BIND, receipt, by=by, at=at, opens=str(ref))
    return codes.read(code)


def tidy(*, at: datetime) -> int:
    """Take out links, and codes of forms that never came back, that expired a month ago."""
    old = at - timedelta(days=30)
    Blank.objects.filter(expires_at__lt=old, used_at=None).delete()
    gone, _each = OneTimeToken.objects.filter(expires_at__lt=old).delete()
    return gone
