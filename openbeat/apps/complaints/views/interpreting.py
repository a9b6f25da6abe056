"""The page of an interpreter: what waits for the language of whoever complained, and nothing else of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import InterpreterForm, TranslatedForm
from openbeat.apps.complaints.lifecycle import Act, Words
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import interpreting
from openbeat.apps.complaints.services.interpreting import GONE
from openbeat.apps.complaints.views.finding import found, is_locked, unlock_url
from openbeat.apps.complaints.views.returning import form_back
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page, read_only, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint


def _found(request: Request, pk: int) -> Complaint:
    complaint = get_object_or_404(queries.rows(), pk=pk)
    if not POLICY.verdict(request.actor, Act.TRANSLATE, complaint):
        raise Http404
    return complaint


@opens(_found, why="language")
def _recorded(request: Request, complaint: Complaint) -> HttpResponse:
    return _page(request, complaint, TranslatedForm())


def _page(request: Request, complaint: Complaint, form: TranslatedForm, status: int = 200) -> HttpResponse:
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    waiting = interpreting.waiting_in(complaint, opened)
    facts: dict[str, Any] = {"complaint": complaint, "waiting": waiting, "form": form}
    facts["said"] = queries.account_of(complaint, opened)
    return page(request, "complaints/interpret.html", status=status, **facts)


@never_cache
def show(request: Request, pk: int) -> HttpResponse:
    """GET only. Theirs or 404; the passphrase first; then the opening is on record before any word."""
    with read_only():
        complaint = _found(request, pk)
        if is_locked(request, complaint):
            return redirect(unlock_url(reverse("complaints:interpret", args=[pk])))
    return _recorded(request, pk)


show.mode = "opens"  # type: ignore[attr-defined]


@writes
def take(request: Request, pk: int) -> HttpResponse:
    """Send one message in the language of whoever complained."""
    complaint, form, here = _found(request, pk), TranslatedForm(request.POST), request.path
    if not form.data.get("text", "").strip():
        messages.error(request, _("Nothing was sent: write the message in their language first."))
        return redirect("complaints:interpret", pk)
    if not form.is_valid():
        return form_back(request, form, " ".join(str(each) for some in form.errors.values() for each in some), here)
    row = interpreting.waiting_row(complaint, form.cleaned_data["waiting"] or 0)
    if row is None:
        return form_back(request, form, str(GONE), here)
    try:
        words = Words(form.cleaned_data["text"], complaint.language)
        services.put_into_language(row, words, keys=vault.keys(request), by=request.actor, at=now())
    except Refused as refused:  # rolled back
        return form_back(request, form, str(refused), here)
    with_the_answer = _("Whoever complained reads these reasons with the answer.")
    sent = _("Sent. Whoever complained reads it in their language.")
    messages.success(request, with_the_answer if row.act == Act.EXPLAIN_POINT else sent)
    return redirect("complaints:interpret", pk)


interpret = sensitive_post_parameters()(shows_and_takes(show, take))


@writes
def add(request: Request, pk: int) -> HttpResponse:
    """Let an interpreter in, of those whom nobody refused."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    people = interpreting.interpreters_for(complaint, queries.account_of(complaint, opened))
    form = InterpreterForm(people, request.POST)
    if not form.is_valid():
        messages.warning(request, _("Nobody was added: choose somebody first."))
        return redirect(complaint)
    services.add_interpreter(complaint, form.chosen(), keys=vault.keys(request), by=request.actor, at=now())
    messages.success(request, _("They can read it from now on, and put messages into its language."))
    return redirect(complaint)
