"""The Atom feed of an area: what a visitor may read, newest first, each text in its own language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from openbeat.core.hooks import news
from openbeat.core.hooks.news import News

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from django.test import Client

    from conftest import CountQueries
    from tests.cast import Cast

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[News]:
    """What the apps tell; each test fills it."""
    told: list[News] = []

    def source(area: object, count: int) -> Iterable[News]:
        return told[:count] if area else []

    monkeypatch.setattr(news, "_OFFERED", {"x": source})
    return told


def item(number: int, title: str = "Lamp", text: str = "It <b>shines</b> & stays.", language: str = "en") -> News:
    return News(f"x:{number}", title, language, text, f"/x/{number}/", NOON + timedelta(days=number), "Millrace")


def feed(client: Client, slug: str) -> Element:
    return ET.fromstring(client.get(f"/areas/{slug}/feed.atom").content)  # noqa: S314  our own


def words(entry: Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}", "")


def test_a_feed_tells_what_happened_newest_first_and_in_whose_language(
    client: Client, cast: Cast, told: list[News]
) -> None:
    told += [item(1), item(2, "Farola", "Ya alumbra.", "es")]

    response = client.get(f"/areas/{cast.beat.slug}/feed.atom")
    root = ET.fromstring(response.content)  # noqa: S314  our own
    newest, oldest = root.findall(f"{ATOM}entry")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert words(root, "title") == "Millrace: what happened lately"
    assert (words(newest, "title"), words(newest, "summary")) == ("Farola", "Ya alumbra.")
    assert words(oldest, "summary") == "It <b>shines</b> & stays."
    titles = [found for entry in (newest, oldest) for found in entry.findall(f"{ATOM}title")]
    assert [title.get(LANGUAGE) for title in titles] == ["es", "en"]
    assert words(newest, "updated") == "2026-05-06T12:00:00+00:00"
    assert words(root, "updated") == words(newest, "updated")


def test_names_of_entries_stay_the_same_wherever_the_site_moves(client: Client, cast: Cast, told: list[News]) -> None:
    told.append(item(1))

    here = feed(client, cast.beat.slug)
    client.defaults["HTTP_HOST"] = "localhost"
    there = feed(client, cast.beat.slug)

    names = [[words(root, "id"), words(root.findall(f"{ATOM}entry")[0], "id")] for root in (here, there)]
    assert names == [[f"urn:openbeat:area:{cast.beat.pk}", "urn:openbeat:x:1"]] * 2
    links = [root.findall(f"{ATOM}entry/{ATOM}link")[0].get("href") for root in (here, there)]
    assert links == ["http://testserver/x/1/", "http://localhost/x/1/"]


def test_an_area_without_news_has_a_feed_and_an_area_that_is_not_there_has_none(client: Client, cast: Cast) -> None:
    assert feed(client, cast.beat.slug).findall(f"{ATOM}entry") == []
    assert client.get("/areas/atlantis/feed.atom").status_code == 404


def test_a_feed_names_itself_and_the_page_of_its_area(client: Client, cast: Cast) -> None:
    root = feed(client, cast.beat.slug)

    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    page = f"http://testserver/areas/{cast.beat.slug}/"
    assert links == {"self": f"{page}feed.atom", "alternate": page}


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_however_many(
    client: Client, cast: Cast, told: list[News], count: int, count_queries: CountQueries
) -> None:
    told += [item(number) for number in range(count)]
    feed(client, cast.beat.slug)

    with count_queries(0):
        root = feed(client, cast.beat.slug)

    assert len(root.findall(f"{ATOM}entry")) == count
