"""Somebody who is not signed in but typed in a receipt's code acts as its holder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openbeat.core.receipts import http


class HolderMiddleware:
    """Makes `request.actor` a Holder where the session holds receipts and nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        # A request without a session cookie must not touch the session: the answer would vary by cookie.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.actor.kind == "visitor" and http.held(request):
            request.actor = http.holder(request)
        return self.get_response(request)
