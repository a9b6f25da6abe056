"""`?lang=es` leads to the same page under /es/, so that a language can be chosen by a plain link."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils import translation
from django.utils.http import escape_leading_slashes

type Next = Callable[[HttpRequest], HttpResponse]


class LanguageByQuery:
    """Answers a GET that carries `?lang=` with a redirect that keeps the rest of the query."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and "lang" in request.GET:
            return HttpResponseRedirect(_where(request))
        return self.get_response(request)


def _where(request: HttpRequest) -> str:
    wanted, rest = request.GET["lang"].lower(), request.GET.copy()
    del rest["lang"]
    path = request.get_full_path().partition("?")[0]
    if wanted in dict(settings.LANGUAGES):
        # It stands before LocaleMiddleware: the address itself says in which language it is to be read.
        with translation.override(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
            path = translate_url(path, wanted)
    path = escape_leading_slashes(path)  # "//evil" would name another host
    return f"{path}?{rest.urlencode()}" if rest else path
