"""What may be published, as it was signed; the figures as they were counted last; and what was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.models import Correction, Figures, Profile

if TYPE_CHECKING:
    from django.db.models import QuerySet

SHOWN = 200  # corrections on a page


def in_force() -> Profile | None:
    """The publication profile that both have signed; None: nothing at all is published."""
    return Profile.objects.filter(in_force_at__isnull=False, ended_at=None).order_by("pk").first()


def unsigned() -> Profile | None:
    """The version that waits for signatures, if there is one."""
    return Profile.objects.filter(in_force_at=None, ended_at=None).order_by("-version").first()


def profiles() -> QuerySet[Profile]:
    """Every version, the newest first."""
    return Profile.objects.order_by("-version")


def figures(year: int | None = None) -> Figures | None:
    """What is published now: the newest figures of all, or of a year, while the profile holds that they stand under."""
    newest = Figures.objects.filter(year=year).select_related("profile").order_by("-pk").first()
    return newest if newest and _holds(newest.profile) else None


def years() -> list[int]:
    """The years of which there is a report, the newest first."""
    found = Figures.objects.filter(year__isnull=False, profile__in_force_at__isnull=False, profile__ended_at=None)
    return list(found.order_by("-year").values_list("year", flat=True).distinct())  # type: ignore[arg-type]


def _holds(profile: Profile) -> bool:
    return profile.in_force_at is not None and profile.ended_at is None


def corrections() -> QuerySet[Correction]:
    """What was published once and is another number now, the newest first."""
    return Correction.objects.order_by("-at", "pk")
