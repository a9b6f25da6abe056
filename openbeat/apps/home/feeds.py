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
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, public, reads

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator

    from openbeat.core.hooks.news import News
    from openbeat.core.places.models import Area

MOST = 30
WHO = "urn:openbeat:"


class LanguageFeed(Atom1Feed):
    """Atom in which each title and text says its language (RFC 4287, section 2: xml:lang)."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, object]) -> None:
        """Write an entry; its words carry the language in which somebody wrote them."""
        language = str(item["language"])
        texts = {"title": str(item["title"]), "summary": str(item["words"])}
        for name, text in texts.items():
            handler.addQuickElement(name, text, {"type": "text", "xml:lang": language})
        super().add_item_elements(_Without(handler, texts), item)  # type: ignore[arg-type]


class _Without:
    """The writer, deaf to elements that were written already."""

    def __init__(self, handler: SimplerXMLGenerator, names: dict[str, str]) -> None:
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
    for item in news.latest(place, MOST):
        _add(feed, item, request)
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


def _add(feed: LanguageFeed, item: News, request: Request) -> None:
    feed.add_item(
        title=item.title,
        link=request.build_absolute_uri(item.url),
        description="",
        words=item.text,
        language=item.language,
        unique_id=f"{WHO}{item.uid}",
        pubdate=item.at,
        updateddate=item.at,
        categories=[item.area] if item.area else (),
    )
