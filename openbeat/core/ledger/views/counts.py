"""What the department publishes of its log in figures."""

from __future__ import annotations

from django.http import HttpResponse

from openbeat.core.ledger.queries import counts
from openbeat.core.web.http import Request, page, public, reads


@public
@reads
def index(request: Request) -> HttpResponse:
    return page(request, "ledger/counts.html", tables=counts.tables())
