"""The front page: what I can do, what happens next, whether promises are kept, what was answered lately."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.home import queries
from openbeat.core.hooks import calendar, stories
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse

AHEAD = timedelta(days=21)
FEW = 3


@public
@reads
def front(request: Request) -> HttpResponse:
    at = now()
    events = [event for event in calendar.events(VISITOR, None, at, at + AHEAD) if not event.cancelled]
    return page(
        request,
        "home/front.html",
        story=stories.newest(),
        waits=queries.late_now(None, at, FEW),
        events=events[:FEW],
        figures=queries.promise_figures(),
        late=queries.late_count(),
        areas=places.overview(),
    )
