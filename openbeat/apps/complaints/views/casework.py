"""The file of a case for those who work on it: the plan, and entries that are never changed; and the file on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.casework import CaseEntryForm, PlanForm
from openbeat.apps.complaints.lifecycle import STATIONS, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries.lists import parts_before_for
from openbeat.apps.complaints.views import casepaper
from openbeat.apps.complaints.views.caseforms import Forms, Paper, acting
from openbeat.apps.complaints.views.finding import found, is_locked, opens_sealed, unlock_url
from openbeat.core.ledger.http import Slow
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened


def opened_page(request: Request, complaint: Complaint) -> tuple[Opened, dict[str, Any]]:
    """What each page of a case shows, and the opened matter; the opening is on record."""
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    context: dict[str, Any] = {
        "complaint": complaint,
        "station": STATIONS[Stage(complaint.stage)],
        "doors": POLICY.doors(request.actor, complaint),
        "drafts": queries.forms_of(complaint, request.actor.person, opened),
    }
    return opened, context


def begun(name: str, context: dict[str, Any], **initial: Any) -> dict[str, Any]:
    """What a form begins with: the draft of whoever looks at it, else what is given here and the matter's language."""
    return {"language": context["complaint"].language, **initial, **context["drafts"].get(name, {})}


@opens_sealed
def casework(request: Request, complaint: Complaint) -> HttpResponse:
    """The plan and the entries of a case."""
    return _page(request, complaint, {}, 200)


def _page(request: Request, complaint: Complaint, forms: Forms, status: int) -> HttpResponse:
    opened, context = opened_page(request, complaint)
    context |= {
        "plan": queries.plan_of(complaint, opened),
        "entries": queries.entries_of(complaint, opened),
        "before": parts_before_for(complaint, request.actor),
        "entry_form": forms.get("entry") or CaseEntryForm(initial=begun("entry", context)),
        "plan_form": forms.get("plan") or PlanForm(initial=begun("plan", context)),
        "form": next(iter(forms.values()), None),
    }
    return page(request, "complaints/casework.html", status=status, **context)


def _entered(request: Request, complaint: Complaint, form: CaseEntryForm, _number: int) -> str:
    services.write_entry(complaint, form.written(), **acting(request))
    return _("It stands in the file. Nobody can change it; a mistake is corrected by another entry.")


def _planned(request: Request, complaint: Complaint, form: PlanForm, _number: int) -> str:
    services.plan_step(complaint, form.step(), **acting(request))
    return _("It stands in the plan.")


write_entry = Paper("entry", CaseEntryForm, _entered, _page, "complaints:casework").view()
plan = Paper("plan", PlanForm, _planned, _page, "complaints:casework").view()


@writes
def plan_done(request: Request, pk: int, number: int) -> HttpResponse:
    """A step of the plan is done."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    services.plan_step_done(complaint, number, **acting(request))
    return redirect("complaints:casework", pk)


@opens_sealed
def show_paper(request: Request, complaint: Complaint) -> HttpResponse | Slow[bytes]:
    """The file on paper, for whoever asked for it a moment ago: that they print it is on record."""
    if not queries.asked_to_print(complaint, request.actor, now()):
        return redirect("complaints:casework", complaint.pk)
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    who, language = str(request.actor.person), get_language() or "en"
    sheet = casepaper.sheet(complaint, opened, who=who, at=now())
    return Slow(lambda: casepaper.as_pdf(complaint, sheet, language), lambda made: casepaper.answer(complaint, made))


@writes
def ask_paper(request: Request, pk: int) -> HttpResponse:
    """Put on record that somebody prints the file; the sheet follows."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    services.print_case(complaint, **acting(request))
    return redirect("complaints:file_paper", pk)
