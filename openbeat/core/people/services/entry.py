"""How people come in: by themselves, or entered by staff when they have no e-mail; these claim the record later."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.core.ledger import services as ledger
from openbeat.core.people import contact, records
from openbeat.core.people.facts import Details, Newcomer, Reach
from openbeat.core.people.models import Person, Way, new_salt
from openbeat.core.people.policies import POLICY, Act
from openbeat.core.people.services.details import keep_way
from openbeat.kit.actors import VISITOR, Actor

UNCONFIRMED_FOR = timedelta(days=7)


@transaction.atomic
def register(newcomer: Newcomer, *, at: datetime, by: Actor = VISITOR, confirmed: bool = False) -> Person:
    """Make an account; the address counts once it is confirmed. Raises IntegrityError where it has one already."""
    POLICY.require(by, Act.REGISTER, None)
    email = contact.tidy(contact.EMAIL, newcomer.email)
    person = Person.objects.create(email=email, name=newcomer.name, language=newcomer.language, created_at=at)
    ledger.record(Act.REGISTER, person, by=by, at=at)
    if confirmed:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        Way.objects.create(
            person=person, kind=Way.Kind.EMAIL, value=email, preferred=True, added_at=at, confirmed_at=at
        )
    return person


@transaction.atomic
def enter_for_somebody(details: Details, reach: Reach, *, by: Actor, at: datetime) -> tuple[Person, bool]:
    """Enter somebody who has a telephone or an address only; gives the person, and whether the record is new.

    Somebody who can be reached in exactly this way and has no account is the same person: nobody is entered twice.
    """
    POLICY.require(by, Act.ENTER, None)
    if found := _unclaimed_at(reach):
        return found, False
    person = Person.objects.create(
        name=details.name,
        name_public=details.name_public,
        language=details.language,
        entered_by=by.person,
        created_at=at,
    )
    ledger.record(Act.ENTER, person, by=by, at=at)
    keep_way(person, reach, at=at)
    return person, True


def _unclaimed_at(reach: Reach) -> Person | None:
    value = contact.tidy(reach.kind, reach.value)
    way = Way.objects.filter(kind=reach.kind, value=value, person__email=None, person__forgotten_at=None)
    first = way.select_related("person").order_by("pk").first()
    return first.person if first else None


@transaction.atomic
def claim(record: Person, email: str, *, by: Actor, at: datetime) -> Person:
    """The person whom staff entered takes over the record, with an e-mail address that was confirmed by a code.

    Raises Refused where the record is somebody's, ValidationError where the address has an account.
    """
    record = Person.objects.select_for_update().get(pk=record.pk)
    POLICY.require(by, Act.CLAIM, record)
    email = contact.tidy(contact.EMAIL, email)
    if Person.objects.filter(email=email).exists():
        raise ValidationError(_("This address has an account already. Sign in with it first, then open the receipt."))
    record.email, record.claimed_at = email, at
    record.save(update_fields=["email", "claimed_at"])
    EmailAddress.objects.create(user=record, email=email, verified=True, primary=True)
    keep_way(record, Reach(Way.Kind.EMAIL, email), at=at, confirmed=True)
    ledger.record(Act.CLAIM, record, by=by, at=at)
    return record


@transaction.atomic
def merge(record: Person, *, into: Person, by: Actor, at: datetime) -> Person:
    """Whoever is signed in and holds the receipt of a record that staff entered takes over all that hangs on it."""
    record = Person.objects.select_for_update().get(pk=record.pk)
    POLICY.require(by, Act.MERGE, record)
    for way in record.ways.exclude(value__in=into.ways.values("value")):
        Way.objects.filter(pk=way.pk).update(person=into, preferred=False)
    records.hand_over(record, into)
    record.name = record.name_public = record.badge = ""
    record.claimed_at = record.forgotten_at = at
    record.save(update_fields=["name", "name_public", "badge", "claimed_at", "forgotten_at"])
    ledger.record(Act.MERGE, record, by=into, at=at, into=into.pk)
    return into


@transaction.atomic
def confirm_email(person: Person, email: str, *, at: datetime, replaced: str = "") -> None:
    """Note that the person reads this address: it becomes a way to reach them, in place of the one it replaced."""
    email = contact.tidy(contact.EMAIL, email)
    if replaced and replaced != email:
        person.ways.filter(kind=Way.Kind.EMAIL, value=replaced).delete()
    way = person.ways.filter(kind=Way.Kind.EMAIL, value=email).first()
    if way and way.confirmed_at:
        return
    POLICY.require(person, Act.CONFIRM_EMAIL, person)
    if way:
        Way.objects.filter(pk=way.pk).update(confirmed_at=at)
    else:
        keep_way(person, Reach(Way.Kind.EMAIL, email), at=at, confirmed=True)
    ledger.record(Act.CONFIRM_EMAIL, person, by=person, at=at)


@transaction.atomic
def remove_unconfirmed(*, at: datetime) -> int:
    """Take out sign-ups whose address nobody confirmed within a week: no address is kept for nothing."""
    stale = Person.objects.filter(
        created_at__lt=at - UNCONFIRMED_FOR, email__isnull=False, claimed_at=None, forgotten_at=None
    )
    stale = stale.exclude(emailaddress__verified=True)
    keys = list(stale.values_list("pk", flat=True)[:500])
    EmailAddress.objects.filter(user__in=keys).delete()
    Way.objects.filter(person__in=keys).delete()
    return Person.objects.filter(pk__in=keys).update(
        email=None, name="", name_public="", badge="", forgotten_at=at, session_salt=new_salt()
    )
