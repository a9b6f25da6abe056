"""The list of concerns."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import get_language

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.forms import asked
from openbeat.core.web.http import Request, open_to_all, page, reads
from openbeat.kit.clock import now

PER_PAGE = 25


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    wanted, filled = asked(request.GET.urlencode(), get_language() or "")
    pages = Paginator(queries.listed(request.actor, wanted), PER_PAGE)
    pages.count = queries.count(request.actor, wanted)
    shown = pages.get_page(request.GET.get("page"))
    lines = queries.lines(shown.object_list, request.actor, now())
    return page(
        request,
        "concerns/index.html",
        fragment="found",
        filled=filled,
        filter=wanted,
        page_obj=shown,
        lines=lines,
        narrowed=any((wanted.area, wanted.category, wanted.stage, wanted.words)),
    )
