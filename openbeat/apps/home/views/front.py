"""The front page: what I can do, what happens next, whether promises are kept, what was answered lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.home import queries
from openbeat.core.hooks import stories
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse

FEW = 3


@public
@reads
def front(request: Request) -> HttpResponse:
    areas = places.overview()
    return page(
        request,
        "home/front.html",
        story=stories.newest(),
        waits=queries.late_now(None, now(), FEW),
        events=queries.soonest(FEW),
        figures=queries.promise_figures(),
        late=queries.late_count(),
        areas=areas,
        links=queries.links(areas),
    )
