"""What whoever raised it does after a letter: let everybody read it, or get a receipt code."""

from __future__ import annotations

from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import services
from openbeat.apps.concerns.views.finding import found
from openbeat.apps.concerns.views.raising import steps_after
from openbeat.core.receipts import services as receipts
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now


@open_to_all
@writes
def open_up(request: Request, pk: int) -> HttpResponse:
    concern = services.open_up(found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Everybody can read it as soon as somebody has looked at it."))
    return redirect(concern)


@open_to_all
@writes
def code(request: Request, pk: int) -> HttpResponse:
    """A new receipt code, for whoever raised it; an earlier one is worthless then."""
    concern = found(request, pk)
    if not request.actor.is_subject_of(concern):
        raise Http404
    fresh = receipts.renew(concern, token_urlsafe(16), now(), by=request.actor)
    return page(request, "concerns/receipt.html", code=fresh, concern=concern, next_steps=steps_after(concern))
