"""Which language a visitor gets: their choice, else the browser's at first; never where nobody reads a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from openbeat.core.department import queries as department_queries
from openbeat.core.department import services as department
from openbeat.core.department.facts import Facts
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.translation import ways
from openbeat.core.web import cache, wished
from openbeat.core.web.cache import KeepForAMoment

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9", "Accept-Language": "my-MM,my;q=0.9,en;q=0.5"}


def open_page(client: Client, path: str = "/areas/", **headers: str) -> Any:
    return client.get(path, headers={**BROWSER, **{name.replace("_", "-"): said for name, said in headers.items()}})


@pytest.fixture
def town(cast: Cast) -> Cast:
    """The department offers four languages."""
    offer("en", "es", "ar", "my")
    return cast


def offer(*codes: str) -> None:
    found = department_queries.department()
    facts = Facts(**{name: getattr(found, name) for name in Facts.__dataclass_fields__})
    facts = replace(facts, languages=list(codes))
    if department_queries.is_set_up():
        department.describe(facts, found.version, by=BUILDER, at=NOON)
    else:
        department.set_up(facts, by=BUILDER, at=NOON)


@pytest.mark.parametrize(
    ("said", "leads_to"),
    [
        ("my-MM,my;q=0.9,en;q=0.5", "/my/areas/"),
        ("so, es-MX;q=0.8", "/es/areas/"),
        ("en;q=0.3, ar", "/ar/areas/"),
        ("fr, nb;q=0.5", ""),
        ("en-GB,es;q=0.9", ""),
        ("es;q=0", ""),
        ("*", ""),
        ("", ""),
        (",;;q=", ""),
    ],
)
def test_at_first_the_browser_says_which_of_the_offered_languages(
    town: Cast, client: Client, said: str, leads_to: str
) -> None:
    answer = open_page(client, Accept_Language=said)

    assert (answer.status_code, answer.headers.get("Location", "")) == ((302 if leads_to else 200), leads_to)
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in answer.headers["Vary"].split(",")}


def test_the_query_goes_along_and_nothing_keeps_the_answer(town: Cast, client: Client) -> None:
    answer = open_page(client, "/concerns/?stage=open&q=a%26b")

    assert answer.headers["Location"] == "/my/concerns/?stage=open&q=a%26b"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_a_page_in_a_language_stays_in_it_whatever_the_browser_says(town: Cast, client: Client) -> None:
    answer = open_page(client, "/es/areas/")

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, "es")
    assert "Accept-Language" not in answer.headers["Vary"]


def test_whoever_chose_english_stays_in_english(town: Cast, client: Client) -> None:
    led = open_page(client, "/my/areas/?lang=en")
    assert led.headers["Location"] == "/areas/"
    assert (led.cookies["language"].value, led.cookies["language"]["max-age"]) == ("en", "")

    assert open_page(client).status_code == 200


def test_without_any_cookie_a_link_within_the_site_keeps_its_language(town: Cast) -> None:
    for inside in ({"Referer": "http://testserver/my/areas/"}, {"Sec-Fetch-Site": "same-origin"}):
        assert Client(HTTP_HOST="testserver").get("/areas/", headers={**BROWSER, **inside}).status_code == 200
    for outside in ({"Referer": "https://elsewhere.example/"}, {"Sec-Fetch-Site": "cross-site"}):
        assert Client().get("/areas/", headers={**BROWSER, **outside}).headers["Location"] == "/my/areas/"


def test_a_language_chosen_by_a_link_is_remembered_for_this_visit_and_leads_from_then_on(
    town: Cast, client: Client
) -> None:
    assert open_page(client, "/areas/?lang=ar&page=2").headers["Location"] == "/ar/areas/?page=2"

    assert open_page(client, "/concerns/", Accept_Language="en").headers["Location"] == "/ar/concerns/"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/areas/", {"Accept": "*/*"}),
        ("/areas/", {"Accept": "application/json"}),
        ("/areas/", {"HX-Request": "true"}),
        ("/health/", {}),
        ("/meetings.ics", {}),
        ("/log/checkpoint", {}),
        ("/nowhere/", {}),
        ("/files/1/", {}),
    ],
)
def test_programs_files_and_parts_of_pages_are_not_led(town: Cast, path: str, headers: dict[str, str]) -> None:
    assert Client().get(path, headers={**BROWSER, **headers}).status_code != 302


def test_a_form_is_taken_where_it_was_sent(town: Cast) -> None:
    answer = Client().post("/receipt/", {"code": "none"}, headers=BROWSER)

    assert answer.status_code != 302
    assert answer.headers["Content-Language"] == "en"


def test_a_token_works_in_the_language_to_which_its_address_leads(town: Cast, client: Client) -> None:
    path = "/told/MTI:1vCh:a-token_of.ours/"

    led = open_page(client, path)

    assert led.headers["Location"] == f"/my{path}"
    assert client.get(led.headers["Location"]).status_code == client.get(path).status_code


def test_only_what_the_department_offers_is_offered(town: Cast, client: Client) -> None:
    offer("en", "es")

    assert open_page(client).status_code == 200
    page = open_page(client, "/language/", Accept_Language="en").text
    assert 'value="es"' in page
    assert 'value="my"' not in page
    assert client.post("/language/", {"language": "my"}).status_code == 422
    assert "language" not in client.cookies


def test_a_choice_is_remembered_for_a_year_and_leads_back(town: Cast, client: Client) -> None:
    page = open_page(client, "/language/", Accept_Language="en", Referer="http://testserver/areas/?page=2")
    assert 'name="next" value="/areas/?page=2"' in page.text

    answer = client.post("/language/", {"language": "my", "next": "/areas/?page=2"})

    assert answer.headers["Location"] == "/my/areas/?page=2"
    kept = answer.cookies["language"]
    assert (kept.value, kept["max-age"], kept["httponly"], kept["samesite"]) == ("my", 365 * 24 * 3600, True, "Lax")
    assert open_page(client, Accept_Language="es").headers["Location"] == "/my/areas/"
    assert open_page(client, "/es/areas/").status_code == 200, "an address that names a language is read in it"


def test_a_choice_can_be_forgotten(town: Cast, client: Client) -> None:
    client.post("/language/", {"language": "my"})
    assert 'value=""' in client.get("/my/language/").text

    answer = client.post("/my/language/", {"language": "", "next": "/my/areas/"})

    assert (answer.headers["Location"], answer.cookies["language"].value) == ("/my/areas/", "")


def test_the_page_needs_no_script_and_shows_each_language_by_its_own_name(town: Cast, client: Client) -> None:
    page = client.get("/language/").text

    assert '<button class="btn quiet" name="language" value="my" lang="my" dir="ltr">မြန်မာဘာသာ</button>' in page
    assert 'value="ar" lang="ar" dir="rtl">العربية</button>' in page


@pytest.mark.parametrize(
    "odd", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "http://testserver",
            "", "me/", "http://testserver.evil.example/", "x" * 1900]
)  # fmt: skip
def test_nobody_is_led_to_another_site(town: Cast, client: Client, odd: str) -> None:
    answer = client.post("/language/", {"language": "es", "next": odd})

    assert answer.headers["Location"] == "/es/"


@pytest.mark.parametrize("odd", ["xx", "", "my%0d%0aSet-Cookie", '"my"', "EN"])
def test_an_odd_cookie_is_no_choice(town: Cast, odd: str) -> None:
    client = Client()
    client.cookies["language"] = odd

    assert open_page(client).headers["Location"] == "/my/areas/"


def test_whoever_is_signed_in_is_led_too(town: Cast, client: Client) -> None:
    client.force_login(town.rosa)

    assert open_page(client, "/desk/").headers["Location"] == "/my/desk/"


def asked(kept: KeepForAMoment, path: str, language: str, cookie: str = "") -> tuple[str, str]:
    """What the web server gets from the program as it is deployed: where it leads, or in which language it is."""
    told: list[Any] = []
    environ = RequestFactory().get(path, headers={**BROWSER, "Accept-Language": language, "Cookie": cookie}).environ
    b"".join(kept(environ, lambda status, headers, *_more: told.append((status, dict(headers)))))
    return told[0][0][:3], told[0][1].get("Location") or told[0][1]["Content-Language"]


@pytest.fixture
def _connection_stays() -> Iterator[None]:
    """A request ends with the test's transaction open; the test client of Django does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_stays")
