"""Odd addresses, hosts, cookies and bytes: nobody gets a traceback, everybody a page in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.judge import asking, in_spanish, reveals_nothing
from tests.faults.resident import FORM
from tests.faults.visitor import Visitor, in_bytes

if TYPE_CHECKING:
    from tests.faults.deployed import House

pytestmark = pytest.mark.slow

PAGES = (
    *("", "areas/", "areas/millrace/", "areas/millrace/meetings.ics", "areas/millrace/feed.atom"),
    *("areas/millrace/progress/", "areas/millrace/progress.pdf", "meetings/", "meetings.ics", "concerns/"),
    *("concerns/new/", "progress/", "search/", "about/promises/", "about/roles/", "about/demands/", "about/paper/"),
    *("receipt/", "receipt/matters/", "sign-in/", "sign-up/", "demo/", "demo/outbox/", "desk/", "notices/"),
    *("complaints/", "complaints/new/steps/", "complaints/outcomes/", "complaints/outcomes.csv", "complaints/cases/"),
    *("complaints/board/", "complaints/how-it-works/", "complaints/form.pdf"),
)
QUERIES = (
    *("page=99999999999999999999", "page=-1", "page=abc", "page=%00", "page=" + "9" * 5000),
    *("area=%00", "area=99999999999999999999", "area=" + "9" * 5000, "area=millrace&when=%00&category=%00&stage=%00"),
    *("sort=%3Cscript%3Ealert(1)%3C/script%3E", "q=%3Cscript%3Ealert(1)%3C/script%3E", "q=%00", "q=%ED%A0%80%FF"),
    *("q=" + "x" * 6000, "q=" + "%22" * 300, "q=(((((*", "q=a'b%22c:*%26|!%25_", "&&&===&%", "blank=1&%00=%00"),
    *("responsible=%00&status=%00&sort=%00", "a=1&" * 600),
)
NOT_THERE = (
    *("nothing/here/", "concerns/99999999999999999999999/", "concerns/0/", "meetings/99999999999999999999/"),
    *("progress/99999999999999999999/", "areas/%00/", "areas/" + "x" * 5000 + "/", "%ff%fe%00/", "static/%00"),
    *("areas/%3Cscript%3E/", "concerns/1.5/", "..%2f..%2fetc/passwd"),
    *("complaints/99999999999999999999999/own/", "complaints/new/steps/1/%00/", "complaints/report/99999999999/"),
    *("complaints/cases/2026-99999999999999999999/", "complaints/cases/x-%D9%A1/", "complaints/aloud/xx/what/"),
)
HOSTS = ("evil.example", "", "a b", "<script>", "x" * 3000, "127.0.0.1:evil", "[::1", "localhost@evil", "%00")
LANGUAGES = (
    "*",
    "es;q=abc",
    "x" * 8000,
    "es," * 2000,
    "-,;;=",
    "en;q=99999999999999999999",
    "../../etc",
    "zh-" + "a" * 300,
)
COOKIES = (
    *("sessionid=x", "sessionid=" + "x" * 6000, "sessionid=\xff\xfe", "sessionid=%00", "sessionid", "=;;;=="),
    *("csrftoken=x", "csrftoken=" + "<" * 32, "messages=x", "messages=[[1,2]]$x", "django_language=//evil"),
    *('messages="[[\\"__json_message\\"]]"', "a=b; " * 1000),
)


@pytest.mark.parametrize("page", PAGES)
def test_odd_queries_break_no_page(house: House, page: str) -> None:
    with Visitor(house.port) as visitor:
        for query in QUERIES:
            answer = visitor.get(f"/es/{page}?{query}")
            reveals_nothing(answer, f"{page}?{query[:60]}")
            assert "<script>alert" not in answer.content.decode(errors="replace")
            if answer.status >= 400:
                in_spanish(answer, f"{page}?{query[:60]}")


@pytest.mark.parametrize("path", NOT_THERE, ids=range(len(NOT_THERE)))
def test_what_is_not_there_says_so_in_the_language_of_the_address(house: House, path: str) -> None:
    with Visitor(house.port) as visitor:
        answer = visitor.get(f"/es/{path}")

    assert answer.status == 404
    in_spanish(answer, path)


@pytest.mark.parametrize("language", ["//evil", "/%5Cevil", "%00", "x" * 3000, "../..", "en-us", "ES"])
@pytest.mark.parametrize("path", ["/concerns/", "//evil.example/", "/%2Fevil.example/", "/nothing/"])
def test_a_language_leads_nowhere_else(house: House, path: str, language: str) -> None:
    answer = in_bytes(house.port, asking(f"{path}?lang={language}&next=//evil.example"))

    assert answer.status == 302
    where = answer.headers["location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))


@pytest.mark.parametrize("host", HOSTS, ids=range(len(HOSTS)))
def test_another_host_is_not_ours(house: House, host: str) -> None:
    answer = in_bytes(house.port, asking("/es/concerns/", Host=host))

    assert answer.status == 400
    in_spanish(answer, host)
    assert "evil" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES, ids=range(len(LANGUAGES)))
def test_an_odd_wish_for_a_language_gets_english(house: House, language: str) -> None:
    answer = in_bytes(house.port, asking("/concerns/", Accept_Language=language))

    assert answer.status == 200
    assert '<html lang="en"' in answer.text


@pytest.mark.parametrize("cookie", COOKIES, ids=range(len(COOKIES)))
def test_broken_cookies_break_no_page(house: House, cookie: str) -> None:
    form = in_bytes(house.port, asking("/es" + FORM, Cookie=cookie))
    missing = in_bytes(house.port, asking("/es/nothing/", Cookie=cookie))

    assert (form.status, missing.status) == (200, 404)
    assert "Díganos algo" in form.text
    in_spanish(missing, cookie)


def test_bytes_that_are_no_request_get_a_short_no(house: House) -> None:
    for request in (b"\x00\x01 garbage\r\n\r\n", b"GET /es/\xff\xfe/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"):
        answer = in_bytes(house.port, request)
        assert (answer.status, answer.content) == (400, b"")
    assert in_bytes(house.port, asking("/" + "x" * 200_000)).status == 414
    assert in_bytes(house.port, asking("/", **{f"X_{number}": "y" for number in range(2000)})).status == 431
    in_spanish(in_bytes(house.port, b"BREW" + asking("/es/concerns/").removeprefix(b"GET")), "BREW")
    in_spanish(in_bytes(house.port, asking("/es/receipt/matters/close/")), "GET where only a form leads")


def test_nothing_of_all_this_broke_the_program(house: House) -> None:
    assert "Internal Server Error" not in house.said()
