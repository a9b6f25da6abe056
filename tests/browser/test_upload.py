"""A file that the server does not take costs nobody their words; one listener serves whichever form is on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from openbeat.apps.complaints.demo import an_office
from tests.browser.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload

    from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.browser

WORDS = "He laughed, and took my bag."
NOTE: FilePayload = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"It was raining."}
PROGRAM: FilePayload = {"name": "walk.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ\x90\x00" * 100}


def test_what_the_server_does_not_take_leaves_the_words_and_says_why(
    people: Cast, visit: Callable[..., Visit], settings: Any
) -> None:
    an_office()
    settings.OPENBEAT_FORM_SECONDS = 0
    somebody = visit(width=320)
    page = somebody.to("/complaints/new/whole/")
    page.get_by_label("What happened?").fill(WORDS)
    send = page.get_by_role("button", name="Seal it and send it")
    files = page.locator("input[type=file]")

    files.set_input_files(NOTE)
    cookies = somebody.context.cookies()
    somebody.context.clear_cookies()  # the page was open for so long
    send.click()
    told = page.locator("form .summary")
    told.wait_for()
    assert told.inner_text().startswith("This form came too late")
    assert told.evaluate("element => element === document.activeElement")
    assert page.get_by_label("What happened?").input_value() == WORDS
    assert files.evaluate("input => input.files.length") == 1
    somebody.stands()

    somebody.context.add_cookies(cookies)  # type: ignore[arg-type]  # what it gave is what it takes
    files.set_input_files([NOTE, PROGRAM])  # at once: the button works again
    send.click()
    page.locator("main .summary", has_text="walk.exe").wait_for()
    assert page.locator("main .summary").count() == 1
    assert page.locator("main .summary").evaluate("element => element === document.activeElement")
    assert page.get_by_role("link", name="Choose your files once more").is_visible()
    assert page.get_by_label("What happened?").input_value() == WORDS
    somebody.stands()

    files.set_input_files(NOTE)  # in the form that came back, which no script of its own was started for
    asked = len(somebody.watch.addresses)
    send.click()
    page.get_by_role("heading", name="Your complaint has arrived").wait_for()
    assert len(somebody.watch.addresses) == asked + 1
    assert page.get_by_text("note.txt").is_visible()
    somebody.stands()


def test_where_the_connection_breaks_everything_stays_on_the_page(people: Cast, visit: Callable[..., Visit]) -> None:
    an_office()
    somebody = visit()
    page = somebody.to("/complaints/new/whole/")
    page.get_by_label("What happened?").fill(WORDS)
    page.locator("input[type=file]").set_input_files(NOTE)
    page.route("**/complaints/new/whole/", lambda route: route.abort())

    page.get_by_role("button", name="Seal it and send it").click()

    told = page.get_by_text("The connection broke before an answer came.")
    told.wait_for()
    assert page.get_by_label("What happened?").input_value() == WORDS
    assert page.get_by_role("button", name="Seal it and send it").is_enabled()
    somebody.watch.problems.clear()  # the browser says that the connection broke
