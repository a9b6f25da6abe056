"""Coming to a meeting, whole: without an account, from the waiting list, on the phone on the table; and the totals."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings.demo import a_meeting
from openbeat.apps.meetings.lifecycle import Heads
from openbeat.apps.meetings.services import coming
from openbeat.core.jobs.services import run_pending
from openbeat.core.notices import queries as messages
from openbeat.kit.clock import now
from tests.browser.visits import Visit, follow, go, press

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast

pytestmark = pytest.mark.browser


def test_somebody_without_an_account_gets_a_place_from_the_waiting_list(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    starts = now() + timedelta(days=3)
    meeting = a_meeting(people, starts_at=starts, ends_at=starts + timedelta(minutes=90))
    meeting = coming.limit(meeting, 2, by=people.lee, at=now())
    rosa = coming.say(meeting, Heads(2), by=people.rosa, at=now())

    visitor = visit(width=320)
    page = visitor.to(meeting.get_absolute_url())
    follow(page, "I come")
    page.get_by_text("The room is full at the moment").wait_for()
    page.get_by_label("Do you need an interpreter?").select_option("es")
    page.get_by_label("Your e-mail address or telephone number").fill("+1 312 555 0142")
    press(page, "Put me on the waiting list")
    page.get_by_role("heading", name="You are on the waiting list").wait_for()
    code = page.locator(".code").inner_text()
    visitor.stands()

    signed = visit("rosa")
    own = signed.to(rosa.get_absolute_url())
    press(own, "I do not come")
    own.get_by_role("heading", name="You do not come").wait_for()
    run_pending()
    assert messages.outbox().filter(kind="meetings.place").count() == 1

    page = visitor.to("/receipt/")
    page.get_by_label("code").first.fill(code)
    go(page, page.locator("main form button").first)
    go(page, page.get_by_role("link", name=re.compile("Beat meeting of May")).first)
    page.get_by_role("heading", name="You come").wait_for()
    visitor.stands()

    lee = visit("lee")
    host = lee.to(f"/meetings/{meeting.pk}/host/")
    assert host.get_by_text("1 needs an interpreter for Spanish").is_visible()
    assert host.get_by_text("of 2 places").is_visible()
    lee.stands()


def test_the_phone_on_the_table_goes_around_and_the_host_sees_the_totals(
    people: Cast, visit: Callable[..., Visit]
) -> None:
    starts = now() + timedelta(minutes=10)
    meeting = a_meeting(people, starts_at=starts, ends_at=starts + timedelta(minutes=90))
    lee = visit("lee")
    shown = lee.to(f"/meetings/{meeting.pk}/sign-in/code/")
    address = shown.locator(".qr code").inner_text()
    assert shown.locator(".qr svg").is_visible()
    lee.stands()

    table = visit(width=320)
    page = table.to(address[address.index("/meetings/") :])
    press(page, "No name, just count me")
    page.get_by_text("Thank you. You are counted.").wait_for()
    page.get_by_label("Yes").check()
    page.get_by_label("A name of your choosing").fill("Maria the baker")
    press(page, "Sign in with this name")
    page.get_by_text("Thank you. You are counted.").wait_for()
    table.stands()

    host = lee.to(f"/meetings/{meeting.pk}/host/")
    assert host.locator("#host-came + .figure").inner_text() == "2"
    host.get_by_text("Enter the sheet").click()
    host.get_by_label("What stands on the sheet?").fill("Sam *\n12, 3")
    press(host, "Enter all lines")
    assert host.locator("#host-came + .figure").inner_text() == "15"
    follow(host, "Who signed in")
    assert host.get_by_text("Maria the baker").is_visible()
    lee.stands()

    everybody = visit()
    public = everybody.to(meeting.get_absolute_url())
    assert public.get_by_text("Maria the baker").count() == 0
