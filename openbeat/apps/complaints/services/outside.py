"""A matter that is about the chief or the receiving office goes to the outside body; the accused read none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Barred
from openbeat.apps.complaints.lifecycle.giving import Ended
from openbeat.apps.complaints.lifecycle.sides import Given
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.barring import put_bar
from openbeat.apps.complaints.services.giving import end as end_task
from openbeat.apps.complaints.services.steps import asked
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Shut

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.core.vault.models import Safe
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
    _turn_compelled(complaint, without, keys=keys, by=by, at=at)
    end_task(complaint, Ended.OUTSIDE, by=by, at=at)
    complaint.outside_only = True
    complaint.save(update_fields=["outside_only"])
    ledger.record(Act.TURN_OUTSIDE, complaint, by=by, at=at)
    for row in clocking.open_rows(complaint):
        loop.hand_over(row.promise, complaint, debtor=clocking.debtor(complaint))
    tell_readers(complaint, by=by, at=at)
    return complaint


def _turn_compelled(complaint: Complaint, without: set[int], *, keys: Keys, by: Actor, at: datetime) -> None:
    """What was compelled goes with the matter, where these keys open it.

    What they do not open, nobody who lost the matter opens any more either, but for the last one who has it.
    """
    theirs = {reader.person.pk for reader in queries.readers_of(complaint)}
    for row in queries.statements_of(complaint).filter(given=Given.COMPELLED):
        if safe := vaults.safe_of(row):
            try:
                vault.turn_outside(safe, but=without, keys=keys, by=by, at=at)
            except Shut:
                _leave_one(safe, theirs, by=by, at=at)


def _leave_one(safe: Safe, theirs: set[int], *, by: Actor, at: datetime) -> None:
    there = [wrap.reader for wrap in vaults.readers(safe) if wrap.reader]
    gone = [person for person in there if person.pk not in theirs]
    for person in gone[len(there) == len(gone) :]:  # the first one is who took it
        vault.remove(safe, person, by=by, at=at)


def throw_out(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> None:
    """Take the key of somebody whom the matter is about away, at once; the last reader's goes once another is there.

    The complaint is locked.
    """
    if complaint.investigator_id == person.pk:
        end_task(complaint, Ended.ACCUSED, by=by, at=at)
    if any(reader.person.pk != person.pk for reader in queries.readers_of(complaint)):
        put_bar(complaint, person, Barred.ACCUSED, by=by, at=at)
    # Else nobody but them could read it: it goes to the outside body as soon as it is classified.
