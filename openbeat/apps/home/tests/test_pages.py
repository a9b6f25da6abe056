"""The front page, the areas, the desk, the promises: what a person sees there."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client

from openbeat.core.department import promises
from openbeat.core.hooks import stories
from openbeat.core.hooks.stories import Step, Story
from openbeat.core.loop import services as loop
from openbeat.core.loop.queries import month_began
from openbeat.core.loop.services import Debtor
from openbeat.core.people.demo import Cast
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places_now
from openbeat.core.places import services as places
from openbeat.kit import memory
from openbeat.kit.clock import now

PROMISE, SEALED = "test.answer", "test.sealed"
PUBLIC = ("/", "/about/promises/", "/areas/", "/areas/{area}/", "/areas/{area}/feed.atom")
ANEW = re.compile(r"<updated>[^<]*</updated>")
type Count = Callable[[int], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def _a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promises, "_OFFERED", dict(promises._OFFERED))
    promises.offer(promises.PromiseInfo(PROMISE, "Letters are answered", 10, sentence="Within ten working days."))
    promises.offer(promises.PromiseInfo(SEALED, "Sealed letters are answered", 5, sealed=True))


def owed(cast: Cast, days_ago: int, key: int = 0) -> None:
    person = [cast.rosa, cast.noor, cast.lena][key]
    post = places.post(cast.beat, Role.LIAISON)
    loop.owe(PROMISE, person, debtor=Debtor(cast.beat, post), at=now() - timedelta(days=days_ago))


def test_a_visitor_sees_what_can_be_done_and_is_not_given_a_cookie(client: Client, cast: Cast) -> None:
    response = client.get("/")

    assert "Say it. See who owns it. Get an answer by a date." in response.text
    assert 'href="/concerns/new/"' in response.text
    assert not response.cookies


def test_the_front_page_tells_the_story_that_is_provided(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (Step("Said", now(), "Cars race at night.", "en"), Step("Slipped", None, "The asphalt came late.", "en"))
    story = Story("Cars race on Weir Street", "en", "/progress/1/", "Millrace", steps)
    monkeypatch.setattr(stories, "_PROVIDED", [lambda: story])

    text = client.get("/").text

    assert "One true story, from Millrace" in text
    assert text.index("Cars race at night.") < text.index("The asphalt came late.")


def test_what_is_late_is_counted_in_public_and_named(client: Client, cast: Cast) -> None:
    owed(cast, days_ago=40)
    front, kept, area = (client.get(path).text for path in ("/", "/about/promises/", f"/areas/{cast.beat.slug}/"))

    assert "0 of 1 in time" in kept
    assert "1 answer is late here today" in area
    assert ">1 answer is late</a>" in front
    assert "A private matter" in kept  # a visitor may not see whose page it is about


def test_a_promise_kept_in_time_counts_and_one_that_is_not_due_does_not(client: Client, cast: Cast) -> None:
    owed(cast, days_ago=8, key=0)
    owed(cast, days_ago=1, key=1)
    loop.keep(PROMISE, cast.rosa, at=now() - timedelta(days=6))

    text = client.get("/about/promises/").text

    assert "1 of 1 in time" in text
    assert "Nothing is late today." in text


def everybody_sees(client: Client, cast: Cast) -> list[str]:
    """The public pages that count promises, without the words that each answer makes anew."""
    memory.forget_all()
    whole = places_now.root()
    assert whole
    areas = (cast.beat.slug, whole.slug)
    pages = dict.fromkeys(path.format(area=area) for area in areas for path in PUBLIC)
    return [ANEW.sub("", client.get(path).text) for path in pages]


def test_no_public_page_tells_that_a_sealed_matter_came_or_was_answered(client: Client, cast: Cast) -> None:
    post = places.post(cast.beat, Role.LIAISON)
    began = month_began(now())
    before = everybody_sees(client, cast)
    for person in (cast.rosa, cast.noor):
        loop.owe(SEALED, person, debtor=Debtor(places_now.root(), post), at=max(began, now() - timedelta(hours=3)))
    came = everybody_sees(client, cast)
    loop.keep(SEALED, cast.rosa, at=now())
    answered = everybody_sees(client, cast)

    assert came == before
    assert answered == before


def test_a_late_sealed_matter_is_a_number_without_a_line_an_area_or_a_day(client: Client, cast: Cast) -> None:
    post, made = places.post(cast.beat, Role.LIAISON), month_began(now()) - timedelta(days=40)
    loop.owe(SEALED, cast.rosa, debtor=Debtor(places_now.root(), post), at=made)

    kept, front, area = (client.get(path).text for path in ("/about/promises/", "/", f"/areas/{cast.beat.slug}/"))
    assert "1 answer about a sealed matter was late at the last midnight." in kept
    assert "1 was open at the end of last month. 1 was late at the last midnight." in " ".join(kept.split())
    assert "So nobody can tell from a figure when somebody complained" in kept
    assert ">1 answer is late</a>" in front
    assert [words in text for text in (kept, front) for words in ("A private matter", "Nothing is late")] == [False] * 4
    assert "Sealed letters" not in area
    client.force_login(cast.lee)
    assert client.get("/desk/").text.count("Sealed letters are answered") == 1


@pytest.mark.parametrize(
    ("days", "words"), [(0, "Half within one day."), (1, "Half within one day."), (2, "Half within 2 days.")]
)
def test_how_long_half_of_them_took_is_said_in_days(client: Client, cast: Cast, days: int, words: str) -> None:
    post, made = places.post(cast.beat, Role.LIAISON), now() - timedelta(days=8)
    for person in (cast.rosa, cast.noor, cast.lena, cast.lou, cast.carl):
        loop.owe(PROMISE, person, debtor=Debtor(cast.beat, post), at=made)
        loop.keep(PROMISE, person, at=made + timedelta(days=days))

    assert words in client.get("/about/promises/").text


def test_the_desk_shows_what_waits_for_me_by_date_and_nothing_of_others(client: Client, cast: Cast) -> None:
    owed(cast, days_ago=40, key=0)
    owed(cast, days_ago=1, key=1)
    client.force_login(cast.lee)
    mine = client.get("/desk/").text
    client.force_login(cast.lou)
    others = client.get("/desk/").text

    assert mine.index('id="late"') < mine.index("Letters are answered")
    assert mine.count("Letters are answered") == 2
    assert "Letters are answered" not in others
    assert "Nothing waits for you." in others


def test_a_commander_sees_what_is_late_in_the_district_and_a_neighbour_does_not(client: Client, cast: Cast) -> None:
    owed(cast, days_ago=40)
    client.force_login(cast.cora)
    commander = client.get("/desk/").text
    client.force_login(cast.noor)
    neighbour = client.get("/desk/").text

    assert "Late in the areas you answer for" in commander
    assert "Late in the areas you answer for" not in neighbour


def test_somebody_who_is_not_signed_in_is_asked_to_when_the_desk_is_opened(client: Client, cast: Cast) -> None:
    response = client.get("/desk/")

    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=/desk/"


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_however_much_waits(
    client: Client, cast: Cast, count: int, count_queries: Count
) -> None:
    for key in range(count):
        owed(cast, days_ago=1, key=key)
    client.force_login(cast.lee)
    client.get("/desk/")

    with count_queries(DESK):
        assert client.get("/desk/").text.count("Letters are answered") == count


DESK = 15


def test_an_area_that_is_not_there_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/areas/nowhere/").status_code == 404
    assert cast.beat.name in client.get(f"/areas/{cast.beat.slug}/").text


def test_an_area_names_its_officers_and_only_the_role_of_others(client: Client, cast: Cast) -> None:
    text = client.get(f"/areas/{cast.beat.slug}/").text

    assert cast.lee.name in text
    assert cast.carl.name_public in text
    assert cast.carl.name not in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/search/?words=", "What are you looking for?"),
        ("/search/?words=nothing+at+all", "Nothing was found."),
        ("/search/?words=%00%ff&page=999999999999999999&kind=x", "What are you looking for?"),
        ("/about/roles/", "There is no search for a person."),
        ("/about/paper/", "On paper"),
        ("/areas/", "Find your area"),
    ],
)
def test_other_pages_say_what_they_are_for(client: Client, cast: Cast, address: str, said: str) -> None:
    assert said in client.get(address).text


def test_the_pages_of_the_example_town_are_there_in_the_example_only(
    client: Client, cast: Cast, settings: pytest.FixtureRequest
) -> None:
    assert client.get("/demo/").status_code == 404
    settings.OPENBEAT_DEMO = True  # type: ignore[attr-defined]

    settings.OPENBEAT_MAIL_DOMAIN, settings.OPENBEAT_MAIL_PORT = "town.example", 8026  # type: ignore[attr-defined]
    page = client.get("/demo/").text
    assert "Be Rosa Delgado" in page
    assert "| curl -s smtp://127.0.0.1:8026 --mail-from sam@example.org --mail-rcpt millrace@town.example -T -" in page
    assert client.get("/demo/outbox/").status_code == 200
    assert client.get("/demo/", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_an_empty_post_is_shown_where_it_belongs_and_not_in_the_areas_below(client: Client, cast: Cast) -> None:
    places.post(cast.district, Role.LIAISON)

    above, below = (client.get(f"/areas/{area.slug}/").text for area in (cast.district, cast.beat))

    assert above.count("This post is vacant.") == 1
    assert "This post is vacant." not in below
