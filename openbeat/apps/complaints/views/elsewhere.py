"""What went to others, who works on the criminal side; statements, each compelled one behind a door of its own."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import sides as forms
from openbeat.apps.complaints.lifecycle.sides import ADMONITION, ADMONITIONS, Given, Sent
from openbeat.apps.complaints.models import Statement
from openbeat.apps.complaints.policies import ELSEWHERE_POLICY as POLICY
from openbeat.apps.complaints.views.beside import Deed, Doing, takes
from openbeat.apps.complaints.views.finding import first_asked, found, opens_sealed, why_of
from openbeat.core.ledger.http import opens
from openbeat.core.vault import http as vault
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vaulting
from openbeat.core.web.http import Request, page, read_only
from openbeat.kit.refs import Ref, row_number

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint


def _referrals(request: Request, complaint: Complaint, status: int = 200, **bound: Any) -> HttpResponse:
    opened = vaulting.opened(queries.safe_of(complaint), vault.keys(request))
    labels = dict(queries.texts_of(complaint))
    gone = queries.referrals_of(complaint, opened)
    context: dict[str, Any] = {
        "complaint": complaint,
        "referrals": [
            (
                each,
                [labels.get(ref, str(ref)) for ref in each.items],
                forms.ReferralReplyForm(complaint, auto_id=f"reply-{each.row.number}-%s"),
            )
            for each in gone
        ],
        "criminal_side": queries.criminal_side(complaint, opened),
        "doors": POLICY.doors(request.actor, complaint),
    }
    empty = {
        "refer_form": forms.ReferForm(complaint),
        "person_form": forms.EmailForm(complaint),
    }
    return page(request, "complaints/referrals.html", status=status, **context, **{**empty, **bound})


def _statements(request: Request, complaint: Complaint, status: int = 200, **bound: Any) -> HttpResponse:
    opened = vaulting.opened(queries.safe_of(complaint), vault.keys(request))
    labels = dict(queries.texts_of(complaint))
    derived = queries.derived(complaint)
    rows = [
        (row, "" if row.given == Given.COMPELLED else opened.text(row.words).rstrip())
        for row in queries.statements_of(complaint)
    ]
    context: dict[str, Any] = {
        "complaint": complaint,
        "statements": rows,
        "derived": [(labels.get(ref, str(ref)), sorted(numbers)) for ref, numbers in derived.items()],
        "admonition": ADMONITIONS[ADMONITION],
        "doors": POLICY.doors(request.actor, complaint),
    }
    empty = {"statement_form": forms.StatementForm(complaint), "source_form": forms.SourceForm(complaint)}
    return page(request, "complaints/statements.html", status=status, **context, **{**empty, **bound})


referrals, statements = opens_sealed(_referrals), opens_sealed(_statements)


def _found(request: Request, pk: int, number: int) -> Statement:
    row = queries.statement(found(request, pk), number)
    if row is None or row.given != Given.COMPELLED:
        raise Http404
    reads_it = request.actor.person in queries.statement_readers(row)
    if not reads_it or not POLICY.verdict(request.actor, Sent.READ_STATEMENT, row.complaint):
        raise Http404
    return row


def _why(request: Request, row: Statement) -> str:
    return why_of(request, row.complaint)


@opens(_found, why=_why)
def _recorded(request: Request, row: Statement) -> HttpResponse:
    safe = vaults.safe_of(Ref.of(row))
    if safe is None:
        raise Http404
    context: dict[str, Any] = {
        "complaint": row.complaint,
        "statement": row,
        "words": vaulting.opened(safe, vault.keys(request)).text(row.words).rstrip(),
        "readers": queries.statement_readers(row),
        "openings": queries.openings_of_statement(row),
        "admonition": ADMONITIONS.get(row.admonition or 0, ""),
        "form": forms.StatementReaderForm(row.complaint),
    }
    return page(request, "complaints/statement.html", **context)


@never_cache
@wraps(_recorded)
def statement(request: Request, pk: int, number: int) -> HttpResponse:
    """GET only. For its own readers; why comes first, and each opening of it is on record by itself."""
    with read_only():
        row = _found(request, pk, number)
        if first := first_asked(request, row.complaint):
            return first
    return _recorded(request, pk, number)


def _refer(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.refer(complaint, form.out(), form.refs(), by=deed.by, at=deed.at)


def _reply(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.replied(_referral(complaint, form), form.said(), by=deed.by, at=deed.at)


def _close(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.close_referral(_referral(complaint, form), by=deed.by, at=deed.at)


def _referral(complaint: Complaint, form: Any) -> Any:
    number = row_number(form.data.get("number", ""))
    row = queries.referral(complaint, number) if number is not None else None
    if row is None:
        raise Http404
    return row


def _criminal(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.name_on_criminal_side(complaint, form.cleaned_data["email"], by=deed.by, at=deed.at)


def _take(complaint: Complaint, form: Any, deed: Deed) -> None:
    services.take_statement(complaint, form.heard(), by=deed.by, at=deed.at)


def _source(complaint: Complaint, form: Any, deed: Deed) -> None:
    kept = form.cleaned_data
    services.name_source(complaint, Ref.parse(kept["made"]), Ref.parse(kept["source"]), by=deed.by, at=deed.at)


def _reader(complaint: Complaint, form: Any, deed: Deed) -> None:
    number = row_number(form.data.get("number", ""))
    row = queries.statement(complaint, number) if number is not None else None
    if row is None:
        raise Http404
    people = {reader.person.pk: reader.person for reader in queries.readers_of(complaint)}
    services.add_statement_reader(row, people[form.cleaned_data["person"]], keys=deed.keys, by=deed.by, at=deed.at)


SENT, HEARD = "complaints:referrals", "complaints:statements"
refer = takes(
    SENT, _referrals, Doing("refer_form", forms.ReferForm, _refer, _("On record: what was sent, to whom, when."))
)
reply = takes(SENT, _referrals, Doing("reply_form", forms.ReferralReplyForm, _reply, _("What came back is kept.")))
close = takes(SENT, _referrals, Doing("press_form", forms.PressForm, _close, _("It is over.")))
criminal = takes(
    SENT, _referrals, Doing("person_form", forms.EmailForm, _criminal, _("They never read what was compelled here."))
)
take = takes(HEARD, _statements, Doing("statement_form", forms.StatementForm, _take, _("The statement is sealed.")))
source = takes(HEARD, _statements, Doing("source_form", forms.SourceForm, _source, _("The source is named.")))
reader = takes(
    HEARD, _statements, Doing("press_form", forms.StatementReaderForm, _reader, _("They can read it from now on."))
)
