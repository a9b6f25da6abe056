"""The example town's own pages, only there: the cast, a mailbox, a clock that can be moved, a new beginning."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.home.services import town
from openbeat.core.jobs import services as jobs
from openbeat.core.notices import queries as notices
from openbeat.core.people import demo as people
from openbeat.core.web.http import Request, View, page, reads, writes
from openbeat.kit import clock

LOOPBACK = {"127.0.0.1", "::1"}


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
    return page(request, "home/demo.html", parts=people.parts(), now=clock.now(), building=town.is_building())


@example_only
@reads
def outbox(request: Request) -> HttpResponse:
    return page(request, "home/outbox.html", letters=notices.outbox()[:100])


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
