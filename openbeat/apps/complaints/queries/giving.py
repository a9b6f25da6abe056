"""Who could get the task to look into a complaint, who cannot and why; and who has had it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from openbeat.apps.complaints.lifecycle import Oversight
from openbeat.apps.complaints.lifecycle.giving import Conflict
from openbeat.apps.complaints.models import Assignment, Relation
from openbeat.apps.complaints.policies import INSIDE, INTAKE, INVESTIGATOR, OVERSIGHT, SUPERVISOR, is_barred, is_theirs
from openbeat.apps.complaints.queries.accused import accused_people, are_accused
from openbeat.apps.complaints.queries.rules import oversight_role
from openbeat.apps.complaints.queries.who import holders, with_key
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.vault import vouching
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person

INVESTIGATE = (INVESTIGATOR, SUPERVISOR, INTAKE)  # whoever decides does not investigate as well
LEAD_UNITS = (Role.COMMANDER, SUPERVISOR)


def relation_mark(one: int, other: int) -> str:
    """The keyed mark under which it stands that two people are close, whoever of them said so."""
    return vouching.mark("relation", *sorted((one, other)))


def relations_of(person: Person) -> QuerySet[Relation]:
    """What somebody declared and did not take back, the newest first: with whom, nobody reads."""
    return Relation.objects.filter(person=person, ended_at=None).order_by("-at", "-pk")


def assignment_of(complaint: Complaint) -> Assignment | None:
    """The task as somebody has it now."""
    return Assignment.objects.filter(complaint=complaint, ended_at=None).select_related("person").first()


def assignments_of(complaint: Complaint) -> QuerySet[Assignment]:
    """Who has or had the task, the newest first."""
    return Assignment.objects.filter(complaint=complaint).select_related("person", "by").order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could get the task; or who cannot, with the reason of each conflict."""

    person: Person
    conflicts: tuple[Conflict, ...]


def candidates(complaint: Complaint) -> list[Candidate]:
    """Those who investigate, each with what speaks against it; who can comes first. Constant queries.

    People of the outside body are among them where that body investigates.
    """
    found = list({one.pk: one for one in holders(*_posts(complaint, INVESTIGATE))}.values())
    against = conflicts(complaint, found)
    listed = [Candidate(person, against[person.pk]) for person in found]
    return sorted(listed, key=lambda one: (bool(one.conflicts), one.person.name))


def _posts(complaint: Complaint, inside: tuple[str, ...]) -> tuple[str, ...]:
    """Whose task it can be, of these posts in the department and of the outside body."""
    if is_theirs(complaint):
        return (OVERSIGHT,)
    return (*inside, OVERSIGHT) if oversight_role() == Oversight.INVESTIGATE else inside


def conflicts(complaint: Complaint, people: Iterable[Person]) -> dict[int, tuple[Conflict, ...]]:
    """What speaks against giving the task to each of these people, by key; nothing is an empty tuple."""
    people = list(people)
    keys = [person.pk for person in people]
    about, accused = accused_people(complaint), are_accused(complaint, people)
    kept = accused | {person.pk for person in people if is_barred(person, complaint)}
    led, close = _led_by(about, keys), _close_to(about, keys)
    locked = set(keys) - {person.pk for person in with_key(people)}
    posts = {one.pk for one in holders(*_posts(complaint, INSIDE))}
    table = (
        (Conflict.KEPT, kept),
        (Conflict.SUPERVISOR, led),
        (Conflict.RELATIVE, close),
        (Conflict.NO_KEY, locked),
        (Conflict.NO_POST, set(keys) - posts),
    )
    return {key: tuple(why for why, whom in table if key in whom) for key in keys}


def _led_by(accused: set[int], keys: list[int]) -> set[int]:
    """Those of these people who work in a unit that one of the accused leads."""
    if not accused:
        return set()
    at = now()
    rows = Tenure.objects.filter(Q(until=None) | Q(until__gt=at), person__in=[*accused, *keys]).order_by("pk")
    held = list(rows.values_list("person", "post__role", "post__area"))
    led = {area for person, role, top in held if person in accused and role in LEAD_UNITS for area in places.below(top)}
    return {person for person, _role, area in held if area in led and person not in accused} & set(keys)


def _close_to(accused: set[int], keys: list[int]) -> set[int]:
    """Those of these people who are close to one of the accused, as either of them declared."""
    marks = {relation_mark(key, other): key for key in keys for other in accused if key != other}
    if not marks:
        return set()
    found = Relation.objects.filter(mark__in=list(marks), ended_at=None).order_by("pk")
    return {marks[mark] for mark in found.values_list("mark", flat=True)}
