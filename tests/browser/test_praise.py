"""Somebody praises an officer without scripts; the officer reads the words, and not who said them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints.demo import an_office
from openbeat.apps.complaints.lifecycle import Sort, Stage
from openbeat.apps.complaints.models import Complaint
from openbeat.core.vault.demo import PASSPHRASE
from tests.browser.cases import go_on, opened_by, with_code, write
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KIND = "An officer stayed with my mother until the ambulance came."
NAMED = f"I am Anna of Mill Lane. {KIND}"
IMANI = "imani@example.org"
THANKS = "Thank you. The officer gets your words today."


def praised(page: Page) -> str:
    """The steps, as praise; in the last one the words may be passed on. Gives the code."""
    page.locator("[name=sort][value=praise]").check()
    page.locator("[name=words]").fill(NAMED)
    page.locator("[name=language]").select_option("en")
    page.locator("main form .acts button").first.click()
    code = page.locator(".code").first.inner_text().strip()
    page.locator("main a[href$='/where/']").click()
    for _step in ("where", "who", "witnesses"):
        page.locator("button[name=go][value=on]").click()
    page.locator("main a.btn[href$='/hopes/']").click()
    page.locator("button[name=go][value=on]").click()
    page.get_by_label("you may pass my words on to the officer", exact=False).check()
    page.locator("button[name=go][value=on]").click()
    assert page.get_by_text("The words may be passed on, and not who said them").is_visible()
    press(page, "Send it")
    return code


def test_praise_is_answered_and_reaches_the_officer_without_who_said_it(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    an_office(also=[people.imani])
    somebody = visit(width=320, scripts=False)
    code = praised(somebody.to("/complaints/new/steps/"))
    complaint = Complaint.objects.get()
    assert (complaint.sort, complaint.stage) == (Sort.PRAISE, Stage.RECEIVED)
    somebody.stands()

    ines = opened_by(visit, "ines", complaint, taking_in=True)
    write(ines.page, "We have read it, and are glad.", "en", "Send it: we have read it")
    ines.to(f"{complaint.get_absolute_url()}officers/")
    form = ines.page.locator("form[action$='/officers/praise/']")
    form.locator("[name=email]").fill(IMANI)
    assert form.locator("[name=text]").input_value() == NAMED
    form.locator("[name=text]").fill(KIND)
    ines.stands()
    press(ines.page, "Pass it on")
    assert ines.page.get_by_text(people.imani.name).first.is_visible()
    page = ines.to(complaint.get_absolute_url())
    press(page, "Begin to look into it")
    write(page, THANKS, "en", "Send it as the answer")
    press(page, "Close it")

    imani = visit("imani", scripts=False)
    page = imani.to("/desk/")
    follow(page, "Read it")
    page.get_by_role("link", name="Somebody praised you", exact=False).click()
    page.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    go_on(page)
    assert page.get_by_text(KIND).is_visible()
    assert "Anna" not in page.content()
    imani.stands()

    page = with_code(somebody, code)
    assert page.get_by_text(THANKS).is_visible()
    somebody.stands()
