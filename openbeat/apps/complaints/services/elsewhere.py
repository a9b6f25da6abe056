"""What goes to others, who works on the criminal side, and statements; a wall stands between the last two."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle.sides import ADMONITION, REFERRAL_REPLY, Given, Sent
from openbeat.apps.complaints.models import CriminalSide, Derivation, Referral, Statement
from openbeat.apps.complaints.notices import REPLY_LATE
from openbeat.apps.complaints.policies import ELSEWHERE_POLICY as POLICY
from openbeat.apps.complaints.policies import is_walled_off, mark_of
from openbeat.apps.complaints.queries.elsewhere import overdue_replies
from openbeat.apps.complaints.services.steps import locked, sealed, somebody
from openbeat.apps.complaints.services.telling import DESK
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as notices
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.lifecycle.sides import Heard, Outgoing
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

LAST_MOMENT = time(23, 59, 59)
DERIVED = _("One of these texts is a compelled statement, or was made from one. It cannot be sent to anybody.")
NOT_OF_IT = _("One of these does not belong to this matter.")
CRIMINAL = _(
    "They work on the criminal side of this matter, or for a prosecutor. They may not read what was compelled."
)
READS_IT = _(
    "They read a compelled statement of this matter, or what was made from one. They cannot work on the criminal side."
)
READERS_FIRST = _("Somebody who reads this matter works on its criminal side. Remove them from its readers first.")
FREELY = _("This statement was given freely: whoever reads the matter reads it.")
OVER = _("This is over already.")


@transaction.atomic
def refer(complaint: Complaint, out: Outgoing, items: Iterable[Ref], *, by: Actor, at: datetime) -> Referral:
    """Put on record what was sent to somebody else. Raises Refused: for all that was compelled.

    Where a reply is due by a day, whoever sent it has it on their desk.
    """
    complaint = _asked(complaint, Sent.REFER, by=by)
    items = list(items)
    if not all(queries.belongs(item, complaint) for item in items):
        raise Refused(NOT_OF_IT)
    if set(items) & set(queries.derived(complaint)):
        raise Refused(DERIVED)
    safe = queries.safe_of(complaint)
    row = Referral.objects.create(
        complaint=complaint,
        number=_next(Referral, complaint),
        to=out.to,
        criminal=out.criminal,
        whom=sealed(safe, out.whom),
        words=sealed(safe, out.words),
        items=sealed(safe, json.dumps([str(item) for item in items])),
        language=out.language,
        reply_due=out.reply_due,
        at=at,
        **_whose(by),
    )
    if out.reply_due and by.person:
        due = datetime.combine(out.reply_due, LAST_MOMENT, tzinfo=department.zone()).astimezone(at.tzinfo)
        loop.owe(REFERRAL_REPLY, row, debtor=Debtor(None, person=by.person), at=at, due=max(due, at))
    ledger.record(Sent.REFER, complaint, by=by, at=at, to=str(out.to))
    return row


@transaction.atomic
def replied(referral: Referral, words: Words, *, by: Actor, at: datetime) -> Referral:
    """Keep what came back. Raises Refused."""
    complaint, referral = _open(referral, Sent.REPLY, by=by)
    referral.reply, referral.reply_language = sealed(queries.safe_of(complaint), words.text), words.language
    referral.replied_at = at
    referral.save(update_fields=["reply", "reply_language", "replied_at"])
    loop.keep(REFERRAL_REPLY, referral, at=at)
    ledger.record(Sent.REPLY, complaint, by=by, at=at, to=referral.to)
    return referral


@transaction.atomic
def close_referral(referral: Referral, *, by: Actor, at: datetime) -> Referral:
    """Nothing more is waited for there. Raises Refused."""
    complaint, referral = _open(referral, Sent.CLOSE, by=by)
    referral.closed_at = at
    referral.save(update_fields=["closed_at"])
    loop.release(REFERRAL_REPLY, referral, why="over", at=at)
    ledger.record(Sent.CLOSE, complaint, by=by, at=at, to=referral.to)
    return referral


def remind_of_replies(*, at: datetime) -> int:
    """Tell whoever sent something, once, that the reply to it is overdue; gives how many replies are."""
    rows = list(overdue_replies(at))
    for row in rows:
        once = f"{REPLY_LATE.name}|{row.pk}"
        notices.tell(REPLY_LATE, row.person, about=None, at=at, once=once, link=DESK)
    return len(rows)


def _open(referral: Referral, act: Sent, *, by: Actor) -> tuple[Complaint, Referral]:
    complaint = _asked(referral.complaint, act, by=by)
    referral = Referral.objects.get(pk=referral.pk)
    if referral.closed_at:
        raise Refused(OVER)
    return complaint, referral


@transaction.atomic
def name_on_criminal_side(complaint: Complaint, person: Person, *, by: Actor, at: datetime) -> CriminalSide:
    """Say that somebody works on the criminal matter beside this one: they never read what was compelled here.

    Raises Refused where they read it, or could have.
    """
    complaint = _asked(complaint, Sent.ON_CRIMINAL_SIDE, by=by)
    if queries.has_read_compelled(person, complaint):
        raise Refused(READS_IT)
    facts = {"who": sealed(queries.safe_of(complaint), person.name), "by": by.person, "since": at}
    row, new = CriminalSide.objects.get_or_create(
        complaint=complaint, mark=mark_of(person.pk, complaint.pk), defaults=facts
    )
    complaint.__dict__.pop("_criminal", None)  # see policies.is_walled_off
    if new:
        ledger.record(Sent.ON_CRIMINAL_SIDE, complaint, by=by, at=at)
    return row


@transaction.atomic
def take_statement(complaint: Complaint, heard: Heard, *, by: Actor, at: datetime) -> Statement:
    """Keep what an officer or a witness said; a compelled one in a safe of its own, for whoever took it.

    In a matter for the outside body alone it is for its people, but for those whom the matter is about, from whom it
    is kept, or who work on the criminal side. Raises Refused where one of those who read the matter works there, and
    where nobody of that body would be left.
    """
    complaint = _asked(complaint, Sent.TAKE_STATEMENT, by=by)
    if heard.accused and not complaint.accused.filter(pk=heard.accused).exists():
        raise Refused(NOT_OF_IT)
    compelled = heard.given == Given.COMPELLED
    if compelled and any(is_walled_off(reader.person, complaint) for reader in queries.readers_of(complaint)):
        raise Refused(READERS_FIRST)
    row = _begun(complaint, heard, by=by, at=at)
    safe = queries.safe_of(complaint)
    if compelled:
        alone = complaint.outside_only
        without = queries.outside_who_must_not(complaint) if alone else set()  # the criminal side too: the row is there
        safe = vault.make(row, readers=[somebody(by)], code="", outside_only=alone, but=without, by=by, at=at)
    row.words = sealed(safe, heard.words)
    row.save(update_fields=["words"])
    ledger.record(Sent.TAKE_STATEMENT, complaint, by=by, at=at, given=str(heard.given))
    return row


def _begun(complaint: Complaint, heard: Heard, *, by: Actor, at: datetime) -> Statement:
    return Statement.objects.create(
        complaint=complaint,
        number=_next(Statement, complaint),
        accused_id=heard.accused,
        given=heard.given,
        admonition=ADMONITION if heard.given == Given.COMPELLED else None,
        language=heard.language,
        at=at,
        **_whose(by),
    )


@transaction.atomic
def add_statement_reader(statement: Statement, person: Person, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Let one more of those who read the matter read a compelled statement. Raises Refused; Shut while locked."""
    complaint = _asked(statement.complaint, Sent.ADD_STATEMENT_READER, by=by)
    safe = vaults.safe_of(Ref.of(statement))
    if safe is None:
        raise Refused(FREELY)
    refuse_criminal_side(complaint, person)
    if not any(reader.person == person for reader in queries.readers_of(complaint)):
        raise Refused(NOT_OF_IT)
    vault.add(safe, person, keys=keys, by=by, at=at)
    ledger.record(Sent.ADD_STATEMENT_READER, complaint, by=by, at=at)


