"""Proof files in the browser: the same vectors that check the Python, and the way of a resident, without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.kit.findings import SENTENCES, State
from openbeat.kit.tests import vectors

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

KNOWN = json.loads(vectors.FILE.read_text(encoding="utf-8"))
ORDER = (State.WRONG, State.OPEN, State.PROVEN)


def put_in(page: Page, data: bytes, name: str = "proof.json") -> list[str]:
    """Choose this file; gives what the page found, as it stands there."""
    page.locator('[data-part="result"]').evaluate("(part) => { part.hidden = true; }")
    page.set_input_files("#proof-file", {"name": name, "mimeType": "application/json", "buffer": data})
    return found_on(page)


def found_on(page: Page) -> list[str]:
    page.locator('[data-part="result"]').wait_for(state="visible")
    return [line.get_attribute("data-code") or "" for line in page.locator("li[data-code]").all()]


def as_shown(codes: list[str]) -> list[str]:
    """What is wrong comes first, then what is open, then what is proven."""
    return [code for state in ORDER for code in codes if SENTENCES[code][0] is state]  # type: ignore[index]


class Served:
    """Answers for the log, as a vector has it."""

    def __init__(self) -> None:
        self.paths: dict[str, str] | None = None

    def __call__(self, route: Route) -> None:
        path = route.request.url.split("/log/", 1)[1]
        if self.paths is None:
            route.abort()
        elif path not in self.paths:
            route.fulfill(status=404, body="none")
        else:
            route.fulfill(body=base64.b64decode(KNOWN["blobs"][self.paths[path]]), content_type="text/plain")


def test_the_browser_finds_what_python_finds(empty_house: None, visits: Any) -> None:
    visit = visits.begin()
    served, page = Served(), visit.to("/log/verify/")
    visit.watch.problems.clear()
    visit.context.route("**/log/checkpoint", served)
    visit.context.route("**/log/tile/**", served)

    wrong = []
    for case in KNOWN["cases"]:
        served.paths = KNOWN["logs"][case["log"]] if case["log"] else None
        page.locator("#proof-key").evaluate("(field, key) => { field.value = key; }", case["key"])
        if (found := put_in(page, case["file"].encode())) != as_shown(case["found"]):
            wrong.append((case["name"], found, case["found"]))

    visit.watch.problems[:] = [
        each for each in visit.watch.problems if "net::ERR_FAILED" not in each and "404" not in each
    ]
    assert wrong == []


def test_a_file_that_is_dropped_is_checked_and_the_verdict_is_said(
    empty_house: None, visit: Callable[..., Visit]
) -> None:
    page = visit().to("/log/verify/")
    page.context.set_offline(True)
    good = next(case["file"] for case in KNOWN["cases"] if case["name"] == "nothing but the file")
    page.evaluate(
        """(text) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "proof.json"));
          const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
          document.querySelector("[data-verify]").dispatchEvent(drop);
        }""",
        good,
    )

    assert found_on(page) == ["key_from_file", "not_looked", "signed", "act", "act", "no_gap"]
    assert page.get_by_role("heading", name="Nothing is wrong, but not all of it is proven").is_visible()
    assert page.evaluate("document.activeElement.dataset.part") == "result"
    told = page.locator('li[data-code="act"]').first.inner_text()
    assert told == "Act 1 (raise, 2026-05-04 12:00 UTC) stands in the log, word for word as in this file."


def test_without_scripts_the_page_says_how_else(empty_house: None, visit: Callable[..., Visit]) -> None:
    page = visit(scripts=False).to("/log/verify/")

    assert page.get_by_text("Your browser runs no scripts").is_visible()
    assert not page.locator("#proof-file").is_visible()
    assert page.get_by_text("openbeat verify proof.html --against").is_visible()
