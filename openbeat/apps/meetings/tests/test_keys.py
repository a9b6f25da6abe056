"""One's own calendar: a secret address that can be taken back, with nothing in it that is not public."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from icalendar import Calendar

from openbeat.apps.meetings import feeds
from openbeat.apps.meetings.lifecycle import Heads, Kind
from openbeat.apps.meetings.models import CalendarKey
from openbeat.apps.meetings.services import coming, keys
from openbeat.apps.meetings.tests.makers import NOON, a_meeting, a_series
from openbeat.core.ledger.models import Entry
from openbeat.core.notices import services as notices
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def feeds_at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "now", lambda: NOON)


def titles(client: Client, path: str) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(client.get(path).content).walk("VEVENT"))


def test_it_has_the_areas_that_are_followed_and_the_meetings_somebody_comes_to(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast, title="Mine")
    a_meeting(cast, title="Not mine")
    coming.say(meeting, Heads(2, access="A chair with arms"), by=cast.rosa, at=NOON)
    path = f"/meetings/mine/{keys.make(by=cast.rosa, at=NOON)}.ics"

    assert titles(client, path) == ["Mine"]
    assert b"chair" not in client.get(path).content
    notices.follow(cast.rosa, cast.beat, at=NOON)
    assert titles(client, path) == ["Mine", "Not mine"]


def test_a_new_address_replaces_the_old_and_one_taken_back_opens_nothing(client: Client, cast: Cast) -> None:
    first = keys.make(by=cast.rosa, at=NOON)
    second = keys.make(by=cast.rosa, at=NOON)
    assert [client.get(f"/meetings/mine/{word}.ics").status_code for word in (first, second, "x")] == [404, 200, 404]

    keys.revoke(by=cast.noor, at=NOON)
    assert client.get(f"/meetings/mine/{second}.ics").status_code == 200
    keys.revoke(by=cast.rosa, at=NOON)
    assert client.get(f"/meetings/mine/{second}.ics").status_code == 404


def test_the_secret_itself_is_nowhere(cast: Cast) -> None:
    token = keys.make(by=cast.rosa, at=NOON)

    assert token not in CalendarKey.objects.get().token_hmac
    assert token not in "".join(str(entry.facts) for entry in Entry.objects.all())
    with pytest.raises(Refused, match="Sign in"):
        keys.make(by=VISITOR, at=NOON)


def test_the_page_shows_the_address_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert "Make an address" in client.get("/meetings/mine/").content.decode()

    made = client.post("/meetings/mine/", {"act": "make"}).content.decode()

    [address] = re.findall(r"<code>(http\S+\.ics)</code>", made)
    assert client.get(address).status_code == 200
    assert address not in client.get("/meetings/mine/").content.decode()
    client.post("/meetings/mine/", {"act": "revoke"})
    assert client.get(address).status_code == 404


def test_a_calendar_of_one_kind_has_no_other(client: Client, cast: Cast) -> None:
    a_meeting(cast, title="Beat")
    a_meeting(cast, title="Hours", kind=Kind.HOURS)
    a_series(cast, title="Forum", kind=Kind.FORUM)

    assert titles(client, "/meetings.ics?kind=hours") == ["Hours"]
    assert titles(client, f"/areas/{cast.beat.slug}/meetings.ics?kind=beat") == ["Beat"]
    assert set(titles(client, "/meetings.ics?kind=forum")) == {"Forum"}
    assert client.get("/meetings.ics?kind=party").status_code == 404
