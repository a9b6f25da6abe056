"""The example town's own pages, only there: the cast, a mailbox, a clock that can be moved, a new beginning."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from openbeat.apps.home.services import town
from openbeat.core.jobs import services as jobs
from openbeat.core.notices import queries as notices
from openbeat.core.notices import services as letters
from openbeat.core.people import demo as people
from openbeat.core.people.http import shows_and_takes
from openbeat.core.places import queries as places
from openbeat.core.places.models import Kind
from openbeat.core.web.http import Request, View, page, reads, writes
from openbeat.kit import clock

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message

LOOPBACK = {"127.0.0.1", "::1"}
LETTER = (
    "The lamp at the bus stop is out, and it is dark there when we come home."  # as somebody types it in a terminal
)


def example_only[**P](view: View[P]) -> View[P]:
    """The page is there in the example town alone, for somebody who sits at the machine it runs on."""

    @wraps(view)
    def wrapper(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.OPENBEAT_DEMO or request.META.get("REMOTE_ADDR") not in LOOPBACK:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(wrapper)


@example_only
@reads
def index(request: Request) -> HttpResponse:
    return page(
        request,
        "home/demo.html",
        parts=people.parts(),
        now=clock.now(),
        building=town.is_building(),
        command=_letter_by_hand(),
    )


def _letter_by_hand() -> str:
    """What a letter to the first beat looks like on a command line; empty where there is no beat yet."""
    beats = places.areas(Kind.BEAT)
    if not (beats and settings.OPENBEAT_MAIL_DOMAIN):
        return ""
    to = f"{beats[0].slug}@{settings.OPENBEAT_MAIL_DOMAIN}"
    head = f"From: sam@example.org\\nTo: {to}\\nSubject: {LETTER}\\n\\n{LETTER}\\n"
    server = f"smtp://127.0.0.1:{settings.OPENBEAT_MAIL_PORT}"
    return f"printf '{head}' | curl -s {server} --mail-from sam@example.org --mail-rcpt {to} -T -"


@example_only
@reads
def outbox(request: Request) -> HttpResponse:
    return page(request, "home/outbox.html", letters=[_carrying(letter) for letter in notices.outbox()[:100]])


def _carrying(letter: Message) -> Message:
    """To whoever has no account a letter carries a link that opens their matter once: here it leads to one letter."""
    letter.opens_once = bool(letter.link and letter.person and not letter.person.email)
    if letter.opens_once:
        letter.link = reverse("home:demo-letter", args=[letter.pk])
    return letter


@example_only
@reads
def show_letter(request: Request, pk: int) -> HttpResponse:
    letter = get_object_or_404(notices.outbox(), pk=pk)
    return page(request, "home/outbox.html", letters=[_carrying(letter)])


@example_only
@writes
def open_letter(request: Request, pk: int) -> HttpResponse:
    """Make the link that the letter carries, as the mail server would have got it, and follow it."""
    letter = get_object_or_404(notices.outbox(), pk=pk)
    return redirect(letters.opening_link(letter, at=clock.now()) or letter.link or "home:demo-outbox")


letter = login_not_required(shows_and_takes(show_letter, open_letter))


@example_only
@writes
def week(request: Request) -> HttpResponse:
    clock.move(timedelta(days=7))
    messages.info(request, _("The clock of Alder Falls stands a week later now."))
    return redirect("home:demo")


@example_only
@writes
def again(request: Request) -> HttpResponse:
    town.ask_for_a_new_beginning()
    jobs.later("home.start_again")
    messages.info(request, _("The town is being built anew. That takes a few seconds."))
    return redirect("home:demo")
