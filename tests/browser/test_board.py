"""A board disagrees, without scripts; the department answers; everybody reads both. And boxes are drawn on pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints.demo import a_complaint, an_office
from openbeat.apps.complaints.demo.board import HOUR, a_board, a_chief, a_packet, a_sitting
from openbeat.apps.complaints.demo.summaries import sign
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.core.evidence import services as evidence
from openbeat.core.evidence.demo import arrived
from openbeat.core.redaction.tests.files import line, pdf
from openbeat.core.vault.demo import PASSPHRASE
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WHY = "Nobody asked the driver of the bus."


def unlock(page: Page) -> None:
    """Type the passphrase where the page asks for it."""
    page.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    page.locator("main form button").first.click()
    page.wait_for_load_state()


def test_a_board_disagrees_the_department_answers_and_everybody_reads_both(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    office = an_office()
    sign()
    a_chief()
    bea, _bora, _bruno = a_board(office)
    a_packet(office, a_complaint(office, Stage.ANSWERED).complaint)
    a_sitting(bea, now() - HOUR)

    for who in ("bea", "bora"):
        member = visit(who, width=320, scripts=False)
        page = member.to("/desk/")
        page.get_by_role("link", name="Case for review").click()
        unlock(page)
        assert page.get_by_text("blacked out: name of an officer").is_visible()
        vote = page.locator("section", has=page.get_by_role("heading", name="Vote", exact=True))
        vote.get_by_label("disagree", exact=True).check()
        vote.get_by_label("Why?").fill(WHY)
        press(page, "Vote, once")
        assert page.get_by_text(WHY).first.is_visible()
    recommend = page.locator("section", has=page.get_by_role("heading", name="Recommend", exact=True))
    recommend.get_by_label("What does the board recommend, and why?").fill("Ask the driver, then find anew.")
    press(page, "Send it to the department, and to everybody")
    member.stands()

    chief = visit("okoro", scripts=False)
    page = chief.to("/desk/")
    page.goto(f"{chief.address}/complaints/board/recommendations/1/answer/")
    page.get_by_label("accepted in part").check()
    page.get_by_label("Why, and what follows?").fill("We ask the driver this week.")
    press(page, "Answer, for everybody to read")

    anybody = visit(width=320, scripts=False)
    page = anybody.to("/complaints/")
    follow(page, "The review board of residents")
    for words in (
        "The board disagrees",
        "Ask the driver, then find anew.",
        "accepted in part",
        "We ask the driver this week.",
    ):
        assert page.get_by_text(words).first.is_visible()
    assert page.get_by_text(WHY).count() == 0
    anybody.stands()


def test_a_box_is_drawn_with_the_arrow_keys_or_the_pointer_and_takes_what_it_lies_on(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    office = an_office()
    a_board(office)
    complaint = a_complaint(office, Stage.ANSWERED).complaint
    scan = arrived(pdf(line("Halloway", x=300, y=396, size=20) + line("stays", y=100)), "scan.pdf")
    [file] = evidence.add([scan], Ref.of(complaint), by=office.ines, at=now())

    ines = visit("ines")
    page = ines.to(complaint.get_absolute_url())
    follow(page, "Unlock my key")
    unlock(page)
    page.get_by_label("To work on it").check()
    press(page, "Open it")
    page.goto(f"{ines.address}/complaints/{complaint.pk}/packet/pages/{file.pk}/")
    picture = page.locator("svg[data-page='1']")
    picture.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=left]").input_value() == "41.0"
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("[name=right]").input_value() == "62.0"
    seen = picture.bounding_box()
    assert seen
    page.mouse.move(seen["x"] + seen["width"] * 0.45, seen["y"] + seen["height"] * 0.45)
    page.mouse.down()
    page.mouse.move(seen["x"] + seen["width"] * 0.7, seen["y"] + seen["height"] * 0.52)
    page.mouse.up()
    press(page, "Add to what is blacked out")
    assert page.get_by_text("Box 1: name of a person").is_visible()
    ines.stands()
    press(page, "Put it into the packet")

    assert page.get_by_text("Nothing of what was blacked out is left in it.").is_visible()
