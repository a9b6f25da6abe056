"""What people do on the pages, and what they are told when they may not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from openbeat.apps.meetings.lifecycle import Kind, Part, Words
from openbeat.apps.meetings.models import AgendaItem, Meeting
from openbeat.apps.meetings.services import items
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.department.models import Department
from openbeat.kit import memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

AFTER = PLAN.ends_at - NOON + timedelta(hours=1)
KEY = "x.thing"


def offered(html: str) -> set[str]:
    return set(re.findall(r'action="/meetings/\d+/([\w-]+)/"', html))


FACTS: dict[str, Any] = {
    "kind": Kind.BEAT, "title": "Beat meeting of May", "language": "en", "day": "2026-05-20", "begins": "18:30",
    "ends": "20:00", "place": "Public library", "interpreters": ["es", "my"],
}  # fmt: skip


def in_zone(zone: str) -> None:
    Department.objects.update(zone=zone)
    memory.forget_all()


@pytest.mark.parametrize("name", ["visitor", "noor", "lee", "lou"])
def test_a_page_offers_exactly_the_open_doors(
    client: Client, cast: Cast, name: str, thing: dict[str, list[str]], at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    if name != "visitor":
        client.force_login(cast[name])  # type: ignore[arg-type]

    before = offered(client.get(meeting.get_absolute_url()).text)
    at_noon(AFTER)
    after = offered(client.get(meeting.get_absolute_url()).text)

    leads = name == "lee"
    assert before == ({"change", "cancel", "add", "agree", "take-up"} if leads else set())
    assert after == ({"add", "agree", "take-up"} if leads else set())


def test_a_liaison_takes_up_what_is_new(client: Client, cast: Cast, thing: dict[str, list[str]]) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)

    html = client.post(f"/meetings/{meeting.pk}/take-up/", {"ref": f"{KEY}:9"}, follow=True).text

    assert thing["started"] == ["9"]
    assert "The meeting takes it up." in html
    assert client.post(f"/meetings/{meeting.pk}/take-up/", {"ref": "nonsense"}).status_code == 404


def test_a_neighbour_who_takes_something_up_is_told_why_not(
    client: Client, cast: Cast, thing: dict[str, list[str]]
) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.noor)

    response = client.post(f"/meetings/{meeting.pk}/take-up/", {"ref": f"{KEY}:9"})

    assert response.status_code == 403
    assert "Only the liaison officer, the deputy, the commander or the chair of this area" in response.text
    assert thing["started"] == []


def test_a_liaison_announces_a_meeting_at_the_hour_of_the_town(client: Client, cast: Cast) -> None:
    in_zone("America/Chicago")
    client.force_login(cast.lee)

    response = client.post("/meetings/new/", {**FACTS, "area": cast.beat.slug}, follow=True)

    meeting = Meeting.objects.get()
    assert meeting.starts_at.isoformat() == "2026-05-20T23:30:00+00:00"
    assert "The meeting is announced." in response.text
    assert re.search(r">18:30</time> to <time [^>]+>20:00<", response.text)
    assert meeting.interpreters == ["es", "my"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "2026-05-01"}, "Choose a time that is still to come."),
        ({"ends": "18:00"}, "A meeting ends after it began."),
        ({"day": "2027-03-14", "begins": "02:30", "ends": "04:00"}, "This hour does not exist on that day"),
        ({"place": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_announced(
    client: Client, cast: Cast, wrong: dict[str, str], sentence: str
) -> None:
    in_zone("America/Chicago")
    client.force_login(cast.lee)

    response = client.post("/meetings/new/", {**FACTS, "area": cast.beat.slug, **wrong})

    assert response.status_code == 422
    assert sentence in response.text
    assert 'value="Beat meeting of May"' in response.text
    assert Meeting.objects.count() == 0


def test_a_resident_is_told_who_announces_meetings(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)

    shown, sent = client.get("/meetings/new/"), client.post("/meetings/new/", FACTS)

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert "the commander or the chair of this area may do this." in sent.text


def test_a_changed_meeting_shows_what_stood_in_the_form(client: Client, cast: Cast) -> None:
    in_zone("America/Chicago")
    meeting = a_meeting(cast)
    client.force_login(cast.lee)

    form = client.get(f"/meetings/{meeting.pk}/change/").text
    facts = {**FACTS, "place": "Town hall", "version": meeting.version}
    changed = client.post(f"/meetings/{meeting.pk}/change/", facts, follow=True).text
    again = client.post(f"/meetings/{meeting.pk}/change/", {**facts, "place": "School"})

    assert 'name="begins" value="07:00"' in form
    assert "Town hall" in changed
    assert again.status_code == 409
    assert 'value="School"' in again.text
    assert "Two of you changed this at the same time" in again.text


def test_a_cancelled_meeting_says_so_and_why(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)

    empty = client.post(f"/meetings/{meeting.pk}/cancel/", {"words": "", "language": "en"})
    words = {"words": "The hall is flooded.", "language": "en"}
    html = client.post(f"/meetings/{meeting.pk}/cancel/", words, follow=True).text

    assert empty.status_code == 422
    assert "This meeting does not take place" in html
    assert "The hall is flooded." in html
    assert "cancelled" in client.get("/meetings/").text


def test_a_note_is_published_after_the_meeting(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast, kind=Kind.HOURS)
    client.force_login(cast.lee)
    words = {"words": "The lamp comes first.", "language": "en", "version": meeting.version}

    early = client.post(f"/meetings/{meeting.pk}/publish/", words)
    at_noon(AFTER)
    waiting = client.get(meeting.get_absolute_url()).text
    html = client.post(f"/meetings/{meeting.pk}/publish/", words, follow=True).text

    assert early.status_code == 403
    assert "What came of a meeting is published when it has begun, not before." in early.text
    assert "What came of it is still to be published." in waiting
    assert "The lamp comes first." in html


def test_a_note_on_an_item_keeps_ones_own_words_when_somebody_was_faster(client: Client, cast: Cast) -> None:
    item = items.add(a_meeting(cast), part=Part.NEW, words=Words("Dogs", "en"), by=cast.lee, at=NOON)
    client.force_login(cast.lee)
    facts = {"words": "Leads on.", "language": "en", "version": item.version}

    first = client.post(f"/meetings/items/{item.pk}/note/", facts, follow=True)
    second = client.post(f"/meetings/items/{item.pk}/note/", {**facts, "words": "Leads off."})

    assert "Leads on." in first.text
    assert second.status_code == 409
    assert "Leads off.</textarea>" in second.text
    assert AgendaItem.objects.get(pk=item.pk).note == "Leads on."
