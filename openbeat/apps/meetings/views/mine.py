"""My calendar: a secret address that a calendar program can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.services import keys
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@reads
def show(request: Request) -> HttpResponse:
    return _page(request)


@writes
def take(request: Request) -> HttpResponse:
    if request.POST.get("act") == "revoke":
        keys.revoke(by=request.actor, at=now())
        messages.success(request, _("The address is gone. Programs that follow it learn nothing more."))
        return redirect("meetings:mine")
    token = keys.make(by=request.actor, at=now())
    address = request.build_absolute_uri(reverse("meetings:own-calendar", args=[token]))
    return _page(request, address)


def _page(request: Request, address: str = "") -> HttpResponse:
    person = request.actor.person
    return page(
        request,
        "meetings/mine.html",
        key=queries.key_of(request.actor),
        address=address,
        areas=queries.areas_followed(person) if person else [],
        coming=queries.comes_to(person) if person else [],
    )


mine = never_cache(shows_and_takes(show, take))
