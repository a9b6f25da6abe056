"""Say into which languages one translates, and admit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.apps.translators.lifecycle import TongueAct
from openbeat.apps.translators.models import Tongue
from openbeat.apps.translators.policies import TONGUE_POLICY, is_staff
from openbeat.core.ledger import services as ledger
from openbeat.core.people import queries as people
from openbeat.core.people import services as appointing
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.places import services as posts
from openbeat.core.translation import languages
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor


@transaction.atomic
def say(language: str, *, by: Actor, at: datetime) -> Tongue:
    """Say that one translates into a language, once; an administrator admits it. Raises Refused."""
    TONGUE_POLICY.require(by, TongueAct.SAY, None)
    if language not in languages.WRITTEN:
        raise Refused(_("We do not publish in this language."))
    tongue, made = Tongue.objects.get_or_create(
        person=by.person, language=language, ended_at=None, defaults={"said_at": at}
    )
    if made:
        ledger.record(TongueAct.SAY, tongue, by=by, at=at)
    return tongue


@transaction.atomic
def admit(tongue: Tongue, *, by: Actor, at: datetime) -> Tongue:
    """Admit it: whoever has no post in the department holds that of a translator from now on. Raises Refused."""
    tongue = _held(tongue)
    TONGUE_POLICY.require(by, TongueAct.ADMIT, tongue)
    person = people.person(tongue.person_id)
    area = places.root()
    if person and area and not (is_staff(person) or person.holds(Role.TRANSLATOR)):
        appointing.appoint(person, posts.post(area, Role.TRANSLATOR), by=by, at=at)
    tongue.admitted_at, tongue.admitted_by = at, by.person
    tongue.save(update_fields=["admitted_at", "admitted_by"])
    ledger.record(TongueAct.ADMIT, tongue, by=by, at=at)
    return tongue


@transaction.atomic
def end(tongue: Tongue, *, by: Actor, at: datetime) -> Tongue:
    """Refuse it, end it, or take it back; the post of a translator stays until an administrator ends it too."""
    tongue = _held(tongue)
    TONGUE_POLICY.require(by, TongueAct.END, tongue)
    tongue.ended_at = at
    tongue.save(update_fields=["ended_at"])
    ledger.record(TongueAct.END, tongue, by=by, at=at)
    return tongue


def _held(tongue: Tongue) -> Tongue:
    return Tongue.objects.select_for_update(of=("self",)).select_related("person").get(pk=tongue.pk)
