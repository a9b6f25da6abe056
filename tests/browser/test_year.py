"""A year of a beat in one story: a series of meetings, what was said on paper and by telephone, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings import queries as meetings
from openbeat.core.jobs.services import ask_regular, run_pending
from openbeat.core.loop import queries as loop
from openbeat.core.people import services as persons
from openbeat.core.people.demo import BUILDER
from openbeat.core.places import services as places
from openbeat.kit import clock, memory
from openbeat.kit.clock import now
from tests.browser.test_officer import day, do
from tests.browser.visits import Visit, follow, go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RACE = "Cars race on Weir Street at night"
TASK = "Two speed tables on Weir Street"
DONE = "Two speed tables were built. The night shift measured speeds for three weeks."


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[timedelta], None]:
    """The clock of the house, which can be moved; what is due by then is done."""
    monkeypatch.setenv("OPENBEAT_CLOCK_FILE", str(tmp_path / "clock"))

    def move(by: timedelta) -> None:
        clock.move(by)
        memory.forget_all()
        ask_regular(now())
        run_pending(now())

    return move


def begin_the_series(page: Page) -> None:
    """Every second Tuesday of a month, at half past six."""
    page.get_by_label("For which area?").select_option(label="Millrace")
    page.get_by_label("What is it called?").fill("Millrace: beat meeting")
    page.get_by_role("checkbox", name="Tuesday").check()
    page.get_by_role("checkbox", name="second").check()
    page.get_by_label("From which day on?").fill(day(1))
    page.get_by_label("Begins", exact=True).fill("18:30")
    page.get_by_label("Ends", exact=True).fill("20:00")
    page.get_by_label("Place").first.fill("Millrace School, library")
    press(page, "Announce it")


def write_down(page: Page, how: str, title: str, **reach: str) -> str:
    """Staff write down what somebody says; gives the code that the person keeps."""
    page.get_by_label("How did it come?").select_option(label=how)
    page.get_by_label("Which area is it in?").select_option(label="Millrace")
    page.get_by_label("What is it about?").select_option(label="Speeding and traffic")
    page.get_by_label("In one line").fill(title)
    page.get_by_label("What happens, how often, since when?").fill("Every Friday after ten, since spring.")
    if reach:
        page.get_by_label("Their e-mail address or telephone number").fill(reach["number"])
    press(page, "Send it")
    return page.locator(".code").first.inner_text().strip()


def release(page: Page, address: str, title: str) -> None:
    """The commander looks at it: everybody may read it."""
    page.goto(f"{address}/desk/")
    follow(page, title)
    press(page, "Keep this")


def come(visitor: Visit, meeting: Meeting) -> None:
    """Two say that they come, without an account and without scripts."""
    page = visitor.to(f"/meetings/{meeting.pk}/coming/")
    page.get_by_label("How many adults, you included?").fill("2")
    go(page, page.locator("main form[method=post]").last.get_by_role("button").last)


def sign_in_at_the_door(lee: Visit, visitor: Visit, meeting: Meeting) -> None:
    """One on the phone on the table, twelve on the sheet of paper; the published figure is their sum."""
    page = lee.to(f"/meetings/{meeting.pk}/host/")
    follow(page, "Show the code")
    address = page.locator("figure.qr code").inner_text()
    phone = visitor.page
    phone.goto(re.sub(r"^https?://[^/]+", visitor.address, address))
    press(phone, "No name, just count me")
    page = lee.to(f"/meetings/{meeting.pk}/host/")
    page.get_by_text("Enter the sheet").click()
    page.get_by_label("What stands on the sheet?").fill("12, 6")
    press(page, "Enter all lines")
    assert visitor.to(f"/meetings/{meeting.pk}/").get_by_text("13").first.is_visible()


def write_the_minutes(lee: Visit, meeting: Meeting) -> None:
    """The officer writes, hands out the draft."""
    page = lee.to(f"/meetings/{meeting.pk}/minutes/write/")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#passage-sum").get_by_label("What was said").fill("Weir Street comes first: speed tables.")
    page.locator("#passage-sum").get_by_text("Saved at").wait_for()
    press(page, "Hand the draft out")


def test_a_year_of_a_beat(
    people: Cast, visit: Callable[..., Visit], later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    since = now() - timedelta(days=300)
    persons.appoint(people.noor, places.post(people.beat, "chair"), by=BUILDER, at=since)
    lee, cora, chair = visit("lee"), visit("cora"), visit("noor")
    phone = visit(width=320, scripts=False)

    begin_the_series(lee.to("/meetings/series/new/"))
    called = write_down(lee.to("/concerns/enter/"), "by telephone", RACE, number="(312) 555-0188")
    write_down(lee.to("/concerns/enter/"), "on paper", "Nobody stops at the crossing on Orchard Road")
    release(cora.page, cora.address, RACE)
    later(timedelta(hours=2))

    first = meetings.next_of(people.beat, now())
    assert first is not None
    come(phone, first)
    page = lee.to(f"/meetings/{first.pk}/")
    go(page, page.locator(".agenda li", has_text=RACE).get_by_role("button", name="Take it up").first)
    assert page.get_by_text("The meeting takes it up.").first.is_visible()

    later(first.starts_at - now() + timedelta(minutes=5))
    sign_in_at_the_door(lee, phone, first)
    page = lee.to("/concerns/?q=race")
    follow(page, RACE)
    follow(page, "Put a task on the Progress Chart")
    page.get_by_label("What will be done?").fill(TASK)
    page.get_by_label("By which day?").fill(day(60))
    press(page, "Put it on the chart")
    task = page.get_by_role("link", name=TASK).first.get_attribute("href")
    assert task

    later(timedelta(hours=3))
    write_the_minutes(lee, first)
    later(timedelta(days=8))
    for side in (lee, chair):
        press(side.to(f"/meetings/{first.pk}/minutes/"), "Approve the minutes")
    assert phone.to(f"/meetings/{first.pk}/minutes/").get_by_text("Weir Street comes first").first.is_visible()

    page = lee.to(task)
    do(page, "start")
    do(page, "slip", The_new_date=day(90), Why_does_the_date_change="Asphalt waits for warm weather.")
    later(timedelta(days=70))
    do(lee.to(task), "complete", What_was_done=DONE)
    read = phone.to("/receipt/")
    read.get_by_label("Receipt code").fill(called)
    go(read, read.locator("main form").first.get_by_role("button"))
    follow(read, RACE)
    assert read.get_by_text(DONE).first.is_visible()
    press(read, "Yes, it is solved")

    seen = visit(width=320)
    page = seen.to(task)
    assert page.get_by_text("confirmed").first.is_visible()
    assert page.get_by_text("Asphalt waits for warm weather.").first.is_visible()
    seen.stands()
    later(timedelta(days=250))
    page = seen.to("/meetings/")
    assert page.get_by_role("link", name="Millrace: beat meeting").count() >= 2
    assert [row.promise for row in loop.late(people.beat, now()) if row.promise == "concerns.answer"] == [
        "concerns.answer"
    ], "what came on paper was never answered, and everybody sees it"
