"""Write the publication profile, sign it for two offices, withdraw it. Nothing is published before both have signed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.lifecycle.publication import Side, Signature, Switches
from openbeat.apps.complaints.models import Profile
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.services import counting, summaries
from openbeat.apps.complaints.services.rules import first_of_two
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

NO_LAW = _("Say under which law it is published.")
GONE = _("This version is not waiting for signatures any more.")
SIGNED = _("This office has signed this version already.")
TWO = _("The chief and the city's lawyer are two people: both names are needed, and they differ.")
FUTURE = _("A signature cannot have a day that is still to come.")
NOTHING = _("Nothing is published now, so there is nothing to withdraw.")


@transaction.atomic
def draft_profile(switches: Switches, law: str, language: str, *, by: Actor, at: datetime) -> Profile:
    """Write a new version, which takes the place of one that still waits; raises Refused without a law."""
    POLICY.require(by, Act.DRAFT, None)
    if not law.strip():
        raise Refused(NO_LAW)
    _lock_all()
    Profile.objects.filter(in_force_at=None, ended_at=None).update(ended_at=at)
    version = (Profile.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    facts = {"version": version, "law": law.strip(), "language": language, "made_by": by.person, "made_at": at}
    with first_of_two(Profile, version):
        profile = Profile.objects.create(**asdict(switches), **facts)
    ledger.record(Act.DRAFT, profile, by=by, at=at, version=version)
    return profile


def _lock_all() -> None:
    """One version waits and one holds at a time: nobody else writes or signs one until this transaction ends."""
    list(Profile.objects.select_for_update().order_by("pk").values_list("pk"))


@transaction.atomic
def sign_profile(profile: Profile, signature: Signature, *, by: Actor, at: datetime) -> Profile:
    """Enter the signature of one office; with the second one the profile holds, in place of the one before.

    Raises Refused where it waits no more, the office signed already, both names are one, or the day is still to come.
    """
    _lock_all()
    profile = Profile.objects.get(pk=profile.pk)
    POLICY.require(by, Act.SIGN, profile)
    _check(profile, signature, at)
    side = Side(signature.side)
    setattr(profile, side.value, " ".join(signature.name.split()))
    setattr(profile, f"{side.value}_on", signature.on)
    profile.save(update_fields=[side.value, f"{side.value}_on"])
    ledger.record(Act.SIGN, profile, by=by, at=at, version=profile.version, side=side.value)
    return _in_force(profile, at) if profile.chief and profile.lawyer else profile


def _check(profile: Profile, signature: Signature, at: datetime) -> None:
    name = " ".join(signature.name.split())
    other = profile.lawyer if signature.side == Side.CHIEF else profile.chief
    if profile.in_force_at or profile.ended_at:
        raise Refused(GONE)
    if getattr(profile, signature.side):
        raise Refused(SIGNED)
    if not name or name.casefold() == other.casefold():
        raise Refused(TWO)
    if signature.on > timezone.localdate(at, department.zone()):
        raise Refused(FUTURE)


def _in_force(profile: Profile, at: datetime) -> Profile:
    Profile.objects.filter(in_force_at__isnull=False, ended_at=None).update(ended_at=at)
    profile.in_force_at = at
    profile.save(update_fields=["in_force_at"])
    summaries.ask_to_find_again()
    counting.ask(counting.Cause.SIGNED)
    return profile


@transaction.atomic
def withdraw_profile(*, by: Actor, at: datetime) -> Profile:
    """Publish nothing any more, until another version is signed; raises Refused where nothing is published."""
    POLICY.require(by, Act.WITHDRAW, None)
    held = Profile.objects.select_for_update().filter(in_force_at__isnull=False, ended_at=None).order_by("pk").first()
    if held is None:
        raise Refused(NOTHING)
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    summaries.ask_to_find_again()
    ledger.record(Act.WITHDRAW, held, by=by, at=at, version=held.version)
    return held
