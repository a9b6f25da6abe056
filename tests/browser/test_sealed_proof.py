"""Somebody complains without a name, comes back with the code, keeps a proof, and checks it without a network.

The page says yes to the file as it is, and no to the same file with one byte changed, wherever that is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints import services
from openbeat.apps.complaints.demo import an_office
from openbeat.apps.complaints.lifecycle import Words
from openbeat.apps.complaints.models import Complaint
from openbeat.core.ledger.services import log
from openbeat.kit.clock import now
from tests.browser.test_proofs import found_on, put_in
from tests.browser.test_resident import code_on
from tests.browser.visits import follow, press

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from openbeat.apps.complaints.demo import Office
    from openbeat.core.people.demo import Cast
    from tests.browser.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "On Friday an officer took my telephone and laughed."
CLOSED = ["not_looked", "signed", "key_of_page", "act", "act", "no_gap"]


def filed(visit: Visit) -> str:
    """Fill in the form, and read the code off the receipt."""
    page = visit.to("/complaints/new/whole/")
    page.get_by_label("What happened?").fill(WORDS)
    press(page, "Seal it and send it")
    visit.stands()
    return code_on(page)


def acknowledged(office: Office) -> None:
    """The office reads it; then the next fixed time comes, and the acts enter the log in their batch."""
    complaint, keys, at = Complaint.objects.get(), office.keys(office.ines), now()
    services.acknowledge(complaint, Words("We have read it.", "en"), keys=keys, by=office.ines, at=at)
    log.sequence(at=at + timedelta(hours=6))


def come_back(visit: Visit, code: str) -> Page:
    """Type the code in another browser session, and follow to what one wrote."""
    visit.context.clear_cookies()
    page = visit.to("/receipt/")
    page.get_by_label("Code", exact=False).first.fill(code.lower())
    press(page, "Open it")
    assert page.get_by_role("button", name="Keep a proof").is_visible()
    return page


def kept(page: Page, folder: Path) -> dict[str, bytes]:
    """Both forms of the proof, as they are downloaded."""
    found = {}
    for form, button in (("html", "Keep a proof"), ("json", "For programs (JSON)")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        path = folder / f"proof.{form}"
        download.value.save_as(path)
        found[form] = path.read_bytes()
    return found


def spoiled(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file with one byte changed, in each part of it that says something."""
    file = json.loads(data)
    act = file["acts"][0]
    parts = {"channel": act["facts"]["channel"], "time": act["at"], "act": act["act"], "secret": file["secret"]}
    parts |= {"proof": act["proof"][0], "signature": file["checkpoint"].strip().rpartition(" ")[2]}
    for name, value in parts.items():
        where = data.index(str(value).encode()) + len(str(value)) // 2
        other = b"A" if data[where : where + 1] != b"A" else b"B"
        if data[where : where + 1].isdigit():
            other = b"1" if data[where : where + 1] != b"1" else b"2"
        yield name, data[:where] + other + data[where + 1 :]


def test_whoever_complained_without_a_name_checks_a_sealed_matter_without_a_network(
    people: Cast, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    office = an_office()
    log.sequence(at=now())
    somebody = visit(width=320)
    code = filed(somebody)
    acknowledged(office)
    page = come_back(somebody, code)
    proofs = kept(page, tmp_path)
    assert all(WORDS.encode() not in data and code.replace(" ", "").encode() not in data for data in proofs.values())
    follow(page, "Your complaint")
    assert page.get_by_text("We have read it.").is_visible()

    page = somebody.to("/log/verify/")
    page.wait_for_load_state("networkidle")
    somebody.context.set_offline(True)
    for data in proofs.values():
        assert put_in(page, data) == CLOSED
        assert not page.get_by_role("heading", name="Something is wrong").is_visible()
    somebody.stands()
    overlooked = [name for name, data in spoiled(proofs["json"]) if not says_no(page, put_in(page, data))]
    assert overlooked == []

    alone = visit()
    alone.context.set_offline(True)
    alone.page.goto((tmp_path / "proof.html").as_uri())
    assert found_on(alone.page) == ["key_from_file", *[code for code in CLOSED if code != "key_of_page"]]
    html = proofs["html"]
    where = re.search(rb'"channel":\s*"(web)"', html)
    assert where
    (tmp_path / "spoiled.html").write_bytes(html[: where.start(1)] + b"W" + html[where.start(1) + 1 :])
    alone.page.goto((tmp_path / "spoiled.html").as_uri())
    assert says_no(alone.page, found_on(alone.page))
    assert all(each.startswith("another host: file:") for each in alone.watch.problems)  # and nobody was asked
    alone.watch.problems.clear()
    asked = "".join([*somebody.watch.addresses, *alone.watch.addresses]).upper()
    assert code.replace(" ", "") not in asked


def says_no(page: Page, found: list[str]) -> bool:
    """It is told at the top, and as the first line."""
    told = page.get_by_role("heading", name=re.compile("Something is wrong|This is not a proof file")).is_visible()
    return told and bool(set(found[:1]) - set(CLOSED) - {"key_from_file"})
