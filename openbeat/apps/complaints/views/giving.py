"""Who looks into a complaint: given out without a conflict, signed before it is opened, given back at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.giving import AssignForm, RecuseForm, RelationForm, TakeAwayForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.lifecycle.giving import Given
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import giving
from openbeat.apps.complaints.views.finding import found
from openbeat.apps.complaints.views.sheet import Sheet
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened

BY_HAND = "withdraw"


def _assign_form(_request: Request, complaint: Complaint, data: Any) -> AssignForm:
    free = [one.person for one in giving.candidates(complaint) if not one.conflicts]
    return AssignForm(complaint, [one for one in free if one.pk != complaint.investigator_id], data)


def _assign(request: Request, complaint: Complaint, form: AssignForm) -> str:
    complaint.assigned_at = form.cleaned_data["seen"]  # as it was looked at
    person, why = form.cleaned_data["person"], Given(form.cleaned_data["why"])
    services.assign(complaint, person, why=why, keys=vault.keys(request), by=request.actor, at=now())
    return _("They have the task and a key to the matter. Before they open it they sign that they have no conflict.")


def _shown(_request: Request, complaint: Complaint, _opened: Opened) -> dict[str, Any]:
    return {
        "candidates": giving.candidates(complaint),
        "assignments": list(giving.assignments_of(complaint)),
        "take_away_form": TakeAwayForm(),
    }


assign = Sheet("complaints/assign.html", Act.ASSIGN, _assign_form, _assign, _shown, "complaints:assign").view()


@writes
def take_away(request: Request, pk: int) -> HttpResponse:
    """Take the task from whoever has it."""
    complaint, form = found(request, pk), TakeAwayForm(request.POST)
    if form.is_valid():
        services.take_away(complaint, form.reason(), by=request.actor, at=now())
        messages.success(request, _("They have the task no more, and their key opens the matter no more."))
    still = queries.visible_to(request.actor).filter(pk=pk).exists()
    return redirect("complaints:assign", pk) if still else redirect("complaints:desk")


def _given(request: Request, pk: int) -> Complaint:
    """The matter, for whoever has the task, signed or not; to anybody else there is nothing here."""
    complaint = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    if not POLICY.verdict(request.actor, Act.RECUSE, complaint):
        raise Http404
    return complaint


@never_cache
@reads
def show_sign(request: Request, pk: int) -> HttpResponse:
    """Before the first word: what is known in clear, and the two buttons."""
    return _sign_page(request, _given(request, pk), RecuseForm())


def _sign_page(request: Request, complaint: Complaint, form: RecuseForm, status: int = 200) -> HttpResponse:
    rows = list(queries.allegation_rows(complaint))
    kinds = queries.kinds_of((row.kinds, row.kind) for row in rows)
    door = POLICY.verdict(request.actor, Act.SIGN, complaint)
    context: dict[str, Any] = {"complaint": complaint, "kinds": list(kinds.values()), "form": form, "door": door}
    return page(request, "complaints/sign.html", status=status, **context)


@writes
def take_sign(request: Request, pk: int) -> HttpResponse:
    complaint = _given(request, pk)
    services.sign(complaint, by=request.actor, at=now())
    return redirect(complaint)


sign = shows_and_takes(show_sign, take_sign)


@writes
def recuse(request: Request, pk: int) -> HttpResponse:
    """Give the task back."""
    complaint, form = _given(request, pk), RecuseForm(request.POST)
    if not form.is_valid():
        return _sign_page(request, complaint, form, 422)
    person = request.actor.person
    assert person is not None  # noqa: S101  has the task
    services.recuse(complaint, form.reason(), by=person, at=now())
    messages.success(request, _("You have given it back. Those who give out such tasks know, and you cannot open it."))
    return redirect("home:desk")


@never_cache
@reads
def show_relations(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.DECLARE, None)
    return _relations_page(request, RelationForm())


def _relations_page(request: Request, form: RelationForm, status: int = 200) -> HttpResponse:
    person = request.actor.person
    mine = list(giving.relations_of(person)) if person else []
    return page(request, "complaints/relations.html", status=status, form=form, mine=mine)


@writes
def take_relations(request: Request) -> HttpResponse:
    """Say that one is close to somebody, or no longer: by the same field, as nobody reads back whom one named."""
    POLICY.require(request.actor, Act.DECLARE, None)
    form, person = RelationForm(request.POST), request.actor.person
    if not form.is_valid() or person is None:
        return _relations_page(request, form, 422)
    act = services.withdraw_relation if form.cleaned_data["act"] == BY_HAND else services.declare
    try:
        act(form.cleaned_data["email"], by=person, at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _relations_page(request, form, 403)
    messages.success(request, _("Kept. With whom, nobody can read here, and you will not see it again either."))
    return redirect("complaints:relations")


relations = sensitive_post_parameters()(shows_and_takes(show_relations, take_relations))
