"""An interpreter under a pledge: let in by the office, never one who was refused, reads one page and translates it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.demo import INES, an_office
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.models import Complaint, Turn
from openbeat.apps.complaints.policies import INTERPRETER
from openbeat.core.people import demo as people
from openbeat.core.people.demo import NOON
from openbeat.core.vault.demo import PASSPHRASE
from tests.browser.cases import go_on, opened_by, with_code, write
from tests.browser.visits import Visit, follow, go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast
    from openbeat.core.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "သောကြာနေ့က ရဲအရာရှိတစ်ဦးက ကျွန်ုပ်၏ဖုန်းကို ယူသွားသည်။"
READ_IT = "We have read what you wrote."
IN_THEIRS = "သင်ရေးသောအရာကို ဖတ်ပြီးပါပြီ။"
WAITS = "Not sent yet: it waits until it stands in the language of whoever complained."
NOT_FOUND = 404


def an_interpreter(cast: Cast, key: str, name: str) -> Person:
    """Somebody with the post, who signs in with a second factor."""
    part = replace(INES, key=key, name=name)
    return people.appear(part, [(INTERPRETER, cast.department)], NOON - timedelta(days=60))


def spoken_up(page: Page) -> str:
    """The steps in Burmese, with an interpreter who is wanted, and one who is not."""
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=language]").select_option("my")
    go(page, page.locator("main form .acts button").first)
    code = page.locator(".code").first.inner_text().strip()
    go(page, page.locator("main a[href$='/where/']"))
    go(page, page.locator("nav li a[href$='/reach/']"))
    page.locator("[name=interpreter]").check()
    page.locator("[name=refused]").fill("Ko Min")
    go(page, page.locator("button[name=go][value=on]"))
    go(page, page.locator("form[action$='/send/'] button"))
    return code


def signed(visit: Callable[..., Visit], interpreter: Person) -> None:
    """An administrator notes the pledge."""
    page = visit("ada").to("/complaints/pledges/")
    page.locator("[name=person]").select_option(str(interpreter.pk))
    page.locator("[name=signed_on]").fill("2026-05-01")
    page.locator("[name=languages]").fill("my")
    page.locator("[name=from_elsewhere]").check()
    press(page, "Note it")


def test_an_interpreter_under_a_pledge_reads_one_page_and_puts_the_message_into_burmese(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    thiri, min_ = an_interpreter(people, "thiri", "Thiri Aung"), an_interpreter(people, "komin", "Ko Min")
    an_office(also=[thiri, min_])
    for each in (thiri, min_):
        signed(visit, each)
    somebody = visit(width=320, scripts=False)
    code = spoken_up(somebody.to("/my/complaints/new/steps/"))
    complaint = Complaint.objects.get()

    ines = opened_by(visit, "ines", complaint, taking_in=True)
    offered = ines.page.locator("[name=interpreter] option").all_inner_texts()
    assert offered == ["Choose somebody", "Thiri Aung"], "whom they refused is not offered"
    ines.page.locator("[name=interpreter]").select_option(str(thiri.pk))
    press(ines.page, "Let them interpret")
    write(ines.page, READ_IT, "en", "Send it: we have read it")
    assert ines.page.get_by_text(WAITS).first.is_visible()
    complaint.refresh_from_db()
    assert (complaint.stage, Turn.objects.count()) == (Stage.RECEIVED, 0)
    page = with_code(somebody, code)
    assert READ_IT not in page.content()

    other = visit("thiri", width=320, scripts=False)
    page = other.to("/desk/")
    follow(page, f"Sealed matter {complaint.pk}")
    page.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    go_on(page)
    assert page.locator("[lang=my]", has_text=WORDS).first.is_visible()
    assert page.get_by_text(READ_IT).first.is_visible()
    other.stands()
    page.locator("[name=text]").fill(IN_THEIRS)
    press(page, "Send it in this language")
    assert page.get_by_text("Nothing waits.").is_visible()
    detail = other.context.request.get(f"{other.address}{complaint.get_absolute_url()}")
    assert (detail.status, WORDS in detail.text()) == (NOT_FOUND, False)

    complaint.refresh_from_db()
    assert complaint.stage == Stage.ACKNOWLEDGED
    page = with_code(somebody, code, "/my/receipt/")
    assert page.locator("[lang=my]", has_text=IN_THEIRS).first.is_visible()
    assert READ_IT not in page.content()
    assert "Thiri" not in page.content()
    somebody.stands()
    readings = queries.readings_of(complaint)
    assert {str(one.who) for one in readings} >= {"Ines Moreau", "Thiri Aung"}, "each look is on record"
