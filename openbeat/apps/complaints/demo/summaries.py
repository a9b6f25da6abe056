"""Makers of published cases: what is signed, a second person who receives complaints, a summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo.publishing import a_profile
from openbeat.apps.complaints.lifecycle.summaries import Told
from openbeat.apps.complaints.policies import INTAKE
from openbeat.apps.complaints.queries.publication import in_force
from openbeat.core.people import demo as people
from openbeat.core.people.demo import NOON, Part
from openbeat.core.places import queries as places
from openbeat.core.vault import demo as vaults

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.demo import Office
    from openbeat.apps.complaints.models import Complaint, Summary
    from openbeat.core.people.models import Person

IRIS = Part(
    "iris",
    "Iris Young",
    _("Receives complaints beside Ines, and releases what Ines wrote."),
    second=True,
    passphrase=vaults.PASSPHRASE,
)
people.introduce(IRIS)
TOLD = Told(
    "An officer shouted at a boy and took his telephone.",
    "The video of a camera was looked at, and somebody who stood by was asked. The boy has his telephone back.",
    "en",
)


def sign(at: datetime = NOON) -> None:
    """The chief and the lawyer sign what is published, where they have not yet."""
    if in_force() is None:
        a_profile(at)


def a_second(office: Office, at: datetime = NOON - timedelta(days=60)) -> Person:
    """Iris, who receives complaints too, with a key."""
    whole = places.root()
    if whole is None:
        raise RuntimeError("there is no department yet")
    iris = people.appear(IRIS, [(INTAKE, whole)], at)
    vaults.more_keys(office.known, iris, at=at)
    return iris


def a_summary(
    office: Office,
    complaint: Complaint,
    *,
    released_by: Person | None = None,
    reason: str = "",
    told: Told = TOLD,
    at: datetime = NOON + timedelta(days=9),
) -> Summary | None:
    """What Ines wrote, and a second reader released where one is named; she makes them a reader first."""
    ines, keys = office.ines, office.keys(office.ines)
    services.draft_summary(complaint, replace(told, reason=reason), keys=keys, by=ines, at=at)
    if released_by is None:
        return None
    services.add_reader(complaint, released_by, keys=keys, by=ines, at=at)
    return services.release_summary(complaint, keys=office.keys(released_by), by=released_by, at=at)
