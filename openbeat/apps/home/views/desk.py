"""The desk: all that waits for me, by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.home import queries
from openbeat.core.web.http import Request, page, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@reads
def desk(request: Request) -> HttpResponse:
    at = now()
    return page(
        request,
        "home/desk.html",
        waits=queries.desk(request.actor, at),
        late_under=queries.late_under(request.actor, at),
        mine=queries.mine(request.actor),
    )
