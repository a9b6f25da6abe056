"""Interpreters under a pledge; and what the office writes counts as sent only in the language of whoever complained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Kind, Signed
from openbeat.apps.complaints.models import Pledge, Waiting
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import interpreting
from openbeat.apps.complaints.services import handling
from openbeat.apps.complaints.services.findings import NO_SUCH_POINT, explain
from openbeat.apps.complaints.services.forms import forget_form
from openbeat.apps.complaints.services.steps import asked, locked, turn, wait
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

TELLS = {Act.REOPEN_CASE: Kind.MESSAGE}  # the act was done: its words alone were waiting
SENDS = {Act.ACKNOWLEDGE: handling.acknowledge, Act.WRITE: handling.write, Act.ANSWER: handling.answer}
NOT_THEM = _("They cannot interpret here: they have no pledge or no key, or whoever complained does not want them.")
IS_THEIRS = _("It stands in their language already: send it.")
NOT_SENT = _("Not sent yet: it waits until it stands in the language of whoever complained. No date is kept by it.")
GONE = _("This message does not wait any more.")
THERE = _("A pledge of this person stands already.")


@transaction.atomic
def note_pledge(person: Person, signed: Signed, *, by: Actor, at: datetime) -> Pledge:
    """Note that somebody signed to keep what they interpret. Raises Refused."""
    POLICY.require(by, Act.NOTE_PLEDGE, None)
    if interpreting.pledge_of(person):
        raise Refused(THERE)
    row = Pledge.objects.create(
        person=person,
        signed_on=signed.on,
        languages=" ".join(signed.languages),
        from_elsewhere=signed.from_elsewhere,
        noted_by=by.person,
        noted_at=at,
    )
    ledger.record(Act.NOTE_PLEDGE, row, by=by, at=at)
    return row


@transaction.atomic
def end_pledge(pledge: Pledge, *, by: Actor, at: datetime) -> None:
    """Let a pledge end: whoever signed it interprets nothing any more, and reads no matter by it. Raises Refused."""
    POLICY.require(by, Act.END_PLEDGE, None)
    if Pledge.objects.filter(pk=pledge.pk, ended_at=None).update(ended_at=at):  # pressed twice, it ends once
        ledger.record(Act.END_PLEDGE, pledge, by=by, at=at)


@transaction.atomic
def add_interpreter(complaint: Complaint, person: Person, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Let an interpreter read the matter with a key of their own. Raises Refused, also for whom they refused; Shut."""
    complaint = asked(complaint, Act.ADD_INTERPRETER, by=by)
    safe = queries.safe_of(complaint)
    if person not in interpreting.interpreters_for(complaint, queries.account_of(complaint, vault.opened(safe, keys))):
        raise Refused(NOT_THEM)
    vault.add(safe, person, keys=keys, by=by, at=at)
    ledger.record(Act.ADD_INTERPRETER, complaint, by=by, at=at)


@transaction.atomic
def wait_for_language(
    complaint: Complaint, act: Act, words: Words, *, by: Actor, at: datetime, number: int = 0
) -> Waiting:
    """Keep a message that is not in the language of whoever complained: it is not sent, and no date is kept by it.

    The number is that of the allegation whose reasons they are. Raises Refused.
    """
    complaint = asked(complaint, act, by=by)
    if words.language == complaint.language:
        raise Refused(IS_THEIRS)
    if act == Act.EXPLAIN_POINT:
        forget_form(complaint, f"told:{number}", by=by)
    return wait(complaint, act, words, by=by, at=at, number=number)


@transaction.atomic
def put_into_language(waiting: Waiting, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Write a message that waits in the language of whoever complained: now it is sent, in the name of who wrote it.

    By the interpreter of the matter, or by a reader. Raises Refused; Shut while locked.
    """
    complaint = locked(waiting.complaint)
    POLICY.require(by, Act.TRANSLATE, complaint)
    row = Waiting.objects.select_for_update().get(pk=waiting.pk)
    if row.sent_at is not None:
        raise Refused(GONE)
    row.sent_at, row.translated_by = at, by.person
    row.save(update_fields=["sent_at", "translated_by"])
    complaint = _send(complaint, row, words, keys=keys, at=at)
    ledger.record(Act.TRANSLATE, complaint, by=by, at=at, step="sent")
    return complaint


def _send(complaint: Complaint, row: Waiting, words: Words, *, keys: Keys, at: datetime) -> Complaint:
    act, by = Act(row.act), row.by
    if act == Act.EXPLAIN_POINT:
        point = queries.allegations(complaint).filter(number=row.number).first()
        if point is None:
            raise Refused(NO_SUCH_POINT)
        return explain(point, words, keys=keys, by=by, at=at).complaint
    kind = Kind.ANSWER if act == Act.ANSWER and complaint.joined_to_id else TELLS.get(act)
    if kind:
        turn(complaint, kind, words, by=by, at=at)
        return complaint
    return SENDS[act](complaint, words, keys=keys, by=by, at=at)
