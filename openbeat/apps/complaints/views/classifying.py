"""What a complaint is about, point by point; the officers it names; and the list of kinds of misconduct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import AccusedForm, KindsForm, PointsForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.views.finding import found, is_locked, unlock_url
from openbeat.apps.complaints.views.sheet import Sheet, to_desk
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened


def _points_form(_request: Request, complaint: Complaint, data: Any) -> PointsForm:
    rows = list(queries.allegation_rows(complaint))
    form = PointsForm(queries.kinds(), list(queries.accused_rows(complaint)), rows, data)
    form.initial = {"area": complaint.area_id or "", "language": complaint.language}
    return form


def _points(request: Request, complaint: Complaint, form: PointsForm) -> str:
    keys, by, at = vault.keys(request), request.actor, now()
    if form.there:
        services.reclassify(complaint, form.change(), keys=keys, by=by, at=at)
        return _("Changed. What stood there before is in the file.")
    services.classify(complaint, form.points(), form.cleaned_data["area"], keys=keys, by=by, at=at)
    return _("Written down. Whoever complained sees each point with their receipt.")


def _shown(_request: Request, complaint: Complaint, opened: Opened) -> dict[str, Any]:
    there = queries.points_of(complaint, opened)
    return {
        "said": queries.account_of(complaint, opened),
        "accused": queries.accused_of(complaint, opened),
        "points": there,
        "kinds": queries.kinds(),
        "accused_form": AccusedForm(),
        "top": queries.is_about_the_top(complaint) and not complaint.outside_only,
    }


CLASSIFYING = Sheet("complaints/classify.html", Act.CLASSIFY, _points_form, _points, _shown, "complaints:classify")
classify = CLASSIFYING.view()


def _accused_form(_request: Request, _complaint: Complaint, data: Any) -> AccusedForm:
    return AccusedForm(data)


def _accuse(request: Request, complaint: Complaint, form: AccusedForm) -> str:
    person, unit = form.cleaned_data["email"], form.cleaned_data["unit"]
    services.add_accused(complaint, form.who(), person=person, unit=unit, by=request.actor, at=now())
    return _("Written down, sealed to this matter.")


accused = Sheet(
    "complaints/accused.html", Act.ADD_ACCUSED, _accused_form, _accuse, _shown, "complaints:classify"
).view()


@writes
def turn_outside(request: Request, pk: int) -> HttpResponse:
    """Seal it to the outside body alone from now on."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    services.turn_outside(complaint, keys=vault.keys(request), by=request.actor, at=now())
    messages.success(request, _("Only the outside body can read it from now on."))
    still = queries.visible_to(request.actor).filter(pk=pk).exists()
    return redirect("complaints:classify", pk) if still else to_desk()


@open_to_all
@reads
def kinds(request: Request) -> HttpResponse:
    """The list of kinds in force, for everybody, and each list before it."""
    lists = list(queries.kind_lists())
    found_kinds = queries.kind_rows_of(lists[0]) if lists else queries.kinds()
    door = POLICY.verdict(request.actor, Act.SET_KINDS, None)
    return page(request, "complaints_public/kinds.html", kinds=found_kinds, lists=lists, door=door)


@reads
def show_new_kinds(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.SET_KINDS, None)
    return page(request, "complaints/new_kinds.html", form=KindsForm(queries.kinds()))


@writes
def take_new_kinds(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.SET_KINDS, None)
    form = KindsForm(queries.kinds(), request.POST)
    if not form.is_valid():
        return page(request, "complaints/new_kinds.html", status=422, form=form)
    try:
        services.set_kinds(form.kinds(), form.decided(), by=request.actor, at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return page(request, "complaints/new_kinds.html", status=403, form=form)
    messages.success(request, _("The new list holds from now on. What was classified before keeps its own."))
    return redirect("complaints:kinds")


new_kinds = shows_and_takes(show_new_kinds, take_new_kinds)
