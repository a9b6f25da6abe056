"""What a reader does in a matter: acknowledge, begin, write, answer, close; and drafts, sealed from the first save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Kind, Sort, Stage
from openbeat.apps.complaints.models import Draft
from openbeat.apps.complaints.services import clocking, summaries
from openbeat.apps.complaints.services.steps import asked, has_said, opened_for, sealed, step, told, turn
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Why, Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NO_QUESTIONS = _("Whoever complained does not want to be asked. They read your answer with their receipt.")


@transaction.atomic
def acknowledge(complaint: Complaint, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Write to whoever complained that it was read, and who is responsible. Raises Refused; Shut while locked."""
    complaint, opened = opened_for(complaint, Act.ACKNOWLEDGE, keys=keys, by=by)
    turn(complaint, Kind.ACKNOWLEDGEMENT, words, by=by, at=at)
    complaint = step(complaint, Act.ACKNOWLEDGE, by=by, at=at, acknowledged_at=at)
    if not queries.account_of(complaint, opened).contact:  # they want no questions: these words are the contact
        clocking.contacted(complaint, at=at)
    _forget_draft(complaint, by=by)
    return complaint


@transaction.atomic
def begin(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Say that somebody looks into it from now on. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.BEGIN, keys=keys, by=by)
    return step(complaint, Act.BEGIN, by=by, at=at, begun_at=at)


@transaction.atomic
def answer(complaint: Complaint, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Give the answer, with reasons: the promise is kept. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.ANSWER, keys=keys, by=by)
    turn(complaint, Kind.ANSWER, words, by=by, at=at)
    for each in complaint.joined.order_by("pk"):  # who joined in reads the same answer, in their own language
        told(each, Act.ANSWER, Kind.ANSWER, words, by=by, at=at)
    complaint = step(complaint, Act.ANSWER, by=by, at=at, answered_at=at)
    _forget_draft(complaint, by=by)
    return complaint


@transaction.atomic
def close(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Close what was answered: its period begins; its owner can reopen it. Raises Refused; Shut while locked."""
    complaint, _opened = opened_for(complaint, Act.CLOSE, keys=keys, by=by)
    complaint = step(complaint, Act.CLOSE, by=by, at=at, closed_at=at)
    vault.close(queries.safe_of(complaint), outcome=Stage.ANSWERED.value, at=at)
    if complaint.sort == Sort.COMPLAINT:
        summaries.owe(complaint, at=at)
    return complaint


@transaction.atomic
def write(complaint: Complaint, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Ask or tell whoever complained something, where they allowed it; pressed twice, it is sent once.

    Raises Refused; Shut while locked.
    """
    complaint, opened = opened_for(complaint, Act.WRITE, keys=keys, by=by)
    if not queries.account_of(complaint, opened).contact:
        raise Refused(NO_QUESTIONS)
    if has_said(complaint, Kind.MESSAGE, words, opened, by=by, at=at):
        return complaint
    turn(complaint, Kind.MESSAGE, words, by=by, at=at)
    ledger.record(Act.WRITE, complaint, by=by, at=at)
    clocking.kept_by(Act.WRITE, complaint, at=at)
    _forget_draft(complaint, by=by)
    return complaint


@transaction.atomic
def save_draft(complaint: Complaint, words: Words, *, by: Actor, at: datetime) -> Draft:
    """Keep what somebody began to write, sealed; their key may be locked meanwhile, as sealing needs none."""
    complaint = asked(complaint, Act.DRAFT, by=by)
    kept = {"words": sealed(queries.safe_of(complaint), words.text), "language": words.language, "saved_at": at}
    draft, _new = Draft.objects.update_or_create(complaint=complaint, person=by.person, form="message", defaults=kept)
    ledger.record(Act.DRAFT, complaint, by=by, at=at)
    return draft


@transaction.atomic
def drop_draft(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Throw one's own draft away. Raises Refused."""
    complaint = asked(complaint, Act.DROP_DRAFT, by=by)
    _forget_draft(complaint, by=by)
    ledger.record(Act.DROP_DRAFT, complaint, by=by, at=at)


def opened(complaint: Complaint, why: Why | str, *, by: Actor, at: datetime) -> None:
    """Record that its words are shown, by whom, when and why, where a page answers to a form."""
    ledger.record(Reading.OPEN, complaint, by=by, at=at, **({"why": str(why)} if why else {}))


def _forget_draft(complaint: Complaint, *, by: Actor) -> None:
    Draft.objects.filter(complaint=complaint, person=by.person, form="message").delete()
