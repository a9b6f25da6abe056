"""An audit: a sample nobody chose, keys that are asked for and given on record, what was found, what was answered."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.figures.drawing import drawn
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.audits import AuditAct, AuditOwed, AuditWhy
from openbeat.apps.complaints.models import Audit, Sampled
from openbeat.apps.complaints.notices import AUDIT_ASKS, AUDIT_KEY
from openbeat.apps.complaints.policies import handles, may_be_added
from openbeat.apps.complaints.policies.audits import AUDIT_POLICY as POLICY
from openbeat.apps.complaints.policies.audits import GIVING_POLICY
from openbeat.apps.complaints.queries import audits
from openbeat.apps.complaints.queries.summaries import names_in
from openbeat.apps.complaints.services.elsewhere import refuse_criminal_side
from openbeat.apps.complaints.services.steps import locked, shut_out, somebody
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.notices import services as notices
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.redaction import texts
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.lifecycle.audits import Window
    from openbeat.apps.complaints.lifecycle.board import Reply
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NOT_HERE = _("No body outside the police that audits is named here. An administrator names the bodies.")
NOT_OVER = _("Choose days that are over.")
NOTHING = _("No complaint was closed in these days.")
NOT_YOU = _("You cannot have the key of this matter. Somebody else who audits can ask for it.")
READS = _("You read this matter already.")
ASKED = _("Somebody has asked for this key already.")
NOT_ASKED = _("Nobody has asked for this key.")
OPEN_AGAIN = _("It is open.")
GIVEN = _("The key was given already.")
NAMES = _("These words name an officer as a matter of this audit does: %(names)s. Write it without names.")


@transaction.atomic
def draw_sample(window: Window, *, by: Actor, at: datetime) -> Audit:
    """Draw some of the matters that were closed in these days, by a rule that anybody can go through again.

    The seed is made here, after the numbers are fixed, and each draw stays. Raises Refused.
    """
    POLICY.require(by, AuditAct.DRAW, None)
    if not audits.body_audits():
        raise Refused(NOT_HERE)
    if window.until >= at.astimezone(department.zone()).date():
        raise Refused(NOT_OVER)
    numbers = audits.pool(window.since, window.until)
    if not numbers:
        raise Refused(NOTHING)
    audit = Audit.objects.create(
        since=window.since, until=window.until, size=window.size, seed=secrets.token_hex(16), pool=numbers,
        drawn_by=somebody(by), drawn_at=at,
    )  # fmt: skip
    chosen = drawn(audit.seed, numbers, audit.size)
    Sampled.objects.bulk_create(Sampled(audit=audit, complaint_id=key, place=n) for n, key in enumerate(chosen, 1))
    ledger.record(AuditAct.DRAW, audit, by=by, at=at, seed=audit.seed, of=len(numbers), size=audit.size)
    return audit


def _row(audit: Audit, number: int) -> tuple[Sampled, Complaint]:
    """One matter of a sample, both locked, and its audit first: no key is given while it ends, and stays given.

    Raises DoesNotExist where it was not drawn; Refused where it was opened again.
    """
    Audit.objects.select_for_update().get(pk=audit.pk)
    row = Sampled.objects.select_related("audit", "complaint", "asked_by").get(audit=audit, complaint=number)
    complaint = locked(row.complaint)
    if complaint.stage != Stage.CLOSED:
        raise Refused(OPEN_AGAIN)
    return Sampled.objects.select_for_update(of=("self",)).select_related("audit", "asked_by").get(pk=row.pk), complaint


@transaction.atomic
def ask_for_key(audit: Audit, number: int, why: AuditWhy, *, by: Actor, at: datetime) -> Sampled:
    """Ask for the key of a matter that was drawn, with a reason: its readers are told. Raises Refused."""
    row, complaint = _row(audit, number)
    POLICY.require(by, AuditAct.ASK, row.audit)
    person = somebody(by)
    if not handles(by, complaint) or queries.is_accused(complaint, person):
        raise Refused(NOT_YOU)
    if any(reader.person.pk == person.pk for reader in queries.readers_of(complaint)):
        raise Refused(READS)
    if row.asked_at:
        raise Refused(ASKED)
    row.why, row.asked_by, row.asked_at = why, person, at
    row.save(update_fields=["why", "asked_by", "asked_at"])
    ledger.record(AuditAct.ASK, complaint, by=by, at=at, why=str(why))
    for reader in queries.readers_of(complaint):
        if reader.still:
            notices.tell(AUDIT_ASKS, reader.person, about=None, at=at, link=audit.get_absolute_url())
    return row


@transaction.atomic
def give_key(audit: Audit, number: int, *, keys: Keys, by: Actor, at: datetime) -> Sampled:
    """Give whoever asked the key of a matter, to read it and no more, until the audit is over.

    Raises Refused; Shut while locked.
    """
    row, complaint = _row(audit, number)
    GIVING_POLICY.require(by, AuditAct.GIVE, complaint)
    if row.asked_by is None or row.audit.told_at:
        raise Refused(NOT_ASKED)
    if row.given_at:
        raise Refused(GIVEN)
    if not may_be_added(row.asked_by, complaint) or queries.is_accused(complaint, row.asked_by):
        raise Refused(NOT_YOU)
    refuse_criminal_side(complaint, row.asked_by)
    vault.add(queries.safe_of(complaint), row.asked_by, keys=keys, by=by, at=at)
    row.given_by, row.given_at = somebody(by), at
    row.save(update_fields=["given_by", "given_at"])
    ledger.record(AuditAct.GIVE, complaint, by=by, at=at, to=row.asked_by.pk)
    notices.tell(AUDIT_KEY, row.asked_by, about=None, at=at, link=audit.get_absolute_url())
    return row


def take_keys_back(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Whoever has the key of a matter for an audit has it no more: the audit is over, or the matter is open again.

    The matter is locked.
    """
    for row in audits.having_key(complaint):
        if row.asked_by:
            shut_out(complaint, row.asked_by, by=by, at=at)
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    complaint.__dict__.pop("_audited_by", None)


