"""The list of concerns."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.forms import asked
from openbeat.core.web.http import Request, open_to_all, page, reads
from openbeat.kit.clock import now


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    wanted, filled = asked(request.GET.urlencode(), get_language() or "")
    shown, lines = queries.found(request.actor, wanted, request.GET.get("page", ""), now())
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