def refuse_criminal_side(complaint: Complaint, person: Person) -> None:
    """Whoever works on the criminal side reads no matter in which something was compelled. Raises Refused."""
    if is_kept_apart(complaint, person):
        raise Refused(CRIMINAL)


def is_kept_apart(complaint: Complaint, person: Person) -> bool:
    """Whether somebody may not read this matter because of what was compelled in it."""
    return is_walled_off(person, complaint) and queries.has_compelled(complaint)


@transaction.atomic
def name_source(complaint: Complaint, text: Ref, source: Ref, *, by: Actor, at: datetime) -> Derivation:
    """Say that a text of this matter was made from another, or from a statement. Raises Refused."""
    complaint = _asked(complaint, Sent.NAME_SOURCE, by=by)
    if text == source or not (queries.belongs(text, complaint) and queries.belongs(source, complaint)):
        raise Refused(NOT_OF_IT)
    facts = {"complaint": complaint, "by": by.person, "at": at}
    row, new = Derivation.objects.get_or_create(
        kind=text.kind, key=text.key, of_kind=source.kind, of_key=source.key, defaults=facts
    )
    if new:
        ledger.record(Sent.NAME_SOURCE, complaint, by=by, at=at)
    return row


def name_sources(complaint: Complaint, made: Model, sources: Iterable[Ref], *, by: Actor, at: datetime) -> None:
    """The same of each text that what somebody has just written rests on. Raises Refused."""
    for source in dict.fromkeys(sources):
        name_source(complaint, Ref.of(made), source, by=by, at=at)


def _whose(by: Actor) -> dict[str, Any]:
    return {"by": by.person}


def _next(model: type[Referral | Statement], complaint: Complaint) -> int:
    last = model.objects.filter(complaint=complaint).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _asked(complaint: Complaint, act: Sent, *, by: Actor) -> Complaint:
    complaint = locked(complaint)
    POLICY.require(by, act, complaint)
    return complaint