@transaction.atomic
def tell_findings(audit: Audit, words: Words, *, keys: Keys, by: Actor, at: datetime) -> Audit:
    """Say what was found, of all matters together: the department owes an answer by a date, and the keys go back.

    Raises Refused, also where the words name an officer; Shut while locked.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    POLICY.require(by, AuditAct.TELL, audit)
    for row in audits.sampled_rows(audit).filter(given_at__isnull=False, ended_at=None):
        complaint = locked(row.complaint)
        if row.asked_by == by.person:
            _refuse_names(complaint, words.text, keys)
        take_keys_back(complaint, by=by, at=at)
    audit.words, audit.language, audit.told_by, audit.told_at = words.text, words.language, somebody(by), at
    audit.save(update_fields=["words", "language", "told_by", "told_at"])
    ledger.record(AuditAct.TELL, audit, by=by, at=at)
    whole = places.root()
    post = places.post(whole, Role.COMMANDER) if whole else None
    loop.owe(AuditOwed.REPLY, audit, debtor=Debtor(whole, post), at=at)
    return audit


def _refuse_names(complaint: Complaint, words: str, keys: Keys) -> None:
    opened = vault.opened(queries.safe_of(complaint), keys)
    if left := texts.standing(words, names_in(complaint, opened)):
        raise Refused(NAMES % {"names": ", ".join(left)})


@transaction.atomic
def answer_audit(audit: Audit, answer: Reply, words: Words, *, by: Actor, at: datetime) -> Audit:
    """Answer what an audit found, with a reason: the promise is kept. Raises Refused."""
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    POLICY.require(by, AuditAct.REPLY, audit)
    audit.reply, audit.reply_words, audit.reply_words_language = answer, words.text, words.language
    audit.replied_by, audit.replied_at = somebody(by), at
    audit.save(update_fields=["reply", "reply_words", "reply_words_language", "replied_by", "replied_at"])
    ledger.record(AuditAct.REPLY, audit, by=by, at=at, reply=str(answer))
    loop.keep(AuditOwed.REPLY, audit, at=at)
    return audit
