"""How promises are kept, who may see what, how to take part on paper; and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.home import queries
from openbeat.apps.home.forms import SearchForm
from openbeat.core.hooks import roles
from openbeat.core.places import queries as places
from openbeat.core.search import queries as found
from openbeat.core.web.http import Request, page, public, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@public
@reads
def promises(request: Request) -> HttpResponse:
    at = now()
    return page(
        request,
        "home/promises.html",
        figures=queries.promise_figures(),
        rows=queries.by_area(),
        waits=queries.late_now(None, at),
        late=queries.late_count(),
        late_sealed=queries.late_sealed(),
    )


@public
@reads
def who_may(request: Request) -> HttpResponse:
    return page(request, "home/roles.html", roles=roles.offered())


@public
@reads
def paper(request: Request) -> HttpResponse:
    return page(request, "home/paper.html", areas=[area for area in places.areas() if area.kind == "beat"])


@public
@reads
def search(request: Request) -> HttpResponse:
    form = SearchForm(request.GET)
    words, kind, number = form.chosen()
    results = found.find(words, kind=kind or None, page=number) if words else None
    return page(request, "home/search.html", form=form, words=words, results=results)
