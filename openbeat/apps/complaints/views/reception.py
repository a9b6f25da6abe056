"""Where an administrator switches complaints on, and sees what is missing before that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now


@reads
def show(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.SWITCH_ON, None)
    return page(request, "complaints/switch.html", row=queries.reception(), missing=queries.missing())


@writes
def take(request: Request) -> HttpResponse:
    """On where it is off, and off where it is on: the button says which."""
    if request.POST.get("act") == Act.SWITCH_OFF:
        services.switch_off(by=request.actor, at=now())
        messages.success(request, _("No more complaints are taken here. Those that came go on."))
    else:
        services.switch_on(by=request.actor, at=now())
        messages.success(request, _("Complaints are taken on this site from now on."))
    return redirect("complaints:switch")


switch = shows_and_takes(show, take)
