"""A safe of what is not sent yet: the code of its receipt opens it alone, until it is entrusted to its readers.

The caller has asked who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.core.ledger import services as ledger
from openbeat.core.vault import crypt, outside, queries, vouching
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.vault.models import Safe
from openbeat.core.vault.policies import Act
from openbeat.core.vault.services import retention, wrapping
from openbeat.core.vault.services.safes import NO_READER, opened, ready
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model

    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

SENT, UNSENT = _("It was sent already."), "unsent"


@transaction.atomic
def begin(thing: Model | Ref, *, code: str, by: Actor, at: datetime) -> Safe:
    """A safe that the code of this receipt opens, and nothing and nobody else. Raises Refused: not ready.

    Whoever loses the code loses what is in it; nothing of it is on record until it is entrusted.
    """
    if missing := ready():
        raise Refused(missing[0])
    ref, identity = thing if isinstance(thing, Ref) else Ref.of(thing), crypt.new_identity()
    recipient = crypt.recipient_of(identity)
    safe = Safe.objects.create(
        kind=ref.kind, key=ref.key, recipient=recipient, alone=True, made_at=at, mark=_mark(ref, recipient),
    )  # fmt: skip
    wrapping.for_code(safe, identity, code, by=by, at=at)
    return safe


def _mark(ref: Ref, recipient: str, *, outside_only: bool = False) -> str:
    return vouching.mark("safe", ref.kind, ref.key, recipient, outside_only)


@transaction.atomic
def entrust(safe: Safe, readers: Iterable[Person], *, outside_only: bool, keys: Keys, by: Actor, at: datetime) -> Safe:
    """Wrap it to those of the readers who have a key, and to recovery: from now on it is a matter like any other.

    For the outside body alone only its members count. Raises Shut where these keys do not open it; Refused: not
    ready, nobody could read it, it was sent already, or it is kept from one of the readers.
    """
    if missing := ready():
        raise Refused(missing[0])
    people = {person.pk for person in readers}
    held = wrapping.held(people & set(outside.people()) if outside_only else people)
    if not held:
        raise Refused(NO_READER)
    safe = wrapping.locked(safe)
    identity = opened(safe, keys).identity
    if not queries.is_vouched(safe):
        raise Shut(Why.DAMAGED)  # whose it is was changed by SQL
    if not safe.alone:
        raise Refused(SENT)
    safe.alone, safe.outside_only, safe.held = False, outside_only, queries.holds(safe.ref).count()
    safe.mark = _mark(safe.ref, safe.recipient, outside_only=outside_only)
    safe.save(update_fields=["alone", "outside_only", "held", "mark"])
    for key in held:
        wrapping.for_person(safe, identity, key, by=by, at=at)
    wrapping.for_recovery(safe, identity, queries.halves(), by=by, at=at)
    ledger.record(Act.MAKE_SAFE, safe.ref, by=by, at=at, readers=len(held), outside_only=outside_only)
    return safe


@transaction.atomic
def discard(safe: Safe, *, by: Actor, at: datetime) -> Safe:
    """Throw away what opens a safe that was never entrusted to anybody. Raises Refused where it was, or is held."""
    safe = wrapping.locked(safe)
    if not safe.alone:
        raise Refused(SENT)
    safe.closed_at = safe.keep_until = at
    safe.outcome = UNSENT
    safe.save(update_fields=["closed_at", "keep_until", "outcome"])
    return retention.destroy(safe, by=by, at=at, rule=UNSENT)
