"""Addresses in the language of the page: /desk/ in English, /es/desk/ in Spanish."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, to_locale


def address(path: str, language: str = "") -> str:
    """Lead to a fixed address of this site in this language (or the one that is active)."""
    language = language or get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def tag_of(language: str) -> str:
    """A language as BCP 47 writes its code: zh-Hans, es-MX."""
    return to_locale(language).replace("_", "-")


def bare(path: str) -> str:
    """Take the language off a path."""
    first, _slash, rest = path[1:].partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) and first != settings.LANGUAGE_CODE else path


def turned(request: HttpRequest | None, **changes: object) -> str:
    """The query string of this page with something changed; the language of a link is never dragged along."""
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop("lang", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
