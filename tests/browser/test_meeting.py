"""A meeting, whole: announced, its agenda filled from the chart, a concern taken up, what came of it for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest

from openbeat.apps.concerns import services as concerns
from openbeat.apps.concerns.lifecycle import Look, Said
from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.progress.demo import a_task
from openbeat.core.jobs.services import run_pending
from openbeat.kit.clock import now
from tests.browser.visits import Visit, follow, go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PARTS = [
    "Welcome",
    "Feedback on progress since the last meeting",
    "Current conditions and new problems",
    "Strategies, and who is responsible",
    "The next date",
]
TASK, CONCERN = "Light the path behind the school", "Street light out"
SUMMARY = "The lamp behind the school comes first."


def announce(page: Page) -> None:
    """Fill in the form of a new meeting for this evening in three days."""
    page.get_by_label("For which area?").select_option(label="Millrace")
    page.get_by_label("What is it called?").fill("Beat meeting of the autumn")
    page.get_by_label("Day", exact=True).fill((now() + timedelta(days=3)).date().isoformat())
    page.get_by_label("Begins").fill("18:30")
    page.get_by_label("Ends").fill("20:00")
    page.get_by_label("Place").first.fill("Public library, Room 2")
    press(page, "Announce it")


def test_a_meeting_is_announced_with_five_parts_and_takes_up_a_concern(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    a_task(people)
    said = Said(CONCERN, "Since Monday.", "en", "lighting")
    concern = concerns.raise_concern(said, area=people.beat, by=people.rosa, at=now())
    concerns.look(concern, Look(), by=people.cora, at=now())
    lee = visit("lee")
    page = lee.to("/meetings/new/")
    announce(page)
    run_pending()
    page.reload()

    assert [part.strip() for part in page.locator(".agenda > li > h3").all_inner_texts()] == PARTS
    feedback, new = page.locator(".agenda > li").nth(1), page.locator(".agenda > li").nth(2)
    assert feedback.get_by_role("link", name=TASK).is_visible()
    go(page, new.locator("li", has_text=CONCERN).get_by_role("button", name="Take it up"))
    assert new.get_by_text("The meeting takes it up.").is_visible()
    lee.stands()

    visitor = visit(width=320)
    area = visitor.to(f"/areas/{people.beat.slug}/")
    assert area.get_by_role("link", name="Beat meeting of the autumn").first.is_visible()
    for path in ("/meetings.ics", f"/areas/{people.beat.slug}/meetings.ics"):
        answer = visitor.context.request.get(visitor.address + path)
        (event,) = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
        assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (
            "Beat meeting of the autumn",
            "Public library, Room 2",
        )


def test_what_came_of_a_meeting_is_read_in_the_area_and_in_its_feed(people: Cast, visit: Callable[..., Visit]) -> None:
    meeting = a_meeting(people)
    lee = visit("lee")
    page = lee.to(f"/meetings/{meeting.pk}/minutes/write/")
    run_pending()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#passage-sum").get_by_label("What was said").fill(SUMMARY)
    page.locator("#passage-sum").get_by_text("Saved at").wait_for()
    press(page, "Hand the draft out")
    assert page.locator("#passage-sum").get_by_text(SUMMARY).is_visible()
    lee.stands()

    visitor = visit(width=320)
    follow(visitor.to("/meetings/?when=past"), "Beat meeting of May")
    assert visitor.page.get_by_text(SUMMARY).is_visible()
    visitor.stands()
    feed = visitor.context.request.get(f"{visitor.address}/areas/{people.beat.slug}/feed.atom")
    assert "Beat meeting of May" in feed.text()
