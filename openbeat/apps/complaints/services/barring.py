"""From whom a matter is kept, and what becomes of their tries to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Barred, Stage
from openbeat.apps.complaints.models import Bar
from openbeat.apps.complaints.policies import mark_of, may_take_out
from openbeat.apps.complaints.services.steps import asked, shut_out
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.kit.actors import Actor

THEY_ASKED = _("Whoever complained asked for this. Only they can change it.")
NOT_BARRED = _("This matter is not kept from this person.")


@transaction.atomic
def bar(complaint: Complaint, person: Person, why: Barred, *, by: Actor, at: datetime) -> Bar:
    """Keep a matter from somebody: no key of theirs opens it from now on. Twice changes nothing,
    but that what whoever complained asks for holds from then on, whatever was the reason before.

    Raises Refused, also where nobody else could read it then. Who reads it for the outside body loses the key by the
    word of whoever complained, or of the outside body.
    """
    fresh = asked(complaint, Act.BAR, by=by)
    refuse_outside(fresh, person, by=by)
    row = put_bar(fresh, person, why, by=by, at=at)
    complaint.__dict__.pop("_bars", None)  # what the caller's row knew of it
    return row


def refuse_outside(complaint: Complaint, person: Person, *, by: Actor) -> None:
    """Raise Refused where the department would take a reader of the outside body out of a matter, for any reason."""
    reads_it = any(reader.person.pk == person.pk for reader in queries.readers_of(complaint))
    if by.person and reads_it and not (verdict := may_take_out(by, person)):
        raise Refused(verdict.reason)


def put_bar(complaint: Complaint, person: Person, why: Barred, *, by: Actor, at: datetime) -> Bar:
    """The same for a matter that is locked, where the policy was asked before."""
    facts = {"why": why, "by": by.person, "since": at}
    row, new = Bar.objects.get_or_create(complaint=complaint, mark=mark_of(person.pk, complaint.pk), defaults=facts)
    complaint.__dict__.pop("_bars", None)  # see policies.is_barred
    if complaint.stage != Stage.WRITING:  # until it is sent nobody has a key to it
        shut_out(complaint, person, by=by, at=at)
    if not new and why == Barred.ASKED != row.why:  # from now on the office cannot lift it
        row.why = why
        row.save(update_fields=["why"])
    if new:
        ledger.record(Act.BAR, complaint, by=by, at=at)  # not why: beside a reader who was removed it would say whom
    return row


@transaction.atomic
def lift_bar(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> Complaint:
    """Keep a matter from somebody no longer, where the office had said so: they still have to be added to read it.

    Raises Refused, also for what whoever complained asked for.
    """
    complaint = asked(complaint, Act.LIFT_BAR, by=by)
    row = Bar.objects.filter(complaint=complaint, mark=mark_of(person.pk, complaint.pk)).first()
    if row is None:
        raise Refused(NOT_BARRED)
    if row.why == Barred.ASKED:
        raise Refused(THEY_ASKED)
    row.delete()
    ledger.record(Act.LIFT_BAR, complaint, by=by, at=at)
    return complaint


@transaction.atomic
def attempted(key: int, *, by: Actor, at: datetime) -> None:
    """Somebody of staff tried to open a matter that is not theirs: its readers see who and when. It opens nothing."""
    if complaint := queries.attempted_by(by, key):
        ledger.record(Act.ATTEMPT, complaint, by=by, at=at)
