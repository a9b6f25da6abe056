"""Who may interpret in a matter, what waits for its language, and which matters an interpreter has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.models import Pledge, Waiting
from openbeat.apps.complaints.policies import INTERPRETER
from openbeat.apps.complaints.queries.barring import is_barred
from openbeat.apps.complaints.queries.lists import readable, rows
from openbeat.apps.complaints.queries.naming import folded
from openbeat.apps.complaints.queries.who import holders, readers_of, with_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.complaints.lifecycle import Said
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened


def pledge_of(person: Person) -> Pledge | None:
    """The pledge of somebody that stands, if there is one."""
    return Pledge.objects.filter(person=person, ended_at=None).first()


def pledges() -> QuerySet[Pledge]:
    """The pledges that stand, by name."""
    return Pledge.objects.filter(ended_at=None).select_related("person").order_by("person__name", "pk")


def interpreters_for(complaint: Complaint, said: Said) -> list[Person]:
    """Who could interpret: a post, a pledge, a key, and no refusal by whoever complained; from elsewhere first."""
    if complaint.outside_only:
        return []
    pledges = {row.person_id: row for row in Pledge.objects.filter(ended_at=None).order_by("pk")}
    refused = {folded(name) for name in said.reach.refused}
    have = {reader.person.pk for reader in readers_of(complaint)}
    found = [
        person
        for person in with_key(holders(INTERPRETER))
        if person.pk in pledges
        and person.pk not in have
        and folded(person.name) not in refused
        and not is_barred(person, complaint)
    ]
    return sorted(found, key=lambda person: not pledges[person.pk].from_elsewhere)


def interpreted_by(person: Person) -> QuerySet[Complaint]:
    """The matters in which somebody is an interpreter, newest first; nothing without the post and the pledge."""
    if not person.holds(INTERPRETER) or pledge_of(person) is None:
        return rows().none()
    return rows().filter(pk__in=readable(person), outside_only=False).order_by("-filed_at", "-pk")


@dataclass(frozen=True, slots=True, repr=False)
class Waits:
    """A message that waits, opened."""

    row: Waiting
    words: str


def waiting_in(complaint: Complaint, opened: Opened) -> list[Waits]:
    """What waits for the language of whoever complained, the oldest first. Raises Shut where it is damaged."""
    found = Waiting.objects.filter(complaint=complaint, sent_at=None).order_by("pk")
    return [Waits(row, opened.text(row.words).rstrip()) for row in found]


def waiting_row(complaint: Complaint, pk: int) -> Waiting | None:
    """One message that waits in this matter."""
    return Waiting.objects.filter(complaint=complaint, pk=pk, sent_at=None).first()