def test_as_deployed_the_page_that_is_kept_for_a_moment_never_reaches_whoever_wishes_another_language(
    town: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOMENT", 600.0)
    answered: list[str] = []
    program = get_wsgi_application()

    def counting(environ: dict[str, Any], start: Any) -> Any:
        answered.append(environ["PATH_INFO"])
        return program(environ, start)

    kept = KeepForAMoment(counting)
    for _time in range(3):
        assert asked(kept, "/areas/", "en") == ("200", "en")
        assert asked(kept, "/areas/", "my") == ("302", "/my/areas/")
        assert asked(kept, "/areas/", "my", "language=en") == ("200", "en")
        assert asked(kept, "/areas/", "en", "language=ar; sessionid=1") == ("302", "/ar/areas/")
        assert asked(kept, "/my/areas/", "en") == ("200", "my")
        assert asked(kept, "/my/areas/", "my", "language=ar") == ("200", "my")

    assert answered.count("/my/areas/") == 1
    assert answered.count("/areas/") == 1 + 3 + 3, "one page in English, and each of the six was led"


@given(st.text(max_size=600))
def test_no_header_of_a_browser_breaks_it(header: str) -> None:
    found = wished.of_browser(header)

    assert "en" not in found
    assert len(found) == len(set(found))


@given(st.text(max_size=300))
def test_no_cookie_breaks_it(header: str) -> None:
    language, others = wished.apart(header)

    assert wished.remembered(others) == ""
    assert wished.remembered(language) == wished.remembered(header)


@given(st.text(max_size=200))
def test_back_is_always_a_page_of_ours(wanted: str) -> None:
    with translation.override("en"):
        where = ways.in_language(ways.back(RequestFactory().get("/"), wanted), "es")

    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
