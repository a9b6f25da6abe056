"""The digest of a month: made from the records, short enough for a messenger, one page for the notice board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from conftest import COUNTED, CountQueries
from openbeat.apps.contacts import queries
from openbeat.apps.contacts.figures.digests import LONGEST, messenger
from openbeat.apps.contacts.services import digests as services
from openbeat.apps.contacts.tests.makers import NOON, an_inquiry
from openbeat.core.hooks import chart
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.digest import Span
from openbeat.core.notices import services as notices
from openbeat.core.notices.models import Message
from openbeat.core.people.models import Person
from tests.cast import Cast

MAY, JUNE_1 = date(2026, 5, 1), datetime(2026, 6, 1, 14, tzinfo=UTC)
LINK = "https://talk.example.gov/areas/millrace/digest/?month=2026-05"
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


def url(cast: Cast, month: str = "2026-05", kind: str = "digest/") -> str:
    return f"/areas/{cast.beat.slug}/{kind}?month={month}"


# The shortest form


@given(LINES, st.lists(LINES, max_size=12))
def test_it_is_shorter_than_a_message_and_ends_with_the_whole_link(title: str, sentences: list[str]) -> None:
    made = messenger(title, sentences, LINK)

    assert len(made) < LONGEST
    assert made.endswith(f"\n{LINK}")
    kept = [line for line in sentences if line and line in made]
    assert kept[:1] == [line for line in sentences if line][:1] or len(title) + len(sentences[0]) > LONGEST - 80


@given(st.lists(st.text("ab ", min_size=1, max_size=200), max_size=9))
def test_sentences_are_whole_and_left_out_from_the_end(sentences: list[str]) -> None:
    lines = messenger("Millrace in May 2026", sentences, LINK).split("\n")[1:-2]

    assert lines == sentences[: len(lines)]


def test_a_link_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        messenger("Title", [], LINK, longest=40)


# What it says


def test_it_is_made_from_the_records_and_says_the_same_in_three_lengths(client: Client, cast: Cast) -> None:
    ref = chart.put(Wanted("Repair the lamp", "en", cast.beat, date(2026, 6, 20)), by=cast.lee, at=NOON)
    an_inquiry(cast)

    page = client.get(url(cast)).text
    pdf = PdfDocument(BytesIO(client.get(url(cast, kind="digest.pdf")).content))
    board = pdf[0].get_textpage().get_text_range()

    assert ref
    assert "Millrace in May 2026" in page
    assert "No concern was raised." in page
    assert "No concern was raised." in board
    assert "There was no meeting." in board
    assert len(pdf) == 1
    assert 'data-copy="digest-text"' in page


def test_months_that_are_not_yet_and_nonsense_are_not_there(client: Client, cast: Cast) -> None:
    statuses = [client.get(url(cast, month)).status_code for month in ("2100-01", "1850-01", "May", "2026-13")]

    assert statuses == [404] * 4
    assert client.get(f"/areas/{cast.beat.slug}/digest/").status_code == 200


def test_what_is_still_to_come_is_asked_from_today_for_the_last_month() -> None:
    since, until = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    ahead = {at: Span(None, since, until, at).ahead for at in (NOON, JUNE_1, datetime(2027, 1, 1, tzinfo=UTC))}

    assert list(ahead.values()) == [NOON, JUNE_1, until + timedelta(days=31)]


def test_an_empty_month_and_a_full_one_cost_the_same(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    client.get(url(cast))
    seen = _count(client, url(cast) + "&one")
    for title in ("Repair the lamp", "Paint the crossing", "Cut the tree"):
        chart.put(Wanted(title, "en", cast.beat, date(2026, 6, 20)), by=cast.lee, at=NOON)
    client.get(url(cast) + "&warm")
    with count_queries(seen):
        client.get(url(cast) + "&three")


def _count(client: Client, address: str) -> int:

    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len([query for query in captured if COUNTED.match(query["sql"])])


# How it goes out


def test_at_the_beginning_of_a_month_each_follower_gets_it_once(cast: Cast, run_jobs: Callable[[], int]) -> None:
    for person in (cast.rosa, cast.noor):
        notices.follow(person, cast.beat, at=NOON)
    notices.follow(cast.carl, cast.other, at=NOON)

    asked = [services.ask_for_digests(at=JUNE_1 + timedelta(hours=hours)) for hours in (0, 1, 25)]
    run_jobs()
    services.send(cast.beat.pk, "2026-05-01", 0, at=JUNE_1)

    found = Message.objects.filter(kind="contacts.digest").order_by("person")
    assert asked == [2, 0, 0]
    assert [each.person for each in found] == [cast.rosa, cast.noor, cast.carl]
    assert found[1].subject == "Millrace in May 2026"
    assert "No concern was raised." in found[1].body
    assert found[1].link == url(cast)


def test_before_the_morning_and_in_the_middle_of_a_month_nothing_goes_out(cast: Cast) -> None:
    notices.follow(Person.objects.get(pk=cast.rosa.pk), cast.beat, at=NOON)

    assert services.ask_for_digests(at=datetime(2026, 6, 1, 5, tzinfo=UTC)) == 0
    assert services.ask_for_digests(at=datetime(2026, 6, 12, 15, tzinfo=UTC)) == 0
    assert queries.last_month(JUNE_1) == MAY
