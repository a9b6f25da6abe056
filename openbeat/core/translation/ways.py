"""The ways to a language: the same page in it, back to where one came from, and the cookie that remembers a choice."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils import translation
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

from openbeat.core.web import wished


def in_language(path: str, code: str) -> str:
    """The address of the same page in a language; where there is none, the address as it was."""
    with translation.override(wished.named(path) or settings.LANGUAGE_CODE):
        return escape_leading_slashes(translate_url(path, code))  # "//evil" would name another host


def back(request: HttpRequest, wanted: str) -> str:
    """Where somebody came from, if that is a page of ours: path and query; else the front page."""
    root = f"{request.scheme}://{request.get_host()}"
    path = wanted.removeprefix(root) if wanted.startswith(f"{root}/") else wanted
    fits = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if fits else "/"


def remember(response: HttpResponse, code: str, *, for_long: bool) -> None:
    """Keep a choice in a cookie: for a year, or until the browser is closed."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE if for_long else None,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Take the cookie back."""
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
