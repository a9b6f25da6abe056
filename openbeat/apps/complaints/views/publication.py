"""The publication profile: for everybody to read; for an administrator to write, have signed, and withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms.publication import ProfileForm, SignatureForm
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.queries import corrected, publication
from openbeat.apps.complaints.services import publication as services
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.forms import Form


@public
@reads
def index(request: Request) -> HttpResponse:
    """What is published, of whom, from which stage, under which law; who signed it; and every version before."""
    profiles = [profile for profile in publication.profiles() if profile.in_force_at]
    held = next((profile for profile in profiles if profile.ended_at is None), None)
    return page(request, "outcomes/publication.html", held=held, profiles=profiles)


@reads
def show(request: Request) -> HttpResponse:
    """The forms of an administrator."""
    POLICY.require(request.actor, Act.DRAFT, None)
    return _forms(request)


def _forms(request: Request, status: int = 200, **forms: Form) -> HttpResponse:
    waiting, held = publication.unsigned(), publication.in_force()
    context: dict[str, Any] = {"waiting": waiting, "held": held, "years": publication.years()}
    context["corrections"] = corrected.lines()
    context["form"] = forms.get("form") or ProfileForm(initial=ProfileForm.first(waiting or held, get_language()))
    first = {"version": waiting.version if waiting else None}
    context["signing"] = forms.get("signing") or SignatureForm(initial=first)
    return page(request, "outcomes/publication_edit.html", status=status, **context)


@writes
def take(request: Request) -> HttpResponse:
    """Write a version, enter a signature, or withdraw what holds: the button says which."""
    POLICY.require(request.actor, Act.DRAFT, None)
    act = request.POST.get("act")
    if act == Act.WITHDRAW:
        services.withdraw_profile(by=request.actor, at=now())
        messages.success(request, _("Nothing about complaints is published from now on."))
        return redirect("complaints:publication_edit")
    return _sign(request) if act == Act.SIGN else _draft(request)


def _draft(request: Request) -> HttpResponse:
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _forms(request, 422, form=form)
    facts = form.cleaned_data
    try:
        services.draft_profile(form.switches(), facts["law"], facts["language"], by=request.actor, at=now())
    except Refused as refused:  # rolled back
        form.add_error(None, str(refused))
        return _forms(request, 422, form=form)
    messages.success(request, _("Saved. It holds once both have signed it."))
    return redirect("complaints:publication_edit")


def _sign(request: Request) -> HttpResponse:
    """Enter it under the version that stood on the page: one that was replaced since is refused, and says so."""
    form = SignatureForm(request.POST)
    if publication.unsigned() is None:
        raise Http404
    if form.is_valid():
        seen = get_object_or_404(publication.profiles(), version=form.cleaned_data["version"])
        try:
            services.sign_profile(seen, form.signature(), by=request.actor, at=now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The signature is on record."))
            return redirect("complaints:publication_edit")
    return _forms(request, 422, signing=form)


edit = shows_and_takes(show, take)
