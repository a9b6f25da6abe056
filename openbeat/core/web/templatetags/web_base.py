"""What `web/base.html` is made of: the menu, the languages, the addresses of the page. Other pages load `web`."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_info

from openbeat.core.web import addresses, furniture, wished
from openbeat.core.web.kept import drawn
from openbeat.kit.actors import VISITOR

register = template.Library()


class Entry(NamedTuple):
    """A link of the menu; `exact` on its own page, `current` also on the pages below it."""

    label: str
    url: str
    current: bool = False
    exact: bool = False


class Tongue(NamedTuple):
    """A language by its own name, and the query that leads to it."""

    code: str
    name: str
    dir: str
    query: str = ""


@register.simple_tag
def house() -> furniture.House:
    """Whose site this is."""
    return furniture.house()


@register.simple_tag
def demo() -> bool:
    """Whether this is the example town."""
    return bool(getattr(settings, "OPENBEAT_DEMO", False))


@register.simple_tag
def language_tag() -> str:
    """The page's language as HTML and HTTP know it: zh-Hans."""
    return addresses.tag_of(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def direction() -> str:
    """Say ltr or rtl, for the page's `dir`."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag(takes_context=True)
def top(context: Context, sign_out: bool = True) -> SafeString:  # noqa: FBT001, FBT002  template tags take what a template writes
    """Draw the head of a page: danger, the mark, one's own pages, the languages and the main menu."""
    request = context.get("request")
    actor, path = getattr(request, "actor", VISITOR), getattr(request, "path", "")
    house = furniture.house()
    found = ((item.label, _url(item.url_name)) for item in furniture.menu(actor))
    return drawn(
        "web/parts/top.html",
        house=str(house.name),
        call=str(house.danger.call),
        relay=str(house.danger.relay),
        signed_in=actor.person is not None,
        sign_out=sign_out,
        entries=tuple(_entry(str(label), url, path) for label, url in found if url),
        **_languages(request),
    )


def _entry(label: str, url: str, path: str) -> Entry:
    below = path.startswith(url) and url not in {"/", addresses.address("/")}
    return Entry(label, url, path == url or below, path == url)


@register.simple_tag
def foot() -> SafeString:
    """List the links at the foot of every page."""
    found = ((link.label, _url(link.url_name)) for link in furniture.links())
    links = tuple(Entry(str(label), url) for label, url in found if url)
    return drawn("web/parts/foot.html", links=links, note=furniture.note())


def _url(name: str) -> str:
    return _address_of(name, get_language() or "", get_urlconf())


@lru_cache(maxsize=512)
def _address_of(name: str, _language: str, _urlconf: str | None) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # its app was taken out
        return ""


def _languages(request: HttpRequest | None) -> dict[str, Hashable]:
    spoken = tuple(_tongue(code)._replace(query=addresses.turned(request, lang=code)) for code in wished.offered())
    return {"languages": spoken, "current": _tongue(get_language() or settings.LANGUAGE_CODE)}


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """Name this page's own address and the same page in other languages, for search engines."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    root, bare = f"{request.scheme}://{request.get_host()}", addresses.bare(request.path)
    ways = tuple((addresses.tag_of(code), root + addresses.address(bare, code)) for code in wished.offered())
    return drawn("web/parts/alternates.html", canonical=root + request.path, pages=ways, bare=root + bare)


@lru_cache(maxsize=64)
def _tongue(code: str) -> Tongue:
    info = get_language_info(code)
    name = info["name_local"]
    return Tongue(addresses.tag_of(code), name[:1].upper() + name[1:], "rtl" if info["bidi"] else "ltr")
