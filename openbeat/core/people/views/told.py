"""Whoever left an e-mail address says that it is theirs."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from openbeat.core.people import services
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

GONE = 410


@reads
def show(request: Request, token: str) -> HttpResponse:
    """Only a button: programs that fetch links in messages must not press it."""
    return page(request, "people/told.html", state="ask")


@writes
def take(request: Request, token: str) -> HttpResponse:
    if services.agree_address(token, at=now()):
        return page(request, "people/told.html", state="agreed")
    return page(request, "people/told.html", state="gone", status=GONE)


told = never_cache(open_to_all(shows_and_takes(show, take)))
