"""Somebody complains without a name and without scripts, comes back with the code alone, and reads the answer.

In between it is taken apart point by point, cleared up, and ended by whoever leads, with a key of her own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints.demo import a_lead, an_office
from openbeat.core.vault.demo import PASSPHRASE
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "On Friday an officer took my telephone and laughed."
POINT = "He took the telephone of whoever complained, and laughed."
REASON = "They spoke with each other, and it was explained."
ANSWER = "You are right. You get it back today, and the officer was spoken to."


def opened(page: Page, why: str) -> None:
    """Unlock the key where the page asks for it, and say why the matter is opened."""
    follow(page, "Unlock my key")
    page.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    page.locator("main form button").first.click()
    page.get_by_label(why).check()
    press(page, "Open it")


def taken_apart(page: Page) -> None:
    """Whom it is about, and what was done, in one point."""
    follow(page, "Point by point")
    page.get_by_label("Badge number").fill("212")
    press(page, "Write this officer down")
    page.get_by_label("Kind").first.select_option("discourtesy")
    page.get_by_label("By whom").first.select_option(label="Officer 1")
    page.get_by_label("What, in a sentence").first.fill(POINT)
    press(page, "Write the points down")
    assert page.get_by_text(POINT).first.is_visible()


def ended(lead: Visit, path: str) -> None:
    """Whoever leads ends it without a finding, and says why."""
    page = lead.to(path)
    opened(page, "To check how it is handled")
    follow(page, "Findings")
    page.locator("summary", has_text="End the whole case without a finding").click()
    form = page.locator("form[action$='/without/']")
    form.get_by_label("It ends without a finding because").select_option("clarified")
    form.locator("textarea").fill(REASON)
    press(page, "End the whole case")
    assert page.get_by_text("It ended without a finding", exact=True).is_visible()
    lead.stands()


def nothing_went_out(code: str, *who: Visit) -> None:
    """No address that anybody asked for has the code in it, and none is of another host."""
    bare, asked = re.sub(r"\W", "", code), [url for each in who for url in each.watch.addresses]
    assert not [url for url in asked if bare in re.sub(r"\W", "", url).upper()]
    assert {url.partition("://")[2].partition("/")[0] for url in asked} == {who[0].address.partition("://")[2]}


def test_a_complaint_is_filed_without_a_name_read_with_a_key_and_answered_through_the_receipt(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    a_lead(an_office())
    somebody = visit(width=320, scripts=False)
    page = somebody.to("/complaints/")
    follow(page, "Make a complaint")
    follow(page, "All of it on one page")
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("Who is it about?").fill("Badge 212")
    press(page, "Seal it and send it")
    code = page.locator(".code").first.inner_text().strip()
    assert re.fullmatch(r"[0-9A-Z]{4}( [0-9A-Z]{1,4}){4}", code)
    somebody.stands()
    somebody.context.clear_cookies()

    ines = visit("ines", scripts=False)
    desk = ines.to("/desk/")
    desk.locator("main a", has_text="Sealed matter").first.click()
    assert WORDS not in desk.content()
    opened(desk, "To take it in, or to acknowledge it")
    matter = desk.url.removeprefix(ines.address)
    assert desk.get_by_text(WORDS).is_visible()
    desk.get_by_label("Your words").fill("We have read it.")
    press(desk, "Send it: we have read it")
    taken_apart(desk)
    ines.stands()
    follow(desk, "The matter")
    press(desk, "Begin to look into it")
    desk.get_by_label("Who else may read it?").select_option(label="Sana Idris")
    press(desk, "Let them read it")
    sana = visit("sana", scripts=False)
    ended(sana, matter)
    desk.reload()
    desk.get_by_label("Your words").fill(ANSWER)
    press(desk, "Keep it as a draft")
    assert desk.get_by_label("Your words").input_value() == ANSWER
    press(desk, "Send it as the answer")
    assert desk.get_by_text(ANSWER).is_visible()
    ines.stands()

    page = somebody.to("/receipt/")
    page.get_by_label("Code", exact=False).first.fill(code.lower())
    press(page, "Open it")
    follow(page, "Your complaint")
    assert page.get_by_text(ANSWER).is_visible()
    assert page.get_by_text(POINT).first.is_visible()
    more = page.locator("form", has=page.get_by_role("button", name="Seal it, and open it again"))
    more.get_by_label("Your words").fill("Thank you. And who pays for the screen?")
    press(page, "Seal it, and open it again")
    assert page.get_by_role("heading", name="Somebody is looking into what happened.").is_visible()
    somebody.stands()
    press(page, "Close my receipts in this browser")
    nothing_went_out(code, somebody, ines, sana)
