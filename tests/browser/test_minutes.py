"""Minutes written live, with and without scripts, and with no network; a listening session sends nothing but lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.meetings.lifecycle import Kind, Part, Words
from openbeat.apps.meetings.models import AgendaItem, ReleasedLine
from openbeat.apps.meetings.services import items
from openbeat.kit.clock import now
from tests.browser.visits import Visit, go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.people.demo import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOUR = timedelta(hours=1)
UNSAID = "He knows where I live."
RELEASED = "The stop is dark."


def running(people: Cast, kind: str = Kind.BEAT) -> Meeting:
    """A meeting that runs now."""
    return a_meeting(people, kind=kind, starts_at=now() - HOUR / 2, ends_at=now() + HOUR)


def an_item(people: Cast) -> AgendaItem:
    """Something on the agenda of a meeting that runs."""
    return items.add(running(people), part=Part.NEW, words=Words("Dogs", "en"), by=people.lee, at=now())


def passage(page: Page, item: AgendaItem) -> Page:
    return page.locator(f"#passage-{item.pk}")  # type: ignore[return-value]


def test_what_is_typed_is_saved_by_itself_and_two_scribes_lose_no_words(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    item = an_item(people)
    path = f"/meetings/{item.meeting_id}/minutes/write/"
    lee, cora = visit("lee"), visit("cora", width=320)
    one, other = lee.to(path), cora.to(path)

    passage(one, item).get_by_label("What was said").fill("Leads on.")
    passage(one, item).get_by_text("Saved at").wait_for()
    passage(other, item).get_by_label("What was said").fill("Leads off.")
    passage(other, item).get_by_text("Two of you wrote here at the same time").wait_for()

    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on."
    assert passage(other, item).get_by_label("What was said").input_value() == "Leads off."
    assert passage(other, item).locator("del").first.is_visible()
    passage(other, item).get_by_label("What was said").fill("Leads on in the park, off at the river.")
    go(other, passage(other, item).get_by_role("button", name="Save my text instead"))
    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on in the park, off at the river."
    lee.stands()
    cora.stands()


def test_without_a_network_the_words_stay_and_are_sent_when_it_is_back(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    item = an_item(people)
    lee = visit("lee")
    page = lee.to(f"/meetings/{item.meeting_id}/minutes/write/")

    page.route("**/write/", lambda route: route.abort())
    passage(page, item).get_by_label("What was said").fill("Leads on.")
    passage(page, item).get_by_text("No network.").wait_for()
    page.unroute("**/write/")
    lee.watch.problems.clear()  # the browser complains that there was no network, and rightly so
    page.reload()
    passage(page, item).get_by_text("Saved at").wait_for()

    assert passage(page, item).get_by_label("What was said").input_value() == "Leads on."
    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on."


def test_minutes_are_written_without_scripts(people: Cast, visit: Callable[..., Visit]) -> None:
    item = an_item(people)
    lee = visit("lee", scripts=False)
    page = lee.to(f"/meetings/{item.meeting_id}/minutes/write/")

    passage(page, item).get_by_label("What was said").fill("Leads on.")
    go(page, passage(page, item).get_by_role("button", name="Save"))

    assert page.get_by_text("It is saved.").is_visible()
    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on."


def test_what_is_not_released_never_reaches_the_server(people: Cast, visit: Callable[..., Visit]) -> None:
    session = running(people, Kind.LISTENING)
    carl = visit("carl")
    sent: list[str] = []

    def watch(request: Request) -> None:
        body = request.post_data_buffer or b""
        sent.append(f"{request.url} {request.all_headers()} {body.decode('utf-8', 'replace')}")

    page = carl.to(f"/meetings/{session.pk}/listening/")
    page.on("request", watch)
    for line in (UNSAID, RELEASED):
        page.get_by_label("One thing that was said").fill(line)
        page.get_by_role("button", name="Write it down").click()
    page.locator("[data-lines] li", has_text=RELEASED).get_by_label("Release this line").check()
    page.reload()
    assert page.locator("[data-lines] li").count() == 2
    page.get_by_role("button", name="Put the ticked lines into the form below").click()
    press(page, "Release these lines")

    assert page.locator("[data-released] li > p").all_inner_texts() == [RELEASED]
    assert page.locator("[data-lines] li p").all_inner_texts() == [UNSAID]
    assert list(ReleasedLine.objects.filter(meeting=session).values_list("text", flat=True)) == [RELEASED]
    assert any("The+stop+is+dark" in request for request in sent)
    assert not any("where" in request and "live" in request and "knows" in request for request in sent)
    page.get_by_role("button", name="Delete the notebook").click()
    assert page.evaluate("JSON.stringify(localStorage)").count("knows") == 0
    carl.stands()
