"""What those who work on a case write into its file: entries that are never changed, and a plan with its steps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Casework
from openbeat.apps.complaints.models import CaseEntry, PlanStep
from openbeat.apps.complaints.services.forms import forget_form
from openbeat.apps.complaints.services.steps import opened_for, sealed, somebody
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Step, Written
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

COMPELLED = _(
    "A statement that somebody had to give has readers of its own. It is not written here, but on its own page."
)
NO_SUCH_ENTRY = _("There is no entry of this number that you could correct.")
DONE_ALREADY = _("This step is done already.")


@transaction.atomic
def write_entry(complaint: Complaint, written: Written, *, keys: Keys, by: Actor, at: datetime) -> CaseEntry:
    """Put one more entry into the file of a case, sealed; a mistake is corrected by another entry.

    Raises Refused, also for a statement that somebody was made to give; Shut while locked.
    """
    complaint, _opened = opened_for(complaint, Act.WRITE_ENTRY, keys=keys, by=by)
    if written.sort == Casework.INTERVIEW and written.facts.get("voluntary") == "no":
        raise Refused(COMPELLED)
    row = entry(complaint, written, by=by, at=at)
    ledger.record(Act.WRITE_ENTRY, complaint, by=by, at=at, number=row.number, sort=row.sort)
    forget_form(complaint, "entry", by=by)
    return row


@transaction.atomic
def print_case(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Put on record that somebody prints the file of a case. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.PRINT, keys=keys, by=by)
    ledger.record(Act.PRINT, complaint, by=by, at=at)


def entry(complaint: Complaint, written: Written, *, by: Actor, at: datetime) -> CaseEntry:
    """Keep an entry of a matter that is locked and was asked about. Raises Refused where it corrects nothing."""
    before = CaseEntry.objects.filter(complaint=complaint)
    corrects = before.filter(number=written.corrects).first() if written.corrects else None
    if written.corrects and corrects is None:
        raise Refused(NO_SUCH_ENTRY)
    safe = queries.safe_of(complaint)
    return CaseEntry.objects.create(
        complaint=complaint,
        number=before.count() + 1,
        sort=written.sort,
        words=sealed(safe, written.words),
        facts=sealed(safe, json.dumps(dict(written.facts))) if written.facts else b"",
        corrects=corrects,
        language=written.language,
        by=somebody(by),
        at=at,
    )


@transaction.atomic
def plan_step(complaint: Complaint, planned: Step, *, keys: Keys, by: Actor, at: datetime) -> PlanStep:
    """Add a step to the plan of the investigation. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.PLAN, keys=keys, by=by)
    row = PlanStep.objects.create(
        complaint=complaint,
        number=PlanStep.objects.filter(complaint=complaint).count() + 1,
        words=sealed(queries.safe_of(complaint), planned.words),
        language=planned.language,
        due=planned.due,
        made_by=somebody(by),
        made_at=at,
    )
    ledger.record(Act.PLAN, complaint, by=by, at=at, number=row.number)
    return row


@transaction.atomic
def plan_step_done(complaint: Complaint, number: int, *, keys: Keys, by: Actor, at: datetime) -> PlanStep:
    """Say that a step of the plan is done. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.PLAN_DONE, keys=keys, by=by)
    row = PlanStep.objects.filter(complaint=complaint, number=number, done_at=None).first()
    if row is None:
        raise Refused(DONE_ALREADY)
    row.done_at, row.done_by = at, by.person
    row.save(update_fields=["done_at", "done_by"])
    ledger.record(Act.PLAN_DONE, complaint, by=by, at=at, number=row.number)
    return row
