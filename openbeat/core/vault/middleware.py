"""Unlocked keys are forgotten after fifteen idle minutes; whoever meets a locked matter is led to unlock it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from openbeat.core.vault import http, queries
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.vault.services import unlocking
from openbeat.kit.clock import now


class VaultMiddleware:
    """Reads what the browser has unlocked, once a request, and takes back a cookie that opens nothing any more."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        has_cookie = http.COOKIE in request.COOKIES
        browser = http.browser_of(request) if has_cookie else ""
        request.unlocked = unlocking.seen(browser, at=now()) if browser else []
        response = self.get_response(request)
        opens = bool(request.unlocked and http.browser_of(request))
        if has_cookie and http.COOKIE not in response.cookies and not opens:
            response.delete_cookie(http.COOKIE, path="/", samesite="Strict")
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A matter that a key of one's own may open: unlock it first, then come back here."""
        shut = isinstance(exception, Shut) and exception.why == Why.LOCKED
        if not shut or request.method != "GET" or request.htmx.asking or not queries.key_of(request.actor.person):
            return None
        return HttpResponseRedirect(f"{reverse('vault:unlock')}?{urlencode({'next': request.get_full_path()})}")
