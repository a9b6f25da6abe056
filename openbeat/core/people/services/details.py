"""What a person says about themselves, and how they are reached."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.core.ledger import services as ledger
from openbeat.core.people import contact
from openbeat.core.people.facts import Details, Reach
from openbeat.core.people.models import Need, Person, Way
from openbeat.core.people.policies import POLICY, Act
from openbeat.kit.actors import Actor

MOST_WAYS = 12


@transaction.atomic
def change_details(person: Person, details: Details, *, by: Actor, at: datetime) -> Person:
    """Keep what the person now says about themselves."""
    person = _locked(person)
    POLICY.require(by, Act.CHANGE_DETAILS, person)
    person.name, person.name_public, person.language = details.name, details.name_public, details.language
    person.save(update_fields=["name", "name_public", "language"])
    _keep_needs(person, dict(details.needs))
    ledger.record(Act.CHANGE_DETAILS, person, by=by, at=at)
    return person


def _keep_needs(person: Person, needs: dict[str, str]) -> None:
    person.needs.exclude(kind__in=needs).delete()
    for kind, detail in needs.items():
        Need.objects.update_or_create(person=person, kind=kind, defaults={"detail": detail})


@transaction.atomic
def add_way(person: Person, reach: Reach, *, by: Actor, at: datetime) -> Way:
    """Keep another way to reach the person; one that is there is changed. Raises ValidationError on nonsense."""
    person = _locked(person)
    POLICY.require(by, Act.CHANGE_WAYS, person)
    way = keep_way(person, reach, at=at)
    ledger.record(Act.CHANGE_WAYS, way, by=by, at=at)
    return way


def keep_way(person: Person, reach: Reach, *, at: datetime, confirmed: bool = False) -> Way:
    """Put the way among those of the person, without asking who may; the caller has asked."""
    value = contact.tidy(reach.kind, reach.value)
    others = list(person.ways.all())
    if len(others) >= MOST_WAYS and value not in {way.value for way in others}:
        raise ValidationError(_("This is a long list already. Remove a way before you add another one."))
    preferred = reach.preferred or not any(way.stopped_at is None for way in others)
    if preferred:
        person.ways.update(preferred=False)
    facts: dict[str, Any] = {"safe_from": reach.safe_from, "safe_until": reach.safe_until, "neutral": reach.neutral}
    facts |= {"stopped_at": None} | ({"preferred": True} if preferred else {})
    facts |= {"confirmed_at": at} if confirmed else {}
    fresh = {"added_at": at, **facts}
    way, _new = Way.objects.update_or_create(
        person=person, kind=reach.kind, value=value, defaults=facts, create_defaults=fresh
    )
    return way


@transaction.atomic
def prefer_way(way: Way, *, by: Actor, at: datetime) -> Way:
    """Make this the way that is tried first."""
    way = _locked_way(way, by)
    way.person.ways.update(preferred=False)
    way.preferred, way.stopped_at = True, None
    way.save(update_fields=["preferred", "stopped_at"])
    ledger.record(Act.CHANGE_WAYS, way, by=by, at=at)
    return way


@transaction.atomic
def stop_way(way: Way, *, by: Actor, at: datetime) -> Way:
    """Never use this way again, for anything, until the person takes it back; other ways stay."""
    way = _locked_way(way, by)
    way.preferred, way.stopped_at = False, at
    way.save(update_fields=["preferred", "stopped_at"])
    ledger.record(Act.CHANGE_WAYS, way, by=by, at=at, stopped=True)
    return way


@transaction.atomic
def remove_way(way: Way, *, by: Actor, at: datetime) -> None:
    """Take a way off the list."""
    way = _locked_way(way, by)
    ledger.record(Act.CHANGE_WAYS, way, by=by, at=at, removed=True)
    way.delete()


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _locked_way(way: Way, by: Actor) -> Way:
    way = Way.objects.select_for_update().select_related("person").get(pk=way.pk)
    POLICY.require(by, Act.CHANGE_WAYS, way.person)
    return way
