"""Give somebody the task to look into a complaint, never against a conflict; and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act, Barred
from openbeat.apps.complaints.lifecycle.giving import RECUSED, TAKEN, Ended, Given
from openbeat.apps.complaints.models import Assignment, Relation
from openbeat.apps.complaints.notices import ASSIGNED, GIVEN_BACK
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import LEADS, OVERSIGHT
from openbeat.apps.complaints.queries import giving as queries
from openbeat.apps.complaints.queries.reading import safe_of
from openbeat.apps.complaints.queries.who import readers_of
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.barring import put_bar
from openbeat.apps.complaints.services.steps import asked, shut_out
from openbeat.apps.complaints.services.telling import DESK
from openbeat.core.ledger import services as ledger
from openbeat.core.notices import services as notices
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

MEANWHILE = _("Somebody else gave this task to somebody meanwhile. Look who has it now, then choose again.")
HAS_IT = _("This person has the task already.")
NOBODY_HAS_IT = _("Nobody has this task.")
NOT_A_REASON = _("Choose one of the reasons.")
YOURSELF = _("Everybody is close to themselves: name somebody else.")
SAID_ALREADY = _("You have said so already.")
NEVER_SAID = _("You have not said so.")


@transaction.atomic
def assign(complaint: Complaint, person: Person, *, why: Given, keys: Keys, by: Actor, at: datetime) -> Assignment:
    """Give somebody the task, and the key to the matter; whoever had it has it no more.

    `complaint` as it was looked at. Raises Refused: for a conflict, or where somebody else gave it out meanwhile;
    Shut while locked.
    """
    seen, complaint = complaint.assigned_at, asked(complaint, Act.ASSIGN, by=by)
    if complaint.assigned_at != seen:
        raise Refused(MEANWHILE)
    if complaint.investigator_id == person.pk:
        raise Refused(HAS_IT)
    if against := queries.conflicts(complaint, [person])[person.pk]:
        raise Refused(" ".join(str(conflict.label) for conflict in against))
    end(complaint, Ended.HANDED_ON, by=by, at=at)
    vault.add(safe_of(complaint), person, keys=keys, by=by, at=at)
    row = Assignment.objects.create(complaint=complaint, person=person, why=why, by=by.person, at=at)
    _holds(complaint, person, at)
    ledger.record(Act.ASSIGN, complaint, by=by, at=at, to=person.pk)
    clocking.handed_over(complaint)
    if person != by.person:
        notices.tell(ASSIGNED, person, about=complaint, at=at, link=DESK)
    return row


def end(complaint: Complaint, why: Ended, *, by: Actor, at: datetime) -> Assignment | None:
    """Whoever has the task has it no more, nor the key, unless they have it by their post; the complaint is locked."""
    row = queries.assignment_of(complaint)
    if row is None:
        return None
    row.ended_at, row.ended_why = at, why
    row.save(update_fields=["ended_at", "ended_why"])
    _holds(complaint, None, None)
    if not any(row.person.holds(role) for role in LEADS):
        _throw_away(complaint, row.person, by=by, at=at)
    return row


def _throw_away(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> None:
    others = [reader for reader in readers_of(complaint) if reader.still and reader.person.pk != person.pk]
    if others:
        shut_out(complaint, person, by=by, at=at)


def _holds(complaint: Complaint, person: Person | None, at: datetime | None) -> None:
    complaint.investigator, complaint.assigned_at, complaint.signed_at = person, at, None
    if person is not None and person.holds(OVERSIGHT):
        complaint.outside_works = True  # and stays so: what they began, the department does not take back
    complaint.save(update_fields=["investigator", "assigned_at", "signed_at", "outside_works"])


@transaction.atomic
def take_away(complaint: Complaint, why: Ended, *, by: Actor, at: datetime) -> Complaint:
    """Take the task from whoever has it: their key opens it no more, also where it is open now. Raises Refused."""
    complaint = asked(complaint, Act.TAKE_AWAY, by=by)
    if why not in TAKEN:
        raise Refused(NOT_A_REASON)
    if end(complaint, why, by=by, at=at) is None:
        raise Refused(NOBODY_HAS_IT)
    ledger.record(Act.TAKE_AWAY, complaint, by=by, at=at, why=str(why))
    clocking.handed_over(complaint)
    return complaint


@transaction.atomic
def sign(complaint: Complaint, *, by: Actor, at: datetime) -> Complaint:
    """Sign, before the first word is opened, that one has no conflict in it. Raises Refused."""
    complaint = asked(complaint, Act.SIGN, by=by)
    complaint.signed_at = at
    complaint.save(update_fields=["signed_at"])
    Assignment.objects.filter(complaint=complaint, ended_at=None).update(signed_at=at)
    ledger.record(Act.SIGN, complaint, by=by, at=at)
    return complaint


@transaction.atomic
def recuse(complaint: Complaint, why: Ended, *, by: Person, at: datetime) -> Complaint:
    """Give the task back because of a conflict: the matter is kept from them from now on. Raises Refused."""
    complaint = asked(complaint, Act.RECUSE, by=by)
    if why not in RECUSED:
        raise Refused(NOT_A_REASON)
    end(complaint, why, by=by, at=at)
    put_bar(complaint, by, Barred.CONFLICT, by=by, at=at)
    ledger.record(Act.RECUSE, complaint, by=by, at=at, why=str(why))
    clocking.handed_over(complaint)
    for reader in readers_of(complaint):
        if reader.still and any(reader.person.holds(role) for role in LEADS):
            notices.tell(GIVEN_BACK, reader.person, about=complaint, at=at, link=DESK)
    return complaint


@transaction.atomic
def declare(other: Person, *, by: Person, at: datetime) -> Relation:
    """Say that one is close to somebody: nobody reads to whom, and neither gets a matter about the other.

    Raises Refused.
    """
    POLICY.require(by, Act.DECLARE, None)
    if other.pk == by.pk:
        raise Refused(YOURSELF)
    mark = queries.relation_mark(by.pk, other.pk)
    if queries.relations_of(by).filter(mark=mark).exists():
        raise Refused(SAID_ALREADY)
    row = Relation.objects.create(person=by, mark=mark, at=at)
    ledger.record(Act.DECLARE, row, by=by, at=at)
    return row


@transaction.atomic
def withdraw_relation(other: Person, *, by: Person, at: datetime) -> Relation:
    """Say that one is close to somebody no longer; that one was stays on record. Raises Refused."""
    POLICY.require(by, Act.DECLARE, None)
    row = queries.relations_of(by).filter(mark=queries.relation_mark(by.pk, other.pk)).first()
    if row is None:
        raise Refused(NEVER_SAID)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    ledger.record(Act.END_RELATION, row, by=by, at=at)
    return row
