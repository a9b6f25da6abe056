"""Feeds: what happened lately in an area, for feed readers and for other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.hooks import news
from openbeat.core.hooks.texts import Quote
from openbeat.core.places import queries as places
from openbeat.core.translation import queries as translations
from openbeat.core.web.http import Request, public, reads

if TYPE_CHECKING:
    from collections.abc import Container

    from django.utils.xmlutils import SimplerXMLGenerator

    from openbeat.core.hooks.news import News
    from openbeat.core.places.models import Area

MOST = 30
WHO = "urn:openbeat:"


class LanguageFeed(Atom1Feed):
    """Atom in which each title and text says its language (RFC 4287, section 2: xml:lang)."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        """Write an entry; its words carry the language in which somebody wrote them."""
        texts: dict[str, Quote] = item["said"]  # type: ignore[assignment]
        for name, quote in texts.items():
            handler.addQuickElement(name, quote.words, {"type": "text", "xml:lang": quote.language})
        super().add_item_elements(_Without(handler, texts), item)  # type: ignore[arg-type]


class _Without:
    """The writer, deaf to elements that were written already."""

    def __init__(self, handler: SimplerXMLGenerator, names: Container[str]) -> None:
        self.handler, self.names = handler, names

    def addQuickElement(self, name: str, *args: object) -> None:  # noqa: N802  Django's name
        if name not in self.names:
            self.handler.addQuickElement(name, *args)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self.handler, name)


@public
@reads
def area(request: Request, slug: str) -> HttpResponse:
    place = places.area_by_slug(slug)
    if place is None:
        raise Http404
    feed = _feed(request, place)
    found = news.latest(place, MOST)
    said = translations.for_feed({quote for item in found for quote in _quotes(item)})
    for item in found:
        _add(feed, item, said, request)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _feed(request: Request, place: Area) -> LanguageFeed:
    house = department.house()
    return LanguageFeed(
        title=_("%(area)s: what happened lately") % {"area": place.name},
        link=request.build_absolute_uri(reverse("home:area", args=[place.slug])),
        description="",
        subtitle=_("What residents said, what was done, and when the next meeting is."),
        author_name=str(house.name),
        feed_url=request.build_absolute_uri(request.path),
        language=get_language() or "en",
        feed_guid=f"{WHO}area:{place.pk}",
    )


def _quotes(item: News) -> tuple[Quote, Quote]:
    return Quote(item.title, item.language), Quote(item.text, item.language)


def _add(feed: LanguageFeed, item: News, said: dict[Quote, Quote], request: Request) -> None:
    title, text = (said[quote] for quote in _quotes(item))
    feed.add_item(
        title=title.words,
        link=request.build_absolute_uri(item.url),
        description="",
        said={"title": title, "summary": text},
        unique_id=f"{WHO}{item.uid}",
        pubdate=item.at,
        updateddate=item.at,
        categories=[item.area] if item.area else (),
    )
