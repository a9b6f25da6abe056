"""A matter that is about the chief or the receiving office goes to the outside body; the accused read none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Barred
from openbeat.apps.complaints.lifecycle.giving import Ended
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.barring import put_bar
from openbeat.apps.complaints.services.giving import end as end_task
from openbeat.apps.complaints.services.steps import asked
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.vault import services as vault

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


@transaction.atomic
def turn_outside(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Seal a matter to the outside body alone from now on; its receipt goes on working, who read it stays on record.

    Whoever in the department had the task has it no more. Raises Refused; Shut while locked.
    """
    return turned_outside(asked(complaint, Act.TURN_OUTSIDE, by=by), keys=keys, by=by, at=at)


def turned_outside(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """The same for a complaint that is locked, where the policy was asked before."""
    without = queries.outside_who_must_not(complaint)
    vault.turn_outside(queries.safe_of(complaint), but=without, keys=keys, by=by, at=at)
    end_task(complaint, Ended.OUTSIDE, by=by, at=at)
    complaint.outside_only = True
    complaint.save(update_fields=["outside_only"])
    ledger.record(Act.TURN_OUTSIDE, complaint, by=by, at=at)
    for row in clocking.open_rows(complaint):
        loop.hand_over(row.promise, complaint, debtor=clocking.debtor(complaint))
    tell_readers(complaint, by=by, at=at)
    return complaint


def throw_out(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> None:
    """Take the key of somebody whom the matter is about away, at once; the last reader's goes once another is there.

    The complaint is locked.
    """
    if complaint.investigator_id == person.pk:
        end_task(complaint, Ended.ACCUSED, by=by, at=at)
    if any(reader.person.pk != person.pk for reader in queries.readers_of(complaint)):
        put_bar(complaint, person, Barred.ACCUSED, by=by, at=at)
    # Else nobody but them could read it: it goes to the outside body as soon as it is classified.
