"""Public pages are kept for a moment; what belongs to one person never is."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

import pytest

from openbeat.core.web import cache
from openbeat.core.web.cache import KeepForAMoment


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOMENT", 600.0)  # a busy machine may take longer than a moment between two lines


class Program:
    """Counts how often it is asked, and answers as told."""

    def __init__(self, *, keep: str = "visitor", status: str = "200 OK", slow: float = 0.0) -> None:
        self.asked = 0
        self.keep, self.status, self.slow = keep, status, slow
        self.headers: list[tuple[str, str]] = [("Content-Type", "text/html")]
        self.body = b"page"
        self.cookies: list[str] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked += 1
        self.cookies.append(environ.get("HTTP_COOKIE", ""))
        time.sleep(self.slow)
        environ["openbeat.keep"] = self.keep
        start(self.status, self.headers)
        return [self.body, str(self.asked).encode()]


def ask(kept: KeepForAMoment, **environ: str) -> bytes:
    facts = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "town", "QUERY_STRING": "", **environ}
    return b"".join(kept(facts, lambda *_args: None))


def test_the_second_visitor_gets_the_same_page_without_asking_again() -> None:
    program = Program()
    kept = KeepForAMoment(program)

    assert [ask(kept), ask(kept)] == [b"page1", b"page1"]
    assert program.asked == 1


def test_after_a_moment_it_is_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOMENT", 0.0)
    kept = KeepForAMoment(Program())

    assert [ask(kept), ask(kept)] == [b"page1", b"page2"]


@pytest.mark.parametrize(
    "other",
    [
        {"PATH_INFO": "/areas/"},
        {"QUERY_STRING": "page=2"},
        {"HTTP_HOST": "other"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
    ],
)
def test_another_page_is_another_page(other: dict[str, str]) -> None:
    kept = KeepForAMoment(Program())

    assert [ask(kept), ask(kept, **other)] == [b"page1", b"page2"]


@pytest.mark.parametrize(
    "own", [{"HTTP_COOKIE": "sessionid=1"}, {"REQUEST_METHOD": "POST"}, {"HTTP_AUTHORIZATION": "Bearer 1"}]
)
def test_who_brings_something_of_their_own_is_always_asked_for(own: dict[str, str]) -> None:
    kept = KeepForAMoment(Program())

    assert [ask(kept), ask(kept, **own), ask(kept, **own)] == [b"page1", b"page2", b"page3"]


def test_who_is_signed_in_shares_a_page_that_is_the_same_for_everybody() -> None:
    program = Program(keep="public")
    kept = KeepForAMoment(program)

    assert [ask(kept), ask(kept, HTTP_COOKIE="sessionid=1"), ask(kept)] == [b"page1"] * 3


def test_it_is_rendered_without_the_cookie_of_whoever_asks() -> None:
    program = Program(keep="public")
    kept = KeepForAMoment(program)

    for _time in range(3):
        ask(kept, HTTP_COOKIE="sessionid=1")

    assert program.cookies == ["sessionid=1", ""], "at first it is not known that the page is the same for all"


def test_a_message_that_waits_is_shown_and_not_kept() -> None:
    kept = KeepForAMoment(Program(keep="public"))

    assert ask(kept) == b"page1"
    assert ask(kept, HTTP_COOKIE="sessionid=1; messages=Thank you") == b"page2"
    assert ask(kept) == b"page1"


@pytest.mark.parametrize("header", [("Set-Cookie", "a=1"), ("Content-Security-Policy", "'nonce-1'")])
def test_a_page_with_a_secret_is_never_shared_with_who_is_signed_in(header: tuple[str, str]) -> None:
    program = Program(keep="public")
    program.headers = [header]
    kept = KeepForAMoment(program)

    assert [ask(kept), ask(kept, HTTP_COOKIE="sessionid=1"), ask(kept)] == [b"page1", b"page2", b"page3"]


def test_another_language_is_another_page_for_who_is_signed_in() -> None:
    kept = KeepForAMoment(Program(keep="public"))

    assert ask(kept, PATH_INFO="/areas/") == b"page1"
    assert ask(kept, PATH_INFO="/es/areas/", HTTP_COOKIE="sessionid=1") == b"page2"


READS = {"HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "en"}


def test_whoever_wishes_another_language_is_not_given_the_page_of_somebody_else() -> None:
    for keep in ("public", "visitor"):
        kept = KeepForAMoment(Program(keep=keep))
        seen = [
            ask(kept, **READS),
            ask(kept, **{**READS, "HTTP_ACCEPT_LANGUAGE": "my, en;q=0.5"}),
            ask(kept, **{**READS, "HTTP_COOKIE": "language=es"}),
            ask(kept, **{**READS, "HTTP_COOKIE": "language=en", "HTTP_ACCEPT_LANGUAGE": "my"}),
            ask(kept, **{**READS, "HTTP_ACCEPT_LANGUAGE": "my-MM"}),
            ask(kept, **{**READS, "HTTP_ACCEPT_LANGUAGE": "so, es, my"}),
            ask(kept, **{**READS, "HTTP_ACCEPT_LANGUAGE": "so, my, es"}),
        ]
        assert seen == [b"page1", b"page2", b"page3", b"page1", b"page2", b"page4", b"page5"]


def test_in_a_language_that_the_address_names_everybody_shares_a_page() -> None:
    kept = KeepForAMoment(Program())
    others: tuple[dict[str, str], ...] = (
        {},
        {"HTTP_COOKIE": "language=my"},
        {"HTTP_ACCEPT_LANGUAGE": "ar"},
        {"HTTP_COOKIE": "language=zz"},
    )

    assert {ask(kept, PATH_INFO="/es/areas/", **{**READS, **other}) for other in others} == {b"page1"}


def test_the_cookie_of_the_language_is_as_good_as_none_and_others_are_not() -> None:
    program = Program()
    kept = KeepForAMoment(program)

    ask(kept, **READS, HTTP_COOKIE="language=en")
    ask(kept, **READS)
    assert program.cookies == ["language=en"]
    ask(kept, **READS, HTTP_COOKIE="language=en; sessionid=1")
    assert program.cookies == ["language=en", "language=en; sessionid=1"]


def test_of_somebody_with_more_cookies_only_the_language_is_passed_on_to_a_page_that_is_kept() -> None:
    program = Program(keep="public")
    kept = KeepForAMoment(program)

    for _time in range(3):
        ask(kept, **READS, HTTP_COOKIE="sessionid=1; language=es")

    assert program.cookies == ["sessionid=1; language=es", "language=es"]


def test_what_is_not_marked_or_not_well_or_carries_a_secret_is_not_kept() -> None:
    unmarked, missing, cookie, token, nonce = (
        Program(keep=""),
        Program(status="404 Not Found"),
        Program(),
        Program(),
        Program(),
    )
    cookie.headers = [("Set-Cookie", "csrftoken=1")]
    token.body = b'<input name="csrfmiddlewaretoken">'
    nonce.headers = [("Content-Security-Policy", "script-src 'self' 'nonce-1'")]

    for program in (unmarked, missing, cookie, token, nonce):
        kept = KeepForAMoment(program)
        ask(kept)
        ask(kept)
        assert program.asked == 2


def test_a_crowd_costs_one_rendering() -> None:
    program = Program(slow=0.1)
    kept = KeepForAMoment(program)
    seen: list[bytes] = []
    crowd = [threading.Thread(target=lambda: seen.append(ask(kept))) for _ in range(20)]

    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()

    assert seen == [b"page1"] * 20
    assert program.asked == 1
