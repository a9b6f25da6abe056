"""The pages on which people say that they come, and the page of whoever leads the meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings.lifecycle import Heads, Seat
from openbeat.apps.meetings.models import Coming
from openbeat.apps.meetings.services import coming
from openbeat.apps.meetings.tests.makers import NOON, a_meeting
from openbeat.core.ledger.models import Entry
from openbeat.core.notices.models import Message
from openbeat.core.people import queries as people
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from django.test import Client

    from conftest import CountQueries
    from tests.cast import Cast

FACTS = {"adults": "2", "children": "1", "care": "1", "interpreter": "es", "access": "", "reach": "", "name": ""}


def sent(client: Client, address: str, **more: str) -> dict[str, str]:
    """The form as a browser would send it."""
    found = re.search(r'name="started" value="([^"]+)"', client.get(address).text)
    return {**FACTS, "started": found[1] if found else "", "website": "", **more}


def test_without_an_account_a_code_lets_people_change_and_take_back_what_they_said(client: Client, cast: Cast) -> None:
    address = f"/meetings/{a_meeting(cast).pk}/coming/"

    said = client.post(address, sent(client, address))
    code = re.search(r'<p class="code"[^>]*>([^<]+)</p>', said.text)
    assert code
    client.post("/receipt/", {"code": code[1]})
    matters = client.get("/receipt/matters/").text
    own = re.search(r"/meetings/coming/\d+/", matters)
    assert own, matters
    assert "You come" in client.get(own[0]).text
    client.post(own[0], {**FACTS, "adults": "4"})
    assert [(row.adults, row.stage) for row in _all()] == [(4, Seat.COMING)]
    client.post(f"{own[0]}withdraw/")
    assert "You do not come" in client.get(own[0]).text


def _all() -> list[Coming]:
    return list(Coming.objects.order_by("pk"))


def test_a_double_click_counts_once(client: Client, cast: Cast) -> None:
    address = f"/meetings/{a_meeting(cast).pk}/coming/"
    form = sent(client, address)

    first, second = client.post(address, form), client.post(address, form)

    codes = [re.findall(r'<p class="code"[^>]*>([^<]+)</p>', page.text) for page in (first, second)]
    assert codes[0] == codes[1]
    assert len(_all()) == 1


@pytest.mark.parametrize(("reach", "allowed"), [("Sam@Example.org", 20), ("+1 608 555 0123", 21)])
def test_one_letter_box_is_not_filled_from_many_networks(client: Client, cast: Cast, reach: str, allowed: int) -> None:
    address = f"/meetings/{a_meeting(cast).pk}/coming/"
    form = sent(client, address, reach=reach, name="Sam")

    answers = [client.post(address, form, REMOTE_ADDR=f"192.0.2.{one}").status_code for one in range(21)]

    assert answers == [200] * allowed + [429] * (21 - allowed)


def test_an_address_is_asked_first_and_then_told(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openbeat.core.people.views.told.now", lambda: NOON)
    meeting = a_meeting(cast)
    address = f"/meetings/{meeting.pk}/coming/"

    client.post(address, sent(client, address, reach="Sam@Example.org", name="Sam"))
    person = _all()[0].person
    assert person
    assert [way.confirmed_at for way in people.ways_of(person)] == [None]
    asked = Message.objects.get(kind="people.confirm_address")
    link = re.search(r"/told/[^\s]+/", asked.body)
    assert link
    assert "Yes, write to me" in client.get(link[0]).text
    assert "From now on we write to you here" in client.post(link[0]).text
    assert [way.confirmed_at is not None for way in people.ways_of(person)] == [True]


def test_a_link_that_is_not_ours_agrees_to_nothing(client: Client, cast: Cast) -> None:
    answer = client.post("/told/xyz/")

    assert (answer.status_code, "no longer good" in answer.text) == (410, True)


def test_what_is_wrong_is_said_in_the_form(client: Client, cast: Cast) -> None:
    address = f"/meetings/{a_meeting(cast).pk}/coming/"

    answer = client.post(address, sent(client, address, adults="0", children="0", care="3"))

    assert answer.status_code == 422
    assert "at least one" in answer.text
    assert "more children than you bring" in answer.text


def test_whoever_is_signed_in_is_led_to_what_was_said(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.rosa)
    address = f"/meetings/{meeting.pk}/coming/"

    client.post(address, sent(client, address))

    (said,) = _all()
    assert client.get(address)["Location"].endswith(said.get_absolute_url())
    assert said.get_absolute_url() in client.get(meeting.get_absolute_url()).text


@pytest.mark.parametrize("name", ["noor", "lee"])
def test_what_somebody_said_is_nobody_elses_page(client: Client, cast: Cast, name: str) -> None:
    said = coming.say(a_meeting(cast), Heads(1), by=cast.rosa, at=NOON)
    client.force_login(cast[name])  # type: ignore[arg-type]

    assert client.get(said.get_absolute_url()).status_code == 404
    client.force_login(cast.rosa)
    assert "You come" in client.get(said.get_absolute_url()).text


def test_few_people_are_not_counted_in_public(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)

    coming.say(meeting, Heads(4), by=VISITOR, at=NOON)
    assert "Some people said that they come." in client.get(meeting.get_absolute_url()).text
    coming.say(meeting, Heads(3), by=VISITOR, at=NOON)
    assert '<p class="figure">7</p>' in client.get(meeting.get_absolute_url()).text


def test_the_host_sees_totals_and_words_and_the_reading_is_on_record(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1, 2, "es", 2, "A chair with arms"), by=cast.rosa, at=NOON)
    client.force_login(cast.lee)

    shown = client.get(f"/meetings/{meeting.pk}/host/").text

    assert "1 needs an interpreter for Spanish" in " ".join(shown.split())
    assert "2 children need child care" in shown
    assert "A chair with arms" in shown
    assert Entry.objects.filter(act="open", kind="meetings.meeting", by=cast.lee).count() == 1


@pytest.mark.parametrize("name", ["rosa", "lou"])
def test_nobody_else_opens_the_page_of_the_host(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast[name])  # type: ignore[arg-type]

    answer = client.get(f"/meetings/{a_meeting(cast).pk}/host/")

    assert answer.status_code == 403
    assert "Only the liaison officer" in answer.text


def test_the_host_limits_the_room_and_says_that_all_is_arranged(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1, interpreter="es"), by=cast.rosa, at=NOON)
    client.force_login(cast.lee)

    client.post(f"/meetings/{meeting.pk}/host/room/", {"room_for": "40"})
    assert "of 40 places" in " ".join(client.get(f"/meetings/{meeting.pk}/host/").text.split())
    refused = client.post(f"/meetings/{meeting.pk}/host/room/", {"room_for": "0"})
    assert refused.status_code == 422
    assert client.post(f"/meetings/{meeting.pk}/host/arrange/").status_code == 302
    assert client.post(f"/meetings/{meeting.pk}/host/nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_host_costs_the_same_for_one_and_for_three(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    meeting = a_meeting(cast)
    for adults in range(1, count + 1):
        coming.say(meeting, Heads(adults, interpreter="es"), by=VISITOR, at=NOON)
    client.force_login(cast.lee)
    client.get(f"/meetings/{meeting.pk}/host/")

    with count_queries(HOST_QUERIES):
        client.get(f"/meetings/{meeting.pk}/host/")


HOST_QUERIES = 13
