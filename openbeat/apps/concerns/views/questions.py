"""Private questions and their answers, as everybody may read them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from openbeat.apps.concerns import queries
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, page, public, reads

A_PAGE = 25


@public
@reads
def index(request: Request) -> HttpResponse:
    area = places.area_by_slug(request.GET.get("area", ""))
    found = Paginator(queries.published_questions(area), A_PAGE).get_page(request.GET.get("page"))
    return page(request, "concerns/questions.html", page_obj=found, area=area)
