"""While somebody writes: what was told before in the same area, near, and in like words."""

from __future__ import annotations

from django.http import HttpResponse

from openbeat.apps.concerns import queries
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, writes
from openbeat.kit.clock import now

LONGEST = 2000  # characters that are compared: more tell no more


@public
@writes
def alike(request: Request) -> HttpResponse:
    """A part of the form: the likest concerns that everybody can read. Nothing of what is asked is kept."""
    words = " ".join(filter(None, map(request.POST.get, ("words", "title", "story"))))
    asked = wanted(request.POST.get("area", ""), words, _figure(request, "lon"), _figure(request, "lat"))
    lines = [line.shown for line in queries.lines(queries.alike(asked), request.actor, now())] if asked else []
    return page(request, "concerns/parts/alike.html", lines=lines)


def wanted(area: str, words: str, lon: float | None, lat: float | None) -> queries.Likeness | None:
    """What is looked for: the area, or the one in which the point lies; None where there is neither."""
    place = places.area(area)
    if place is None and lon is not None and lat is not None:
        place = places.area_at(lon, lat)
    return queries.Likeness(place.pk, words[:LONGEST], lon, lat) if place else None


def _figure(request: Request, name: str) -> float | None:
    try:
        value = float(request.POST.get(name, ""))
    except ValueError:
        return None
    return value if -180 <= value <= 180 else None  # noqa: PLR2004  degrees; nan is none of them
