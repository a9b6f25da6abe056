"""The calendar of a month: every beat, what is announced and what will be, and what gets in each other's way."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from conftest import CountQueries
from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import conflicts
from openbeat.apps.meetings.figures.conflicts import OFFICER, ROOM, Engagement
from openbeat.apps.meetings.lifecycle import Kind, Stage, Way
from openbeat.apps.meetings.services import meetings
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, a_series
from openbeat.kit.actors import VISITOR
from tests.cast import Cast

HOUR = timedelta(hours=1)


def an_engagement(key: str, hour: int, hours: int = 1, room: str = "", *officers: int) -> Engagement:
    starts = datetime(2026, 5, 4, tzinfo=UTC) + hour * HOUR
    return Engagement(key, starts, starts + hours * HOUR, room, frozenset(officers))


def test_two_in_one_room_clash_and_one_after_the_other_does_not() -> None:
    them = [an_engagement("b", 19, 2, "hall"), an_engagement("a", 18, 2, "hall"), an_engagement("c", 21, 1, "hall")]

    assert conflicts.clashes(them) == [("a", "b", ROOM)]


def test_an_officer_is_in_one_place_at_a_time() -> None:
    them = [an_engagement("a", 18, 2, "hall", 1, 2), an_engagement("b", 19, 2, "school", 2), an_engagement("c", 19)]

    assert conflicts.clashes(them) == [("a", "b", OFFICER)]


@given(
    some.lists(some.tuples(some.integers(0, 40), some.integers(1, 6), some.sampled_from(["", "x", "y"])), max_size=12)
)
def test_the_sweep_finds_what_looking_at_every_pair_finds(them: list[tuple[int, int, str]]) -> None:
    all_of = [an_engagement(f"{number:02}", *one) for number, one in enumerate(them)]

    found = {frozenset(clash[:2]) for clash in conflicts.clashes(all_of)}

    pairs = {
        frozenset({one.key, other.key})
        for one in all_of
        for other in all_of
        if one.key < other.key and one.room and one.room == other.room
        if one.starts < other.ends and other.starts < one.ends
    }
    assert found == pairs


def test_the_name_of_a_room_is_the_same_however_it_is_written() -> None:
    assert conflicts.room_of("Public  Library", "1 Court St ") == conflicts.room_of("public library ", "1 court st")


@given(some.dates(date(1990, 1, 1), date(2100, 1, 1)), some.integers(0, 6))
def test_a_month_is_whole_weeks_with_all_its_days(day: date, monday: int) -> None:
    month = day.replace(day=1)
    first, last = queries.span(month, monday)

    assert first.weekday() == monday
    assert ((last - first).days + 1) % 7 == 0
    assert first <= month <= last
    assert 28 <= (last - first).days + 1 <= 42


@pytest.mark.django_db
class TestPages:
    def test_a_month_shows_what_is_announced_and_what_will_be(self, client: Client, cast: Cast) -> None:
        found = a_series(cast)
        meeting = a_meeting(cast)

        may = client.get("/meetings/calendar/?month=2026-05").content.decode()
        august = client.get("/meetings/calendar/?month=2026-08").content.decode()

        assert meeting.get_absolute_url() in may
        assert queries.meetings_of(found)[0].get_absolute_url() in may
        assert found.get_absolute_url() in august
        assert (
            "No meeting is announced for this month."
            in client.get("/meetings/calendar/?month=2026-01").content.decode()
        )

    def test_area_and_kind_narrow_it_and_nonsense_shows_this_month(self, client: Client, cast: Cast) -> None:
        meeting = a_meeting(cast)
        url = f'href="{meeting.get_absolute_url()}'

        shown = {
            query: url in client.get(f"/meetings/calendar/?{query}").content.decode()
            for query in ("", f"area={cast.beat.slug}", f"area={cast.other.slug}", "kind=beat", "kind=hours", "kind=x",
                          "month=2026-13", "month=٢٠٢٦-05", "month=2026-06")
        }  # fmt: skip

        assert [query for query, is_shown in shown.items() if not is_shown] == [
            f"area={cast.other.slug}", "kind=hours", "month=2026-06",
        ]  # fmt: skip

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_however_many(
        self, client: Client, cast: Cast, count: int, count_queries: CountQueries
    ) -> None:
        for _number in range(count):
            a_meeting(cast)
            a_series(cast)
        client.get("/meetings/calendar/?month=2026-06")

        with count_queries(9):
            client.get("/meetings/calendar/?month=2026-06")

    def test_a_clash_is_shown_to_who_leads_and_to_nobody_else(self, client: Client, cast: Cast) -> None:
        a_meeting(cast, title="One")
        a_meeting(cast, title="Other", starts_at=PLAN.starts_at + HOUR / 2)

        public = client.get("/meetings/calendar/").content.decode()
        client.force_login(cast.lee)
        led = client.get("/meetings/calendar/").content.decode()

        assert "one room for both" in led
        assert "get in each other" not in public

    def test_the_only_liaison_officer_of_a_beat_cannot_be_at_two_meetings(self, cast: Cast) -> None:
        for place in ("Hall", "School"):
            meetings.announce(replace(PLAN, place=place), area=cast.other, by=cast.lou, at=NOON)
            meetings.announce(replace(PLAN, place=f"{place} yard"), area=cast.beat, by=cast.lee, at=NOON)
        window = queries.Window(date(2026, 5, 1), date(2026, 5, 31))

        found = queries.clashing(queries.entries(window, VISITOR, NOON), NOON)

        assert [(clash.why, clash.first.thing.area) for clash in found] == [("officer", cast.other)]  # the beat has two

    def test_what_facilitators_lead_expects_no_officer(self, cast: Cast) -> None:
        a_meeting(cast, place="Hall", run_by=Way.FACILITATORS)
        a_meeting(cast, place="School", kind=Kind.LISTENING)
        window = queries.Window(date(2026, 5, 1), date(2026, 5, 31))

        assert queries.clashing(queries.entries(window, VISITOR, NOON), NOON) == []

    def test_the_poster_says_when_and_where_in_large_print(self, client: Client, cast: Cast) -> None:
        a_series(cast)
        a_meeting(cast, Stage.CANCELLED, title="ရပ်ကွက်အစည်းအဝေး", language="my", place="مكتبة الحي", access="Lift")

        response = client.get(f"/areas/{cast.beat.slug}/poster.pdf?month=2026-05")
        spanish = client.get(f"/es/areas/{cast.beat.slug}/poster.pdf?month=2026-05")

        text = pdf_words(response.content)
        assert response["Content-Type"] == "application/pdf"
        assert {"May", "2026", "Library", "The", "hall", "is", "flooded."} <= text
        assert "mayo" in pdf_words(spanish.content)
        assert pdf_words(client.get(f"/areas/{cast.beat.slug}/poster.pdf?month=2020-01").content) >= {"No", "meeting"}
        assert client.get("/areas/atlantis/poster.pdf").status_code == 404


def pdf_words(body: bytes) -> set[str]:
    file = pypdfium2.PdfDocument(io.BytesIO(body))
    return {word for page in file for word in page.get_textpage().get_text_range().split()}
