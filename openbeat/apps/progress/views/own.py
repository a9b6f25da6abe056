"""What I am responsible for on the chart, and what I am asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from openbeat.apps.progress import queries
from openbeat.apps.progress.queries import Wish
from openbeat.core.web.http import Request, page, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse

PER_PAGE = 25


@reads
def mine(request: Request) -> HttpResponse:
    at, actor = now(), request.actor
    tasks = queries.with_notes(queries.found(Wish(), actor, at).filter(pk__in=queries.mine(actor).order_by()))
    found = Paginator(tasks, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "progress/mine.html",
        found=found,
        rows=(rows := queries.rows(found, actor, at)),
        with_tactics=any(row.tactics for row in rows),
        asked=queries.rows(queries.to_confirm(actor), actor, at),
        problems=queries.before(actor),
        late=queries.late_of(actor, at).count(),
    )
