"""Whom a matter is about, asked by a keyed mark: "is it this person?" is answered, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.models import Accused, Allegation
from openbeat.apps.complaints.policies import accused_mark
from openbeat.core.hooks import roles
from openbeat.core.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint


def is_accused(complaint: Complaint, person: Person) -> bool:
    """Whether a matter is about this person."""
    return Accused.objects.filter(complaint=complaint, mark=accused_mark(person.pk, complaint.pk)).exists()


def are_accused(complaint: Complaint, people: list[Person]) -> set[int]:
    """The keys of those of these people whom a matter is about; one query."""
    marks = set(Accused.objects.filter(complaint=complaint).exclude(mark="").order_by().values_list("mark", flat=True))
    return {person.pk for person in people if accused_mark(person.pk, complaint.pk) in marks} if marks else set()


def accused_rows(complaint: Complaint) -> QuerySet[Accused]:
    """The officers of a matter by number, sealed as they are."""
    return Accused.objects.filter(complaint=complaint).order_by("number")


def allegation_rows(complaint: Complaint) -> QuerySet[Allegation]:
    """The allegations of a matter by number, sealed as they are."""
    return Allegation.objects.filter(complaint=complaint).select_related("accused").order_by("number")


def accused_people(complaint: Complaint) -> set[int]:
    """The keys of those who hold or held a post in the department and whom a matter is about; for rules, never shown.

    Each person of staff is tried: nothing but the key beside the database can do that.
    """
    marks = set(accused_rows(complaint).exclude(mark="").values_list("mark", flat=True))
    if not marks:
        return set()
    return {key for key in staff() if accused_mark(key, complaint.pk) in marks}


def staff() -> list[int]:
    """The keys of all who hold or held a post in the department or in the outside body."""
    names = [info.name for info in roles.offered() if info.staff or info.second_factor]
    found = Person.objects.filter(tenures__post__role__in=names).order_by("pk").distinct()
    return list(found.values_list("pk", flat=True))
