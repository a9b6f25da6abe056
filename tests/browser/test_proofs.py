"""Proof files in the browser: the same vectors that check the Python, and the way of a resident, without a network."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.apps.concerns.demo import a_concern, taken_up
from openbeat.config import cli
from openbeat.core.ledger import kept
from openbeat.core.ledger.queries import heads, proofs
from openbeat.core.ledger.queries.audit import Audit
from openbeat.core.ledger.services import log
from openbeat.kit.clock import now
from openbeat.kit.findings import SENTENCES, State
from openbeat.kit.refs import Ref
from openbeat.kit.tests import vectors
from tests.browser.test_resident import code_on, open_receipt, write_it_down
from tests.browser.visits import press

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from openbeat.core.people.demo import Cast
    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

KNOWN = json.loads(vectors.FILE.read_text(encoding="utf-8"))
ORDER = (State.BROKEN, State.WRONG, State.OPEN, State.PROVEN, State.NOTE)


def put_in(page: Page, data: bytes, name: str = "proof.json") -> list[str]:
    """Choose this file; gives what the page found, as it stands there."""
    page.locator('[data-part="result"]').evaluate("(part) => { part.hidden = true; }")
    page.set_input_files("#proof-file", {"name": name, "mimeType": "application/json", "buffer": data})
    return found_on(page)


def found_on(page: Page) -> list[str]:
    page.locator('[data-part="result"]').wait_for(state="visible")
    return [line.get_attribute("data-code") or "" for line in page.locator("li[data-code]").all()]


def as_shown(codes: list[str]) -> list[str]:
    """What is wrong comes first, then what is open, then what is proven, then notes."""
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
        page.clock.set_fixed_time(case["now"])
        served.paths = KNOWN["logs"][case["log"]] if case["log"] else None
        page.locator("#proof-key").evaluate("(field, key) => { field.value = key; }", case["key"])
        if (found := put_in(page, case["file"].encode())) != as_shown(case["found"]):
            wrong.append((case["name"], found, case["found"]))

    visit.watch.problems[:] = [
        each for each in visit.watch.problems if "net::ERR_FAILED" not in each and "404" not in each
    ]
    assert wrong == []


def test_a_log_that_is_too_long_for_a_browser_is_looked_through_from_the_last_act_on(
    empty_house: None, visits: Any
) -> None:
    visit = visits.begin()
    short = kept.SCRIPT.read_text("utf-8").replace("leaves: 400_000", "leaves: 300")
    visit.context.route("**/ledger/verify*.js", lambda route: route.fulfill(body=short, content_type="text/javascript"))
    served, page = Served(), visit.to("/log/verify/")
    visit.context.route("**/log/checkpoint", served)
    visit.context.route("**/log/tile/**", served)
    cases = {case["name"]: case for case in KNOWN["cases"]}
    begin = ["signed", "act", "act", "no_gap", "no_witness", "key_of_log", "extends"]

    found = {}
    for name in ("with the log of today", "told twice", "the log was forked"):
        page.clock.set_fixed_time(cases[name]["now"])
        served.paths = KNOWN["logs"][cases[name]["log"]]
        found[name] = put_in(page, cases[name]["file"].encode())

    assert found == {
        "with the log of today": as_shown([*begin, "too_long"]),
        "told twice": as_shown([*begin, "twice", "twice", "too_long"]),
        "the log was forked": as_shown(cases["the log was forked"]["found"]),
    }


def test_the_list_of_acts_is_written_out_of_what_is_checked(empty_house: None, visits: Any, tmp_path: Path) -> None:
    visit, alone = visits.begin(), visits.begin()
    file = json.loads(next(case["file"] for case in KNOWN["cases"] if case["name"] == "an act waits"))
    page = visit.to("/log/verify/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    assert not page.get_by_role("heading", name="The acts in it").is_visible()
    put_in(page, json.dumps(file).encode())
    assert page.get_by_role("heading", name="The acts in it").is_visible()
    listed = [line.inner_text().splitlines() for line in page.locator('ol[data-part="acts"] > li').all()]
    assert [line[0] for line in listed] == [
        "raise · 2026-05-04 12:00 UTC", "take_up · 2026-05-04 12:00 UTC",
        "answer · 2026-05-04 12:00 UTC · waits for its place",
    ]  # fmt: skip
    assert "category: lighting" in listed[0][1].translate({0x2068: None, 0x2069: None})
    put_in(page, b"{}")
    assert not page.get_by_role("heading", name="The acts in it").is_visible()

    html = kept.as_html(file).replace('<li value="2">', '<li value="9">made up <b>and more</b> ')
    html = html.replace("category: lighting", "category: noise").replace('"key">talk', '"key">nowhere')
    (tmp_path / "proof.html").write_text(html, "utf-8")
    alone.context.set_offline(True)
    alone.page.goto((tmp_path / "proof.html").as_uri())
    found_on(alone.page)
    shown = alone.page.locator("ol").inner_text().translate({0x2068: None, 0x2069: None})
    assert ["made up" in shown, "noise" in shown, "category: lighting" in shown] == [False, False, True]
    assert alone.page.locator("ol > li").evaluate_all("(lines) => lines.map((line) => line.value)") == [1, 2, 3]
    said = {name: alone.page.locator(f'[data-said="{name}"]').inner_text() for name in ("origin", "made", "key")}
    assert said == {"origin": file["origin"], "made": "2026-05-04 12:00 UTC", "key": file["key"]}
    alone.watch.problems.clear()


def test_an_older_browser_says_what_it_cannot_do_and_a_photo_is_no_proof_file(empty_house: None, visits: Any) -> None:
    visit = visits.begin()
    visit.context.add_init_script("delete String.prototype.isWellFormed;")
    page = visit.to("/log/verify/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    good = next(case["file"] for case in KNOWN["cases"] if case["name"] == "nothing but the file")

    assert put_in(page, good.encode()) == ["key_from_file", "not_looked", "signed", "act", "act", "no_gap"]
    assert put_in(page, bytes(range(256)), "photo.jpg") == ["broken"]
    assert page.get_by_role("heading", name="This is not a proof file").is_visible()
    assert not page.get_by_text("a lawyer, a journalist").is_visible()
    page.evaluate("() => { delete Object.hasOwn; }")
    assert put_in(page, good.encode()) == ["unable"]


def test_a_file_that_is_dropped_is_checked_and_the_verdict_is_said(
    empty_house: None, visit: Callable[..., Visit]
) -> None:
    page = visit().to("/log/verify/")
    page.wait_for_load_state("networkidle")
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
    told = page.locator('li[data-code="act"]').first.inner_text().translate({0x2068: "[", 0x2069: "]"})
    assert told == "Act [1] ([raise], [2026-05-04 12:00 UTC]) stands in the log, exactly as this file tells it."


def test_without_scripts_the_page_says_how_else(empty_house: None, visit: Callable[..., Visit]) -> None:
    page = visit(scripts=False).to("/log/verify/")

    assert page.get_by_text("Your browser runs no scripts").is_visible()
    assert not page.locator("#proof-file").is_visible()
    assert page.get_by_text("openbeat verify proof.html --against").is_visible()


def test_a_resident_without_an_account_keeps_a_proof_and_checks_it_without_a_network(
    people: Cast, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    somebody = visit(width=320)
    page = somebody.to("/concerns/new/")
    write_it_down(page)
    press(page, "Send it")
    code = code_on(page)
    log.sequence(at=now())
    somebody.context.clear_cookies()
    page = open_receipt(somebody, code)
    somebody.stands()
    for form, button in (("html", "Keep a proof"), ("json", "For programs (JSON)")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        download.value.save_as(tmp_path / f"proof.{form}")

    page = somebody.to("/log/verify/")
    alone = visit()
    for form in ("json", "html"):
        data = (tmp_path / f"proof.{form}").read_bytes()
        found = put_in(page, data)
        assert found == [
            "signed", "key_of_page", "act", "no_gap", "key_of_log", "extends", "nothing_more", "no_witness",
        ]  # fmt: skip
    assert page.get_by_role("heading", name="All of this is proven").is_visible()
    somebody.stands()

    somebody.context.set_offline(True)
    assert put_in(page, data) == ["not_looked", "signed", "key_of_page", "act", "no_gap"]
    forged = data.replace(b'"lighting"', b'"traffic"')
    assert put_in(page, forged)[0] == "not_included"
    assert page.get_by_role("heading", name="Something is wrong").is_visible()
    somebody.context.set_offline(False)

    alone.context.set_offline(True)
    alone.page.goto((tmp_path / "proof.html").as_uri())
    assert found_on(alone.page) == ["key_from_file", "not_looked", "signed", "act", "no_gap"]
    alone.stands()
    (tmp_path / "forged.html").write_bytes(forged)
    alone.page.goto((tmp_path / "forged.html").as_uri())
    assert found_on(alone.page)[0] == "not_included"
    files = [(tmp_path / name).as_uri() for name in ("proof.html", "forged.html")]
    assert alone.watch.problems == [f"another host: {file}" for file in files]  # and nothing else was asked for
    alone.watch.problems.clear()
    bare = code.replace(" ", "")
    assert [url for url in somebody.watch.addresses if bare in url.replace(" ", "").upper()] == []


def test_the_program_and_a_witness_agree_with_the_site_as_it_is_served(
    people: Cast, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    concern = a_concern(people)
    log.sequence(at=now())
    file = proofs.proof_file(Ref.of(concern), at=now())
    assert file
    (tmp_path / "proof.json").write_text(kept.as_json(file), "utf-8")
    key = str(file["key"])

    assert cli.main(["verify", str(tmp_path / "proof.json"), "--against", address, "--key", key]) == 0
    mine = ["--key", str(tmp_path / "key"), "--name", "w.example", "--log-key", key]
    looks = ["witness", address, "--state", str(tmp_path / "state"), "--once", *mine]
    assert cli.main(looks) == 1  # nobody knows this witness yet
    printed = capsys.readouterr()
    assert "No witness that we know has signed this checkpoint." in printed.err
    log.add_witness(printed.out.split("Your key, for whoever runs the log: ")[1].splitlines()[0], at=now())
    assert cli.main(looks) == 0
    taken_up(concern, by=people.lee, at=now())
    log.sequence(at=now())
    assert cli.main(looks) == 0
    assert "grown as they should. Co-signed as w.example." in capsys.readouterr().out

    head = heads.published()
    assert head
    names = [row.witness.name for row in heads.cosigned([head])[head.pk]]
    assert names == ["w.example"]
    assert list(Audit(now()).differences()) == []
