"""Every page shows times on the department's clock."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openbeat.core.department import queries

type Next = Callable[[HttpRequest], HttpResponse]


class ZoneMiddleware:
    """Makes the department's time zone the active one while a request is answered."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(queries.zone()):
            return self.get_response(request)
