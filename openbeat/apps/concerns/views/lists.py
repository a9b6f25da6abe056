"""The list of concerns."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.forms import FilterForm
from openbeat.core.web.http import Request, open_to_all, page, reads
from openbeat.kit.clock import now

PER_PAGE = 25


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.chosen()
    shown = Paginator(queries.listed(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.lines(shown.object_list, request.actor, now())
    return page(
        request,
        "concerns/index.html",
        fragment="found",
        form=form,
        filter=wanted,
        page_obj=shown,
        lines=lines,
        narrowed=any((wanted.area, wanted.category, wanted.stage, wanted.words)),
    )
