"""Leads to a page in a language: by `?lang=es`, by what was chosen before, and at first by what the browser says."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import escape_leading_slashes

from openbeat.core.translation import ways
from openbeat.core.web import wished

FILES = ("/files/", "/evidence/")  # what is sent as it is, whoever reads it

type Next = Callable[[HttpRequest], HttpResponse]


class LanguageByQuery:
    """Answers a GET that carries `?lang=` with a redirect that keeps the rest of the query, and remembers it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or "lang" not in request.GET:
            return self.get_response(request)
        wanted = request.GET["lang"].lower()
        response = HttpResponseRedirect(_where(request, wanted))
        if wanted in dict(settings.LANGUAGES):
            ways.remember(response, wanted, for_long=False)
        return response


def _where(request: HttpRequest, wanted: str) -> str:
    rest = request.GET.copy()
    del rest["lang"]
    path = request.get_full_path().partition("?")[0]
    # It stands before LocaleMiddleware: the address itself says in which language it is to be read.
    path = ways.in_language(path, wanted) if wanted in dict(settings.LANGUAGES) else escape_leading_slashes(path)
    return f"{path}?{rest.urlencode()}" if rest else path


class LanguageAtFirst:
    """Leads whoever opens a page without a language in its address to the one that they wish, if it is offered."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if where := _led(request):
            response: HttpResponse = HttpResponseRedirect(where)
            add_never_cache_headers(response)
        else:
            response = self.get_response(request)
            if not response.get("Content-Type", "").startswith("text/html") or wished.named(request.path_info):
                return response
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _led(request: HttpRequest) -> str:
    if not request.path_info.endswith("/") or request.path_info.startswith(FILES):
        return ""
    wish = wished.languages(request.META)
    code = next((code for code in wish if code in wished.offered()), "") if wish else ""
    path = request.get_full_path()
    where = ways.in_language(path, code) if code else ""
    return where if where != path else ""
