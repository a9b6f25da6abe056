"""The audits of the outside body: draw, ask for a key, give it, say what was found, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints.forms.audits import AskKeyForm, AuditFoundForm, AuditReplyForm, DrawForm
from openbeat.apps.complaints.lifecycle.audits import AuditAct
from openbeat.apps.complaints.policies.audits import AUDIT_POLICY as POLICY
from openbeat.apps.complaints.queries import audits as queries
from openbeat.apps.complaints.services import auditing as services
from openbeat.apps.complaints.views.finding import found, is_locked, unlock_url
from openbeat.apps.complaints.views.returning import form_back
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Audit

A_PAGE = 20
LOCKED = gettext_lazy("Your key is locked. Unlock it in another tab, then send it again.")


@reads
def _show_all(request: Request) -> HttpResponse:
    return _all(request, DrawForm())


def _all(request: Request, form: DrawForm, status: int = 200) -> HttpResponse:
    POLICY.require(request.actor, AuditAct.READ, None)
    shown = Paginator(queries.visible_audits(request.actor), A_PAGE).get_page(request.GET.get("page"))
    draws = bool(POLICY.verdict(request.actor, AuditAct.DRAW, None))
    context: dict[str, Any] = {"page_obj": shown, "form": form, "draws": draws, "here": queries.body_audits()}
    return page(request, "complaints/audits.html", status=status, **context)


@writes
def _draw(request: Request) -> HttpResponse:
    POLICY.require(request.actor, AuditAct.DRAW, None)
    form = DrawForm(request.POST)
    if not form.is_valid():
        return _all(request, form, 422)
    audit = services.draw_sample(form.window(), by=request.actor, at=now())
    messages.success(request, _("Drawn. The sample stays as it is, with the rule by which it was drawn."))
    return redirect(audit)


all_of_them = never_cache(shows_and_takes(_show_all, _draw))


def _found(request: Request, pk: int) -> Audit:
    return get_object_or_404(queries.visible_audits(request.actor), pk=pk)


@never_cache
@reads
def audit(request: Request, pk: int) -> HttpResponse:
    """One audit: the sample, who has which key, what was found and answered."""
    return _one(request, _found(request, pk))


def _one(request: Request, audit: Audit, status: int = 200, **forms: Any) -> HttpResponse:
    doors = POLICY.doors(request.actor, audit)
    asks = forms.pop("asks", {})
    lines = [
        (line, asks.get(line.row.complaint_id) or AskKeyForm(number=line.row.complaint_id))
        for line in queries.sample_of(audit, request.actor)
    ]
    context: dict[str, Any] = {
        "audit": audit,
        "lines": lines,
        "holds": queries.holds(audit),
        "doors": doors,
        "form": AuditFoundForm(),
        "reply_form": AuditReplyForm(),
    }
    return page(request, "complaints/audit.html", status=status, **{**context, **forms})


@writes
def ask(request: Request, pk: int, number: int) -> HttpResponse:
    """Ask for the key of one matter."""
    audit, form = _found(request, pk), AskKeyForm(request.POST, number=number)
    _drawn(audit, number)
    if not form.is_valid():
        return _one(request, audit, 422, asks={number: form})
    services.ask_for_key(audit, number, form.reason(), by=request.actor, at=now())
    messages.success(request, _("Asked. Those who read this matter are told."))
    return redirect(audit)


def _drawn(audit: Audit, number: int) -> None:
    if not queries.sampled_rows(audit).filter(complaint=number).exists():
        raise Http404


@writes
def give(request: Request, pk: int, number: int) -> HttpResponse:
    """Give the key of one matter to whoever asked for it."""
    audit = _found(request, pk)
    _drawn(audit, number)
    complaint = found(request, number)
    if is_locked(request, complaint):
        return redirect(unlock_url(audit.get_absolute_url()))
    services.give_key(audit, number, keys=vault.keys(request), by=request.actor, at=now())
    messages.success(
        request, _("They have the key until the audit is over. They read this matter, and change nothing.")
    )
    return redirect(audit)


@sensitive_post_parameters()
@writes
def tell(request: Request, pk: int) -> HttpResponse:
    """Say what was found."""
    audit, form = _found(request, pk), AuditFoundForm(request.POST)
    if not form.is_valid():
        return _one(request, audit, 422, form=form)
    try:
        services.tell_findings(audit, form.said(), keys=vault.keys(request), by=request.actor, at=now())
    except Refused as fault:  # rolled back; what was typed comes back
        form.add_error(None, LOCKED if isinstance(fault, Shut) else str(fault))
        return _one(request, _found(request, pk), 403, form=form)
    messages.success(request, _("The department reads it now, and owes an answer by a date."))
    return redirect(audit)


@writes
def reply(request: Request, pk: int) -> HttpResponse:
    """Answer it, for the department."""
    audit, form = _found(request, pk), AuditReplyForm(request.POST)
    if not form.is_valid():
        return _one(request, audit, 422, reply_form=form)
    try:
        services.answer_audit(audit, form.chosen(), form.said(), by=request.actor, at=now())
    except Refused as refused:  # rolled back
        return form_back(request, form, str(refused), audit.get_absolute_url())
    messages.success(request, _("Answered. The outside body reads it."))
    return redirect(audit)
