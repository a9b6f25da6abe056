"""A listening session: the notebook stays in the browser, the server gets the released lines, everybody reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import ReleaseForm
from openbeat.apps.meetings.lifecycle import Kind, ListeningAct
from openbeat.apps.meetings.policies import LISTENING_POLICY, may_release
from openbeat.apps.meetings.services import listening
from openbeat.apps.meetings.views.pages import find
from openbeat.core.hooks import origins, raising
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting


@reads
def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, _session(request, pk), ReleaseForm())


@writes
def take(request: Request, pk: int) -> HttpResponse:
    meeting, form = _session(request, pk), ReleaseForm(request.POST)
    if not (verdict := may_release(request.actor, meeting, now())):
        raise Refused(verdict.reason)
    if "raise" in request.POST:
        return _raise(request, meeting)
    if not form.is_valid():
        return _page(request, meeting, form)
    facts = form.cleaned_data
    made = listening.release(meeting, facts["lines"], language=facts["language"], by=request.actor, at=now())
    said = ngettext("%(count)s line is released.", "%(count)s lines are released.", len(made))
    messages.success(request, said % {"count": len(made)})
    return redirect("meetings:listening", pk)


def _raise(request: Request, meeting: Meeting) -> HttpResponse:
    line = queries.released_line(meeting, request.POST["raise"])
    if line is None or not raising.provided():
        raise Http404
    ref = listening.raise_line(line, by=request.actor, at=now())
    messages.success(request, _("It is raised. The liaison officer owes an answer, and you are told."))
    card = origins.cards([ref], request.actor).get(ref)
    return redirect(card.url if card else request.path)


page_of_session = open_to_all(shows_and_takes(show, take))


def _session(request: Request, pk: int) -> Meeting:
    meeting = find(request, pk)
    if meeting.kind != Kind.LISTENING:
        raise Http404
    return meeting


def _page(request: Request, meeting: Meeting, form: ReleaseForm) -> HttpResponse:
    """What was released, for everybody; the notebook for residents who lead; before that a sentence says why not."""
    lines = queries.released_with_concerns(meeting, request.actor)
    scribe = LISTENING_POLICY.verdict(request.actor, ListeningAct.OPEN, meeting)
    if not (lines or scribe):
        raise Refused(scribe.reason)
    door = may_release(request.actor, meeting, now())
    may_raise = raising.provided() and bool(LISTENING_POLICY.verdict(request.actor, ListeningAct.RAISE, meeting))
    facts = {"lines": lines, "scribe": scribe, "door": door, "may_raise": may_raise}
    status = 422 if form.is_bound else 200
    response = page(request, "meetings/listening.html", status=status, meeting=meeting, form=form, facts=facts)
    if scribe:
        response.headers["Cache-Control"] = "no-store"  # what is in the form stays in no cache of a shared computer
    return response
