"""What people do after a letter: let everybody read it, get a receipt code, or say that a reply is the answer."""

from __future__ import annotations

from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.views.finding import found, matter, opens_one
from openbeat.apps.concerns.views.raising import steps_after
from openbeat.core.people.http import shows_and_takes
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


@opens_one
def show_draft(request: Request, concern: Concern) -> HttpResponse:
    """The reply that was kept, for whoever wrote it."""
    draft = queries.draft_of(concern, request.actor)
    if draft is None:
        raise Http404
    return page(request, "concerns/draft.html", **matter(request, concern), draft=draft)


@writes
def take_draft(request: Request, pk: int) -> HttpResponse:
    concern, person = found(request, pk), request.actor.person
    if person is None or queries.draft_of(concern, person) is None:
        raise Http404
    if request.POST.get("act") == "drop":
        services.drop_draft(concern, by=person, at=now())
        messages.success(request, _("Your reply was thrown away."))
    else:
        services.publish_draft(concern, by=person, at=now())
        messages.success(request, _("Answered. Whoever raised it is told, and asked whether it is solved."))
    return redirect(concern)


draft = shows_and_takes(show_draft, take_draft)
