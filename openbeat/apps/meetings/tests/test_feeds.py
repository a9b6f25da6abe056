"""Calendars: parsed back, what was announced stands in them, whatever was written and whenever the clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from openbeat.apps.meetings import feeds
from openbeat.apps.meetings.hooks import meetings as offered
from openbeat.apps.meetings.lifecycle import Stage, Words
from openbeat.apps.meetings.services import meetings
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, a_series
from openbeat.core.department import queries
from openbeat.core.department.models import Department
from openbeat.core.hooks import calendar
from openbeat.core.hooks.calendar import Event
from openbeat.core.translation import services as translations
from openbeat.core.translation.models import Text
from openbeat.core.translation.services import Signed
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.test import Client
    from icalendar import Component

    from conftest import CountQueries
    from tests.cast import Cast


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "now", lambda: NOON)


def events(client: Client, path: str) -> list[Component]:
    return list(Calendar.from_ical(client.get(path).content).walk("VEVENT"))


def test_a_calendar_says_what_where_and_when(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast, title="Reunión de mayo", language="es")

    response = client.get("/meetings.ics")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert (event["SUMMARY"], event["SUMMARY"].params["LANGUAGE"]) == ("Reunión de mayo", "es")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (meeting.starts_at, meeting.ends_at)
    assert event["LOCATION"] == "Public library, Room 2, 14 Mill Street"
    assert event["URL"] == f"http://testserver/meetings/{meeting.pk}/"
    assert (event["UID"], event["STATUS"], event["SEQUENCE"]) == (str(meeting.uid), "CONFIRMED", 0)
    assert event.decoded("LAST-MODIFIED") == event.decoded("DTSTAMP") == NOON


def test_a_moved_meeting_keeps_its_name_and_grows_its_number_and_a_cancelled_one_says_so(
    client: Client, cast: Cast
) -> None:
    meeting = a_meeting(cast)
    [before] = events(client, "/meetings.ics")
    later = NOON + timedelta(days=1)
    moved = replace(PLAN, starts_at=PLAN.starts_at + timedelta(hours=1))
    meeting = meetings.change(meeting, moved, version=meeting.version, by=cast.lee, at=later)
    [after] = events(client, "/meetings.ics")
    a_meeting(cast, Stage.CANCELLED)

    assert (before["UID"], before["SEQUENCE"], after["SEQUENCE"]) == (after["UID"], 0, 1)
    assert after.decoded("DTSTART") == moved.starts_at
    assert after.decoded("LAST-MODIFIED") == later
    assert {event["STATUS"] for event in events(client, "/meetings.ics")} == {"CONFIRMED", "CANCELLED"}


def test_the_calendar_of_an_area_leaves_out_the_next_beat(client: Client, cast: Cast) -> None:
    a_meeting(cast)

    here, there = (events(client, f"/areas/{area.slug}/meetings.ics") for area in (cast.beat, cast.other))

    assert (len(here), len(there)) == (1, 0)
    assert client.get("/areas/atlantis/meetings.ics").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        a_meeting(cast)
    client.get("/meetings.ics")

    with count_queries(3):  # the meetings; the series; the sittings of the review board
        found = events(client, "/meetings.ics")

    assert len(found) == count


def test_lines_are_folded_and_end_as_the_standard_says(client: Client, cast: Cast) -> None:
    a_meeting(cast, title="ရပ်ကွက်အစည်းအဝေး " * 6, language="my", place="社区中心" * 20)

    body = client.get("/meetings.ics").content

    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["SUMMARY"]).strip() == ("ရပ်ကွက်အစည်းအဝေး " * 6).strip()


ZONE = ZoneInfo("America/Chicago")
SPRING, AUTUMN = datetime(2026, 3, 8, 3, 30, tzinfo=ZONE), datetime(2026, 11, 1, 1, 30, tzinfo=ZONE)
WORDS = some.text(
    some.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), min_size=1, max_size=300
).filter(str.strip)
MOMENTS = some.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=some.just(ZONE))  # noqa: DTZ001
HOURS = some.integers(1, 40)


@given(title=WORDS, text=WORDS, starts=MOMENTS | some.sampled_from([SPRING, AUTUMN]), quarters=HOURS)
def test_whatever_is_written_and_whenever_it_is_the_same_comes_back(
    title: str, text: str, starts: datetime, quarters: int
) -> None:
    begins = starts.astimezone(UTC).replace(microsecond=0)
    ends = begins + timedelta(minutes=15 * quarters)
    event = Event("uid-7", title, "en", begins, ends, "/meetings/7/", place=text, text=text, changed_at=NOON)

    body = feeds.written([event], name="Meetings", root="https://example.org", at=NOON)
    [entry] = Calendar.from_ical(body).walk("VEVENT")

    assert (entry["SUMMARY"], entry["LOCATION"], entry["DESCRIPTION"]) == (title, text, text)
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (begins, ends)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


@pytest.fixture(autouse=True)
def _department(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Where a test has no database, the department is one without a name."""
    if "db" not in request.fixturenames:
        monkeypatch.setattr(queries, "department", lambda: Department(name="Nowhere", zone="America/Chicago"))


def test_the_first_few_are_those_of_the_calendar_that_take_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered, "now", lambda: NOON)
    series = a_series(cast)
    for hours in (1, 5, 30):
        a_meeting(cast, starts_at=NOON + timedelta(hours=hours), ends_at=NOON + timedelta(hours=hours + 1))
    gone = a_meeting(cast, starts_at=NOON + timedelta(hours=2), ends_at=NOON + timedelta(hours=3))
    meetings.cancel(gone, why=Words("No room.", "en"), by=cast.lee, at=NOON)
    until = NOON + timedelta(days=200)

    every = [event for event in calendar.events(VISITOR, None, NOON, until) if not event.cancelled]

    assert any(event.url == series.get_absolute_url() for event in every)
    for few in (1, 3, 4, len(every)):
        assert calendar.soonest(VISITOR, NOON, until, few) == every[:few]


def test_a_calendar_says_what_is_translated_in_the_language_of_its_address(cast: Cast, client: Client) -> None:
    meeting = a_meeting(cast)
    translations.renew([Ref.of(meeting)], at=NOON)
    text = Text.objects.get(kind="meetings.meeting", key=str(meeting.pk), field="title")
    translations.publish(text, "es", [(meeting.title, "Reunión del sector")], Signed(cast.rosa), by=cast.lee, at=NOON)

    spanish, english = (client.get(f"{way}/areas/{cast.beat.slug}/meetings.ics").text for way in ("/es", ""))

    assert "SUMMARY;LANGUAGE=es:Reunión del sector" in spanish
    assert f"SUMMARY;LANGUAGE=en:{meeting.title}" in english
    assert "LOCATION;LANGUAGE=en:" in spanish
