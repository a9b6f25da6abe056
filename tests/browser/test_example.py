"""The example town as a newcomer meets it: `openbeat demo`, and the whole way in under a minute at 320 px."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser import judge
from tests.browser.visits import Visit, Visits, follow, go, press, sign_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 240  # seconds, on a machine with a lot to do
MINUTE = 60.0
INVENTED = "This town and everybody in it are invented"
TITLE = "The bench at the bus stop is broken"
CODE = re.compile(r"\b\d{6}\b")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The town with its own server and worker; gives its address."""
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        port = ear.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("OPENBEAT_", "DJANGO_", "DB"))}
    command = [sys.executable, "-m", "openbeat.config.cli", "demo", "--port", str(port), "--size", "small"]
    folder = tmp_path_factory.mktemp("alder-falls")
    with subprocess.Popen(command, env=ours | {"OPENBEAT_DATA": str(folder)}, stdout=subprocess.DEVNULL) as demo:
        try:
            wait_for(f"http://127.0.0.1:{port}/", demo)
            yield f"http://localhost:{port}"
        finally:
            demo.terminate()
            demo.wait(30)


def wait_for(address: str, demo: subprocess.Popen[bytes]) -> None:
    """Until the front page comes; fails where the program ends before."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert demo.poll() is None, "the example town did not start"
        with suppress(URLError, HTTPException, OSError), urlopen(address, timeout=5):  # noqa: S310  our own address
            return
        time.sleep(0.3)
    pytest.fail("the front page did not come")


@pytest.fixture
def telephone(browser: Browser, example: str) -> Iterator[Visit]:
    """A narrow window on the example town."""
    visits = Visits(browser, example)
    yield visits.begin(width=320, height=640)
    visits.over()


def be(visit: Visit, name: str) -> Page:
    """Sign in as somebody of the cast by the buttons of the page, the mailbox and the printed second factor."""
    page = visit.to("/demo/")
    card = page.locator("li.card", has_text=name)
    second = card.locator(".code").inner_text() if card.locator(".code").count() else ""
    press(page, f"Be {name}")
    code = newest_code(visit)
    page.get_by_label("Code from the message").fill(code)
    press(page, "Go on")
    if second:
        page.get_by_label("Code").fill(second)
        go(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    return page


def newest_code(visit: Visit) -> str:
    """The newest code in the mailbox of everybody, in a window beside; other messages come in all the time."""
    beside = visit.context.new_page()
    beside.goto(f"{visit.address}/demo/outbox/")
    said = beside.locator("main .rows > li").filter(has_text=CODE).first.inner_text()
    beside.close()
    found = CODE.search(said)
    assert found
    return found.group()


def test_the_whole_way_takes_less_than_a_minute_without_an_account(telephone: Visit) -> None:
    telephone.to("/")  # what the town's server does only once is not counted
    began = time.monotonic()
    code = raise_it(telephone)
    answer_it(telephone)
    page = telephone.to("/receipt/")
    page.get_by_label("Code", exact=False).first.fill(code)
    press(page, "Open it")
    follow(page, TITLE)
    assert page.get_by_text("The bench was repaired.").is_visible()
    follow(page, "No, it is not solved")
    page.get_by_label("What is still wrong?").fill("One board is still missing.")
    press(page, "Open it again")
    took = time.monotonic() - began

    assert page.get_by_text("It is open again").first.is_visible()
    assert took < MINUTE


def raise_it(visit: Visit) -> str:
    """As anybody; gives the receipt's code."""
    page = visit.to("/demo/")
    follow(page, "Raise a concern")
    page.get_by_label("Which area is it in?").select_option(label="Millrace")
    page.get_by_label("What is it about?").select_option(label="Something else")
    page.get_by_label("In one line").fill(TITLE)
    page.get_by_label("What happens, how often, since when?").fill("Two boards are gone.")
    page.wait_for_timeout(2100)  # a form that is sent faster than a person can is refused
    press(page, "Send it")
    return page.locator(".code").first.inner_text()


def answer_it(visit: Visit) -> None:
    """As the liaison officer of the area."""
    page = be(visit, "Lee Okafor")
    follow(page, TITLE)
    follow(page, "Say what we understood")
    page.get_by_label("What did you understand? One sentence.").fill("Two boards of the bench are gone.")
    press(page, "Send this sentence")
    follow(page, "Look: what can everybody read?")
    press(page, "Keep this")
    follow(page, "Answer")
    page.get_by_label("Your answer").fill("The bench was repaired.")
    press(page, "Send the answer")
    sign_out(page, visit.address)


@pytest.mark.parametrize("path", ["/", "/areas/", "/concerns/", "/progress/", "/meetings/", "/demo/", "/demo/outbox/"])
def test_every_page_says_that_the_town_is_invented_and_stands(telephone: Visit, path: str) -> None:
    page = telephone.to(path)

    assert INVENTED.lower() in page.locator("body").inner_text().lower()
    telephone.stands()
    judge.at_width(page, 1280)
    telephone.stands()


def test_the_clock_moves_a_week(telephone: Visit) -> None:
    page = telephone.to("/demo/")
    press(page, "A week later")

    assert page.get_by_text("stands a week later").is_visible()
