"""What changes, for everybody."""

from __future__ import annotations

from django.http import HttpResponse

from openbeat.apps.concerns.forms.trends import TrendsForm
from openbeat.apps.concerns.queries import trends as queries
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now


@public
@reads
def index(request: Request) -> HttpResponse:
    at, area = now(), TrendsForm(request.GET).chosen()
    everything, *each = queries.trends(area, at)
    return page(
        request,
        "concerns/trends.html",
        form=TrendsForm(initial={"area": area.slug if area else ""}),
        area=area,
        everything=everything,
        trends=each,
        fresh=queries.fresh(area, at),
        backs=queries.backs(area, at),
        came_back=queries.came_back(area, at),
        private=queries.private_count(area, at),
    )
