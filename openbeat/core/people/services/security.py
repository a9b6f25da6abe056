"""Second factors and sessions: what keeps a lost telephone from opening what residents said in confidence."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.people.models import Person, new_salt
from openbeat.core.people.policies import POLICY, Act
from openbeat.kit.actors import Actor


@transaction.atomic
def reset_second_factor(person: Person, *, by: Actor, at: datetime) -> None:
    """Somebody lost telephone and recovery codes: an administrator takes the second factor away, and all sessions end.

    The person signs in by e-mail and sees nothing but the page to set up a new one. Raises Refused.
    """
    POLICY.require(by, Act.RESET_SECOND_FACTOR, person)
    Authenticator.objects.filter(user=person).delete()
    Person.objects.filter(pk=person.pk).update(session_salt=new_salt())
    ledger.record(Act.RESET_SECOND_FACTOR, person, by=by, at=at)


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Actor, at: datetime) -> None:
    """End every session of the person, on every device."""
    POLICY.require(by, Act.SIGN_OUT_EVERYWHERE, person)
    Person.objects.filter(pk=person.pk).update(session_salt=new_salt())
    ledger.record(Act.SIGN_OUT_EVERYWHERE, person, by=by, at=at)


def give_recovery_codes(person: Person) -> list[str]:
    """Give somebody of the example town recovery codes, to be printed; never for a real account."""
    return list(RecoveryCodes.activate(person).get_unused_codes())


def give_second_factor(person: Person, secret: str) -> None:
    """Give somebody of the example town a second factor whose secret is printed; never for a real account."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, secret)
