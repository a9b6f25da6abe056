"""Praise that was passed on: to whom, and what an officer reads of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.models import PassedOn
from openbeat.apps.complaints.queries.officers import notices_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person


def has_something_to_read(person: Person) -> bool:
    """Whether an officer was told something, or praised; one query."""
    told = notices_of(person).order_by().values("pk")
    return told.union(praise_for(person).order_by().values("pk"), all=True).exists()


def praise_for(person: Person) -> QuerySet[PassedOn]:
    """The praise that was passed on to this officer, newest first."""
    return PassedOn.objects.filter(person=person).order_by("-at", "-pk")


def passed_on_from(complaint: Complaint) -> QuerySet[PassedOn]:
    """To which officers the words of a matter were passed on, the first one first."""
    return PassedOn.objects.filter(complaint=complaint).select_related("person").order_by("at", "pk")


def praise(key: int) -> PassedOn | None:
    """Praise that was passed on, by its number."""
    return PassedOn.objects.filter(pk=key).first()
