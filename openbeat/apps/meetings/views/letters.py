"""The letter run of minutes: who still gets a letter, the file to print, and that they are on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.policies import reads_addresses
from openbeat.apps.meetings.services import sending
from openbeat.apps.meetings.views import paper
from openbeat.apps.meetings.views.pages import find
from openbeat.core.ledger.http import opens
from openbeat.core.notices import queries as outbox
from openbeat.core.people import queries as people
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Minutes


@public
@reads
def pdf(request: Request, pk: int) -> HttpResponse:
    """The minutes on paper, the same for everybody; `?large=1` in large print."""
    found = queries.minutes_of(find(request, pk))
    if found is None or not found.is_out:
        raise Http404
    large = request.GET.get("large") == "1"
    name = f"minutes-{pk}-large.pdf" if large else f"minutes-{pk}.pdf"
    return _file(paper.minutes_pdf(found, large=large, at=now()), name)


@reads
def show(request: Request, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    letters = outbox.letters(request.actor, found)
    count = letters.count()
    return page(request, "meetings/letters.html", meeting=found.meeting, minutes=found, count=count)


@writes
def take(request: Request, pk: int) -> HttpResponse:
    count = sending.posted(_mine(request, pk), by=request.actor, at=now())
    messages.success(request, _("%(count)s letters are marked as posted.") % {"count": count})
    return redirect("meetings:letters", pk)


letters = shows_and_takes(show, take)


def _mine(request: Request, pk: int) -> Minutes:
    """Published minutes, for whoever answers for the area: addresses are personal. Raises Refused, or 404."""
    found = queries.minutes_of(find(request, pk))
    if found is None or not found.is_published:
        raise Http404
    if not (verdict := reads_addresses(request.actor, found.meeting)):
        raise Refused(verdict.reason)
    return found


def _with_letters(request: Request, pk: int) -> Minutes:
    found = _mine(request, pk)
    if not outbox.letters(request.actor, found).exists():
        raise Http404
    return found


@opens(_with_letters)
def run(request: Request, found: Minutes) -> HttpResponse:
    """All letters in one file, each with its page for the address; that it was opened is on record."""
    waiting = list(outbox.letters(request.actor, found))
    large = people.who_need("large_print", [message.person_id for message in waiting if message.person_id])
    return _file(paper.letters_pdf(found, waiting, large), f"letters-{found.meeting_id}.pdf", private=True)


def _file(made: bytes, name: str, *, private: bool = False) -> HttpResponse:
    kept = {"Cache-Control": "no-store"} if private else {}
    headers = {"Content-Disposition": f'inline; filename="{name}"', **kept}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
