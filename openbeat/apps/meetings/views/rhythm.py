"""The page that says how often each beat promises to meet, and which fall behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import RhythmForm
from openbeat.apps.meetings.lifecycle import RhythmAct
from openbeat.apps.meetings.policies import RHYTHM_POLICY
from openbeat.apps.meetings.services import rhythm
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@open_to_all
@reads
def show(request: Request) -> HttpResponse:
    areas = queries.areas_promised(request.actor)
    return _page(request, RhythmForm(areas=areas) if areas else None)


@writes
def promise(request: Request) -> HttpResponse:
    areas = queries.areas_promised(request.actor)
    if not areas:
        RHYTHM_POLICY.require(request.actor, RhythmAct.PROMISE, places.root())
    form = RhythmForm(request.POST, areas=areas)
    if not form.is_valid():
        return _page(request, form, 422)
    rhythm.promise(form.cleaned_data["area"], form.cleaned_data["often"], by=request.actor, at=now())
    messages.success(request, _("That is promised now, and everybody can see whether it is kept."))
    return redirect("meetings:rhythm")


def _page(request: Request, form: Any, status: int = 200) -> HttpResponse:
    paces = queries.paces(now())
    late = sum(pace.is_behind for pace in paces)
    return page(request, "meetings/rhythm.html", status=status, paces=paces, late=late, form=form)
