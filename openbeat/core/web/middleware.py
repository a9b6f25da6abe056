"""Who acts, and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from openbeat.core.web import errors
from openbeat.core.web.http import ALIKE, Htmx, Request
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused

NOT_SO = 405

type Next = Callable[[HttpRequest], HttpResponse]


class ProxyMiddleware:
    """Behind a proxy of ours, the address that asks is the last one the proxy wrote down, not the proxy's own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        if not settings.OPENBEAT_BEHIND_PROXY:
            raise MiddlewareNotUsed

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if address := request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip():
            request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


class AlikeMiddleware:
    """What is alike for everybody, in any language and with any cookie, says so to caches (see `http.alike`)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.META.get(ALIKE):
            response.headers["Vary"] = "Accept-Encoding"
            response.headers.pop("Content-Language", None)
        return response


class ActorMiddleware:
    """Sets `request.actor` (the person signed in, else a visitor) and `request.htmx`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor = request.user if request.user.is_authenticated else VISITOR
        request.htmx = Htmx(
            request.headers.get("HX-Request") == "true", request.headers.get("HX-History-Restore-Request") == "true"
        )
        return self.get_response(request)


class RefusalMiddleware:
    """Turns a refusal into a page with its sentence: not allowed is 403, and says why; 405 is not left blank."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        blank = response.status_code == NOT_SO and not response.streaming and not response.content
        return errors.not_so(request, response) if blank else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 403 with the sentence of the policy."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None
