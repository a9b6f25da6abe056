"""Somebody who reads Burmese speaks up step by step, without a name, from page one to sending; also without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.demo import an_office
from openbeat.apps.complaints.lifecycle import Place, Stage
from openbeat.apps.complaints.models import Complaint
from openbeat.core.ledger.models import Entry
from openbeat.core.places import services as places
from openbeat.core.places.tests.makers import BUILDER, NOON, square
from openbeat.core.receipts import codes
from openbeat.core.vault import services as vault
from openbeat.core.vault.bunch import Keys
from tests.browser.visits import Visit

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "သောကြာနေ့က ရဲအရာရှိတစ်ဦးက ကျွန်ုပ်၏ဖုန်းကို ယူသွားသည်။"
HOPES = "ဖုန်းပြန်လိုချင်သည်။"


@pytest.mark.parametrize("scripts", [False, True])
def test_an_anonymous_burmese_speaker_goes_from_page_one_to_sending(
    people: Cast, visit: Callable[..., Visit], *, scripts: bool
) -> None:
    an_office()
    somebody = visit(width=320, scripts=scripts)
    page = somebody.to("/my/complaints/")
    page.locator("main a[href$='/complaints/new/']").click()
    assert page.locator("main form").count() == 0
    somebody.stands()
    page.locator("main a[href$='/complaints/new/steps/']").first.click()
    page.locator("[name=speaks_as][value=self]").check()
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=language]").select_option("my")
    page.locator("main form .acts button").first.click()
    code = page.locator(".code").first.inner_text().strip()
    assert re.fullmatch(r"[0-9A-Z]{4}( [0-9A-Z]{1,4}){4}", code)
    somebody.stands()
    page.locator("main a[href$='/where/']").click()
    page.locator("[name=happened_where]").fill("Weir Street")
    page.locator("button[name=go][value=on]").click()
    page.locator("[name=officer-0-badge]").fill("212")
    page.locator("button[name=go][value=again]").click()
    assert page.locator("[name=officer-0-badge]").input_value() == "212"
    page.locator("[name=officer-1-looks]").fill("Tall")
    page.locator("button[name=go][value=on]").click()
    page.locator("button[name=go][value=on]").click()
    somebody.stands()
    page.locator("main a.btn[href$='/hopes/']").click()
    page.locator("[name=hopes]").fill(HOPES)
    page.locator("button[name=go][value=on]").click()
    page.locator("button[name=go][value=back]").click()
    assert page.locator("[name=hopes]").input_value() == HOPES
    page.locator("button[name=go][value=on]").click()
    page.locator("button[name=go][value=on]").click()
    for words in (WORDS, "Weir Street", "212", "Tall", HOPES):
        assert page.get_by_text(words).first.is_visible()
    page.locator("form[action$='/send/'] button").click()
    complaint = Complaint.objects.get()
    assert (complaint.stage, complaint.language) == (Stage.RECEIVED, "my")
    somebody.stands()
    somebody.context.clear_cookies()
    page = somebody.to("/my/receipt/")
    page.locator("[name=code]").fill(code)
    page.locator("main form button").first.click()
    page.locator("main a[href$='/own/']").first.click()
    assert page.get_by_text(WORDS).first.is_visible()
    somebody.stands()
    bare = re.sub(r"\W", "", code)
    assert not any(bare in re.sub(r"\W", "", address) for address in somebody.watch.addresses)


def test_where_it_was_is_pressed_on_the_map_and_goes_nowhere_but_into_what_is_sealed(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    an_office()
    for area, west in ((people.beat, -81.70), (people.other, -81.69)):
        places.draw(area, square(west, 41.50), by=BUILDER, at=NOON)
    somebody = visit(width=320)
    page = somebody.to("/complaints/new/steps/")
    page.locator("[name=words]").fill("He took my telephone.")
    page.locator("main form .acts button").first.click()
    code = page.locator(".code").first.inner_text().strip()
    page.locator("main a[href$='/where/']").click()
    page.locator("[name=area]").select_option(str(people.beat.pk))
    page.locator("button[name=go][value=again]").click()
    page.locator("svg[data-box]").click()
    lat, lon = (page.locator(f"[name={name}]").input_value() for name in ("lat", "lon"))
    assert (round(float(lat), 3), round(float(lon), 3)) == (41.505, -81.695)
    assert page.locator("svg[data-box] > .fill-mark").count() == 1
    somebody.stands()
    page.locator("button[name=go][value=on]").click()
    complaint = Complaint.objects.get()
    opened = vault.opened(queries.safe_of(complaint), Keys.of_code(codes.read(code)))
    assert queries.account_of(complaint, opened).place == Place(people.beat.pk, float(lat), float(lon))
    assert not any(figure in address for address in somebody.watch.addresses for figure in (lat, lon))
    stored = "".join(map(str, Entry.objects.values_list("facts", flat=True)))
    assert lat not in stored
