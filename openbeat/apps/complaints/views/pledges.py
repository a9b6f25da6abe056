"""Which interpreters have signed a pledge: noted by an administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints import services
from openbeat.apps.complaints.forms import PledgeForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import interpreting
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused


@reads
def show(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.NOTE_PLEDGE, None)
    return _page(request, PledgeForm())


def _page(request: Request, form: PledgeForm, status: int = 200) -> HttpResponse:
    return page(request, "complaints/pledges.html", status=status, form=form, pledges=interpreting.pledges())


@writes
def take(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.NOTE_PLEDGE, None)
    form = PledgeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        services.note_pledge(form.chosen(), form.signed(), by=request.actor, at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, form, 403)
    messages.success(request, _("Noted."))
    return redirect("complaints:pledges")


pledges = shows_and_takes(show, take)


@writes
def end(request: Request, key: int) -> HttpResponse:
    """Let a pledge end."""
    POLICY.require(request.actor, Act.END_PLEDGE, None)
    services.end_pledge(get_object_or_404(interpreting.pledges(), pk=key), by=request.actor, at=now())
    messages.success(request, _("Noted."))
    return redirect("complaints:pledges")
