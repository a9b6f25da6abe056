"""Whether the program is well, for the program that watches it."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

import openbeat
from openbeat.core.jobs import queries
from openbeat.core.web.http import Request, public, reads


@reads
def _ask(request: Request) -> HttpResponse:
    alive = queries.worker_alive(timezone.now())
    return _answer("ok" if alive else "degraded", database="ok", worker="alive" if alive else "missing")


@public
@wraps(_ask)
def health(request: Request) -> HttpResponse:
    """200 while pages can be served (degraded: no worker, so nothing is sent), 503 while the database is away."""
    try:
        return _ask(request)
    except DatabaseError:
        return _answer("failed", database="failed", worker="unknown", code=HTTPStatus.SERVICE_UNAVAILABLE)


def _answer(status: str, *, database: str, worker: str, code: int = HTTPStatus.OK) -> JsonResponse:
    facts = {"status": status, "database": database, "worker": worker, "version": openbeat.__version__}
    return JsonResponse(facts, status=code, headers={"Cache-Control": "no-store"})
