"""Who can read a matter at all: by a post, by a key, by the receipt; and from whom it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.sides import Given
from openbeat.apps.complaints.policies.posts import (
    DECIDER,
    INTAKE,
    INTERPRETER,
    INVESTIGATOR,
    OVERSIGHT,
    PROSECUTOR,
    SUPERVISOR,
)
from openbeat.core.people.roles import is_staff
from openbeat.core.vault import queries as vault
from openbeat.core.vault import vouching
from openbeat.kit.policy import rule
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

KIND = "complaints.complaint"
INSIDE = (INTAKE, INVESTIGATOR, SUPERVISOR, DECIDER)
WORKERS = (*INSIDE, OVERSIGHT)  # who can be made a reader at all


def mark_of(person: int, complaint: int) -> str:
    """What stands for a person from whom a matter is kept: to be compared, and never to be read."""
    return vouching.mark("complaints", complaint, person)


def accused_mark(person: int, complaint: int) -> str:
    """What stands for a person whom a matter is about; another mark than that of those from whom it is kept."""
    return vouching.mark("accused", complaint, person)


def is_barred(person: Actor, complaint: Complaint) -> bool:
    """Whether this matter is kept from somebody: whoever complained asked for it, or they have a part in it."""
    if person.person is None:
        return False
    marks: set[str] | None = complaint.__dict__.get("_bars")  # a page asks about many people
    if marks is None:
        marks = complaint.__dict__["_bars"] = set(complaint.bars.order_by().values_list("mark", flat=True))
    return bool(marks) and mark_of(person.person.pk, complaint.pk) in marks


def _prosecutes(person: Actor, complaint: Complaint) -> bool:
    """Whether somebody became a prosecutor, and something in a matter that they could read was compelled."""
    return person.holds(PROSECUTOR) and complaint.statements.filter(given=Given.COMPELLED).exists()


def handles(person: Actor, complaint: Complaint) -> bool:
    """Whether somebody holds a post that may read such a matter at all: the outside body always, the department's own
    unless it is about their chief or the office that receives complaints. Never somebody whom it is kept from.
    """
    if is_barred(person, complaint):
        return False
    return person.holds(OVERSIGHT) or (not complaint.outside_only and any(person.holds(role) for role in INSIDE))


def _has_a_key(person: Person, complaint: Complaint) -> bool:
    known: dict[int, bool] = complaint.__dict__.setdefault("_has_a_key", {})  # a page asks about every act of it
    if person.pk not in known:
        known[person.pk] = vault.reads(person, KIND).filter(key=str(complaint.pk)).exists()
    return known[person.pk]


@rule(_("Only an interpreter of this matter, or somebody who reads it, may do this."))
def interprets(actor: Actor, complaint: Complaint) -> bool:
    person = actor.person
    if person is None or is_barred(actor, complaint) or not _has_a_key(person, complaint):
        return False
    if audits(actor, complaint):
        return False
    if handles(actor, complaint):
        return bool(has_signed(actor, complaint))
    return person.holds(INTERPRETER) and not complaint.outside_only and _has_pledged(person)


def _has_pledged(person: Person) -> bool:
    """Whether somebody's pledge to keep what they interpret stands."""
    return bool(person.interpreter_pledges.filter(ended_at=None).exists())


@rule(_("Only whoever has the receipt of this complaint may do this."))
def has_the_receipt(actor: Actor, complaint: Complaint) -> bool:
    if actor.kind != "holder":
        return False
    first = complaint.split_from_id  # the receipt of the matter that it was split from opens it too
    return actor.is_subject_of(complaint) or bool(first and Ref(KIND, str(first)) in getattr(actor, "refs", ()))


@rule(_("Only those to whom this matter is sealed may do this."))
def has_a_key_to_it(actor: Actor, complaint: Complaint) -> bool:
    if actor.person is None or not handles(actor, complaint) or _prosecutes(actor, complaint):
        return False
    return _has_a_key(actor.person, complaint)


@rule(_("Sign first that you have no conflict in this matter."))
def has_signed(actor: Actor, complaint: Complaint) -> bool:
    return not _has_the_task(actor, complaint) or complaint.signed_at is not None


def _has_the_task(actor: Actor, complaint: Complaint) -> bool:
    return actor.person is not None and complaint.investigator_id == actor.person.pk


def audits(actor: Actor, complaint: Complaint) -> bool:
    """Whether somebody of the outside body has the key to a matter for an audit that goes on, and for nothing else."""
    if actor.person is None or not actor.holds(OVERSIGHT):
        return False
    having: set[int] | None = complaint.__dict__.get("_audited_by")  # a page asks about every act of it
    if having is None:
        having = set(
            complaint.sampled.filter(given_at__isnull=False, ended_at=None)
            .order_by()
            .values_list("asked_by", flat=True)
        )
        complaint.__dict__["_audited_by"] = having
    return actor.person.pk in having


@rule(_("You have the key for an audit: you read this matter, and change nothing in it."))
def does_not_audit_it(actor: Actor, complaint: Complaint) -> bool:
    return not audits(actor, complaint)


may_read = has_a_key_to_it & has_signed
is_reader = may_read & does_not_audit_it  # who may do something in it as well


@rule(_("Only whoever has the task to look into it may do this."))
def has_the_task(actor: Actor, complaint: Complaint) -> bool:
    return _has_the_task(actor, complaint)


@rule(_("You have signed already."))
def has_not_signed(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.signed_at is None


@rule(_("Only those who work for the department, or belong to the outside body, may do this."))
def works_here(actor: Actor, _thing: Any) -> bool:
    return actor.person is not None and (actor.holds(OVERSIGHT) or any(is_staff(role) for role, _ in actor.person.held))
