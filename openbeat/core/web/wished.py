"""Which language somebody wishes to read: what they chose before, else what their browser says, and only at first.

It is told by the request alone, and so by what stands before Django too: `cache.KeepForAMoment` keeps a page for those
who wish the same, and `translation.middleware.LanguageAtFirst` leads to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from openbeat.core.web import furniture

SAFE = frozenset({"GET", "HEAD"})


def languages(environ: Mapping[str, Any]) -> tuple[str, ...]:
    """Languages in which this request is to be answered instead of the first one of the site, best first.

    Empty where the address names a language, where nobody reads a page (a form, a part of a page, a program), where the
    first language was chosen, and inside the site: there the links of the page say in which language it goes on.
    """
    if environ.get("REQUEST_METHOD") not in SAFE or "HTTP_HX_REQUEST" in environ:
        return ()
    if "text/html" not in environ.get("HTTP_ACCEPT", "") or named(environ.get("PATH_INFO", "")):
        return ()
    if chosen := remembered(environ.get("HTTP_COOKIE", "")):
        return () if chosen == settings.LANGUAGE_CODE else (chosen,)
    return () if _comes_from_here(environ) else of_browser(environ.get("HTTP_ACCEPT_LANGUAGE", ""))


def offered() -> list[str]:
    """The languages that the department offers, in the order of the settings; the first of the site always is."""
    chosen = furniture.house().languages
    return [code for code in _spoken() if not chosen or code in chosen or code == settings.LANGUAGE_CODE]


def named(path: str) -> str:
    """The language that an address names; "" where it names none."""
    first = path[1:].partition("/")[0]
    return first if first != settings.LANGUAGE_CODE and first in _spoken() else ""


def remembered(cookies: str) -> str:
    """The language that was chosen before, by the header of the cookies; "" where none was, or an odd one."""
    name = f"{settings.LANGUAGE_COOKIE_NAME}="
    found = (each[len(name) :] for each in map(str.strip, cookies.split(";")) if each.startswith(name))
    return next((code for code in found if code in _spoken()), "")


def apart(cookies: str) -> tuple[str, str]:
    """The header of the cookies with the one of the language alone, and with all others."""
    name, code = settings.LANGUAGE_COOKIE_NAME, remembered(cookies)
    others = [each for each in map(str.strip, cookies.split(";")) if each and each.partition("=")[0] != name]
    return f"{name}={code}" if code else "", "; ".join(others)


@lru_cache(maxsize=1024)
def of_browser(header: str) -> tuple[str, ...]:
    """The languages of Accept-Language that we speak, best first, up to the first language of the site."""
    found: list[str] = []
    for wish, weight in parse_accept_lang_header(header):
        code = _spoken_as(wish) if weight else ""
        if code == settings.LANGUAGE_CODE:
            break
        if code and code not in found:
            found.append(code)
    return tuple(found)


def _spoken_as(wish: str) -> str:
    try:
        return get_supported_language_variant(wish)
    except LookupError:
        return ""


def _spoken() -> dict[str, Any]:
    return dict(settings.LANGUAGES)


def _comes_from_here(environ: Mapping[str, Any]) -> bool:
    """Whether somebody followed a link of ours: a browser that keeps no cookies can choose a language all the same."""
    if "HTTP_SEC_FETCH_SITE" in environ:
        return bool(environ["HTTP_SEC_FETCH_SITE"] == "same-origin")
    return bool(environ.get("HTTP_REFERER")) and urlsplit(environ["HTTP_REFERER"]).netloc == environ.get("HTTP_HOST")
