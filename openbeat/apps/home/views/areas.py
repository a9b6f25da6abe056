"""All areas, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from openbeat.apps.home import queries
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, reads

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.core.places.models import Area


@public
@reads
def index(request: Request) -> HttpResponse:
    return page(request, "home/areas.html", rows=queries.by_area(), areas=places.overview())


@public
@reads
def detail(request: Request, slug: str) -> HttpResponse:
    area = _area(slug)
    beats = places.beats_in(area) if area.kind == "district" else []
    return page(
        request,
        "home/area.html",
        area=area,
        areas=beats if area.kind == "district" else places.areas(),
        beats=queries.links(beats),
        contacts=queries.contacts(area),
        figures=queries.promise_figures(area),
        late=queries.late_count(area),
        lineage=places.lineage(area)[1:],
        overlaps=queries.links(places.overlapping(area)),
    )


def _area(slug: str) -> Area:
    area = places.area_by_slug(slug)
    if area is None:
        raise Http404
    return area
