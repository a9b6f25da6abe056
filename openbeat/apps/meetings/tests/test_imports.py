"""Meetings from a file: each row is taken once, or refused with a reason somebody can act on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import beats, rows
from openbeat.apps.meetings.lifecycle import Kind, Stage
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.services import imports
from openbeat.apps.meetings.tests.makers import NOON
from openbeat.core.people.roles import Role
from openbeat.kit.actors import VISITOR, importer
from openbeat.kit.policy import Refused
from tests.cast import Cast

FILE = importer("meetings.csv", Role.ADMINISTRATOR)
TOLD: dict[str, Any] = {
    "source": "x",
    "zone": "America/Chicago",
    "columns": {"starts": "start", "ends": "end", "title": "title", "place": "where", "area": "district"},
    "kinds": [{"title": "beat", "kind": "beat"}],
    "refused": [{"title": "^test", "reason": "It is a test."}],
    "cancelled": ["cancelled", "^no "],
    "addresses": [r"^(?P<place>.*?\D)??\s*(?P<address>(?<!\d)\d{1,5}\s+[NSEW]\b.*)$"],
}
KINDS = frozenset(Kind.values)
ROW = {
    "start": "2026-06-09T18:30:00",
    "end": "2026-06-09T20:00:00",
    "title": "Beat meeting",
    "where": "Park1419 W. Blackhawk",
    "district": "Riverside",
}


def read(**facts: str) -> rows.Facts:
    return rows.read(ROW | facts, rows.read_map(TOLD, KINDS))


def test_a_row_says_when_in_its_zone_and_where_without_the_glue() -> None:
    facts = read()

    assert facts.starts == datetime(2026, 6, 9, 23, 30, tzinfo=UTC)
    assert facts.ends == datetime(2026, 6, 10, 1, 0, tzinfo=UTC)
    assert (facts.place, facts.address) == ("Park", "1419 W. Blackhawk")
    assert (facts.kind, facts.cancelled, facts.remarks) == (Kind.BEAT, False, ())


@pytest.mark.parametrize(
    ("facts", "remark"),
    [
        ({"end": ""}, "It says no end: taken with 60 minutes."),
        ({"end": "2026-06-09T18:00:00"}, "It ends before it begins: taken with 60 minutes."),
        ({"end": "2026-06-09T18:30:00"}, "It ends when it begins: taken with 60 minutes."),
        ({"where": " . "}, "It says no place."),
        ({"where": "Come in " * 40}, "What it says of the place is long: it stands under “How to get in”."),
        (
            {"start": "2026-03-08T02:30:00", "end": "2026-03-08T05:00:00"},
            "It begins at an hour that the clocks skip: taken an hour later.",
        ),
    ],
)
def test_dirt_is_put_right_and_said(facts: dict[str, str], remark: str) -> None:
    found = read(**facts)

    assert found.remarks == (remark,)
    assert found.ends > found.starts
    assert found.place


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"title": " "}, "It has no title."),
        ({"title": "x" * 121}, "longer than 120"),
        ({"title": "Test of the portal"}, "It is a test."),
        ({"start": "tomorrow"}, "“tomorrow” is no moment"),
        ({"start": "0001-01-01T00:00:00"}, "not between 1900 and 2999"),
        ({"end": "later"}, "“later” is no moment"),
    ],
)
def test_what_cannot_be_taken_says_why(facts: dict[str, str], reason: str) -> None:
    with pytest.raises(rows.Unusable, match=reason):
        read(**facts)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"zone": "Mars"}, "cannot be read"),
        ({"columns": {}}, "which column holds"),
        ({"kind": "party"}, "“party” is no kind of meeting"),
        ({"key": ["colour"]}, "“colour”, which is no column"),
        ({"cancelled": ["("]}, "cannot be read"),
        ({"minutes": 0}, "from one minute to one day"),
    ],
)
def test_a_map_that_cannot_be_used_says_why(told: dict[str, Any], reason: str) -> None:
    with pytest.raises(rows.BadMap, match=reason):
        rows.read_map(TOLD | told, KINDS)
    with pytest.raises(rows.BadMap, match="does not say “source”"):
        rows.read_map({name: value for name, value in TOLD.items() if name != "source"}, KINDS)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("1131/32 Beat Meeting", ("1131", "1132")),
        ("Beat meeting 0211, 12 & 13", ("0211", "0212", "0213")),
        ("213/215 Beat", ("0213", "0215")),
        ("Beat 1124-25", ("1124", "1125")),
        ("003rd District beat meeting", ()),
        ("Beat 913-915", None),
        ("Beat 9999", None),
    ],
)
def test_beats_are_read_as_people_write_them(title: str, found: tuple[str, ...] | None) -> None:
    assert beats.named(title, lambda code: code != "9999") == found


def take(cast: Cast, *them: dict[str, str]) -> imports.Report:
    facts = {"area_kind": "district"}
    return imports.take(list(enumerate(them, start=2)), rows.read_map(TOLD | facts, KINDS), by=FILE, at=NOON)


@pytest.fixture
def row(cast: Cast) -> dict[str, str]:
    return ROW | {"district": cast.district.code, "title": "Advisory meeting"}


def test_a_coming_meeting_gets_an_agenda_and_a_past_one_owes_no_note(cast: Cast, row: dict[str, str]) -> None:
    past = row | {"start": "2016-06-09T18:30:00", "end": "2016-06-09T20:00:00"}

    report = take(cast, row, past, row | {"title": "Advisory meeting cancelled"})

    old, new, off = Meeting.objects.order_by("starts_at", "pk")
    assert (report.new, report.refused) == (3, {})
    assert (new.items.count(), old.items.count(), off.items.count()) == (5, 0, 0)
    assert list(queries.over_without_end(NOON)) == []
    assert (off.stage, off.reason) == (Stage.CANCELLED, "Cancelled, as the calendar says.")


def test_what_repeats_or_lies_nowhere_is_refused_and_a_second_time_nothing_is_doubled(
    cast: Cast, row: dict[str, str]
) -> None:
    them = (row, row, row | {"district": "77"})

    first, second = take(cast, *them), take(cast, *them)

    assert first.refused == {3: "It repeats row 2.", 4: "There is no area “77” here: import the areas first."}
    assert (first.new, second.new, second.known, second.refused) == (1, 0, 1, first.refused)


@pytest.mark.django_db
def test_only_a_file_on_the_command_line_imports(cast: Cast) -> None:
    for actor in (cast.ada, cast.lee, VISITOR, importer("x.csv")):
        with pytest.raises(Refused, match="command line"):
            imports.take([], rows.read_map(TOLD, KINDS), by=actor, at=NOON)


def test_a_meeting_of_two_beats_is_found_in_both_and_says_so(client: Client, cast: Cast, row: dict[str, str]) -> None:
    take(cast, row)
    meeting = Meeting.objects.get()
    meeting.also.add(cast.other)
    meeting.area = cast.beat
    meeting.save()

    for area in (cast.beat, cast.other):
        assert list(queries.found(queries.Wish(area), VISITOR, NOON)) == [meeting]
    assert f">{cast.other.name}<" in client.get(meeting.get_absolute_url()).content.decode()
