"""What was sent to me, what waits for a person, and the page behind the link that stops messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from openbeat.core.ledger.http import opens
from openbeat.core.notices import queries, services, stops, tongues
from openbeat.core.notices.forms import DecisionForm
from openbeat.core.notices.lifecycle import Act
from openbeat.core.notices.models import Message
from openbeat.core.notices.policies import POLICY
from openbeat.core.people import contact
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

A_PAGE = 25


@reads
def mine(request: Request) -> HttpResponse:
    """What was sent to me, in full."""
    return page(request, "notices/mine.html", page_obj=_page(request, queries.mine(request.actor)))


@reads
def index(request: Request) -> HttpResponse:
    """What failed, what nobody knows about, and who must be called."""
    POLICY.require(request.actor, Act.SEE, None)
    found = _page(request, queries.waiting(request.actor))
    rows = [(message, POLICY.doors(request.actor, message)) for message in found]
    return page(request, "notices/index.html", page_obj=found, rows=rows)


def _readable(request: Request, pk: int) -> Message:
    message = get_object_or_404(queries.visible_to(request.actor).select_related("way"), pk=pk)
    POLICY.require(request.actor, Act.READ, message)
    return message


@opens(_readable)
def detail(request: Request, message: Message) -> HttpResponse:
    """One message to somebody else, with its words and how to reach the person; that it was opened is on record."""
    doors = POLICY.doors(request.actor, message)
    kind = message.way.kind if message.way else message.channel
    address = contact.spoken(kind, message.address)
    before = queries.chain(message)[1:]
    more = tongues.help_lines() if tongues.is_guessed(message.person) and not message.neutral else []
    return page(request, "notices/detail.html", message=message, doors=doors, address=address, before=before, help=more)


@writes
def see_to(request: Request, pk: int) -> HttpResponse:
    """Keep what a person decided."""
    message = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    services.see_to(message, form.decision(), by=request.actor, at=now())
    messages.success(request, _("Thank you. It is on record."))
    return redirect("notices:index")


@reads
def stop_page(request: Request, token: str) -> HttpResponse:
    """The page behind the link in a message: a button, since programs that look at mail open links."""
    message = queries.by_link(stops.key(token))
    good = message is not None and message.link_used_at is None and message.way_id is not None
    return page(request, "notices/stop.html", good=good, done=False)


@writes
def stop_now(request: Request, token: str) -> HttpResponse:
    """The button was pressed, here or in the mail program (RFC 8058)."""
    good = services.stop(stops.key(token), at=now())
    return page(request, "notices/stop.html", good=good, done=good)


# Mail programs post without a cookie and without our token; the signed link is the proof.
stop = open_to_all(csrf_exempt(shows_and_takes(stop_page, stop_now)))


def _page(request: Request, found: QuerySet[Message]) -> Page[Message]:
    return Paginator(found, A_PAGE).get_page(request.GET.get("page"))
