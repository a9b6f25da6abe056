"""Make the secret address of one's own calendar, and take it back."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from openbeat.apps.meetings.lifecycle import KeyAct
from openbeat.apps.meetings.models import CalendarKey
from openbeat.apps.meetings.policies import KEY_POLICY
from openbeat.core.ledger import services as ledger

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

SALT = "openbeat.meetings.calendar"
BYTES = 24


def fingerprint(token: str) -> str:
    """What is kept of the secret: nobody who reads the database can open a calendar with it."""
    return salted_hmac(SALT, token, algorithm="sha256").hexdigest()


@transaction.atomic
def make(*, by: Actor, at: datetime) -> str:
    """Make a new secret address and give its word, once; an earlier one opens nothing from now on."""
    KEY_POLICY.require(by, KeyAct.MAKE, None)
    revoke(by=by, at=at)
    person = by.person
    assert person is not None  # noqa: S101  the policy asked
    token = token_urlsafe(BYTES)
    made = CalendarKey.objects.create(person=person, token_hmac=fingerprint(token), made_at=at)
    ledger.record(KeyAct.MAKE, made, by=by, at=at)
    return token


@transaction.atomic
def revoke(*, by: Actor, at: datetime) -> None:
    """Take the address back: programs that ask for it are told that it is gone."""
    KEY_POLICY.require(by, KeyAct.REVOKE, None)
    for key in CalendarKey.objects.select_for_update().filter(by.owns(CalendarKey), revoked_at=None):
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        ledger.record(KeyAct.REVOKE, key, by=by, at=at)
