"""A complaint about rudeness: both sides say that they want to talk, they agree, and no script is needed for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.complaints.demo import a_complaint, an_office
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.core.vault.demo import PASSPHRASE
from openbeat.kit.clock import now
from tests.browser.visits import Visit, follow, press

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BETWEEN = "Ms. Okeke of the Dispute Centre, Mill Lane 4"
AGREED = "The officer says sorry, and brings the telephone back."


def test_both_sides_talk_and_agree_and_whoever_complained_reads_it_with_the_code(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    filed = a_complaint(an_office(), Stage.CLASSIFIED, at=now() - timedelta(days=2))
    ines = visit("ines", scripts=False)
    desk = ines.to(filed.complaint.get_absolute_url())
    follow(desk, "Unlock my key")
    desk.get_by_label("Passphrase", exact=False).first.fill(PASSPHRASE)
    desk.locator("main form button").first.click()
    desk.get_by_label("To work on it").check()
    press(desk, "Open it")
    follow(desk, "Mediation")
    desk.get_by_label("Ask both sides whether they want to talk").check()
    press(desk, "Write it down")
    ines.stands()

    somebody = visit(width=320, scripts=False)
    page = somebody.to("/receipt/")
    page.get_by_label("Code", exact=False).first.fill(filed.code)
    press(page, "Open it")
    follow(page, "Your complaint")
    press(page, "Yes, I want to talk")
    assert page.get_by_text("You said yes").is_visible()
    somebody.stands()

    follow(desk, "Mediation")
    desk.get_by_label("The officer wants to talk").check()
    press(desk, "Write it down")
    desk.get_by_label("A talk is arranged", exact=False).check()
    desk.locator("#id_words").fill(BETWEEN)
    desk.get_by_label("Day of the talk").fill("2026-12-20")
    press(desk, "Write it down")
    desk.get_by_label("They talked, and agreed", exact=False).check()
    desk.locator("#id_words").fill(AGREED)
    press(desk, "Write it down")
    assert desk.get_by_text(AGREED).is_visible()
    ines.stands()

    page.reload()
    assert page.get_by_text(AGREED).is_visible()
    somebody.stands()
