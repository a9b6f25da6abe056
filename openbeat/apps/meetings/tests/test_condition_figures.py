"""Which weeks are compared, and how coarse a place becomes: rules for every day and every address."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.meetings.figures.conditions import (
    Span,
    block_of,
    coarse,
    covers,
    guarded,
    quarter_before,
    same_quarter,
    weeks_to,
)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(days, st.one_of(st.none(), days))
def test_the_weeks_are_whole_end_the_day_before_and_never_reach_beyond_the_last_meeting(
    until: date, last: date | None
) -> None:
    span = weeks_to(until, last)

    assert (span.until - span.since).days == 7 * span.weeks
    assert (span.until, span.last) == (until, until - timedelta(days=1))
    assert 1 <= span.weeks <= 26
    if last and (until - last).days >= 7:
        assert span.since >= last


@given(days, st.integers(1, 2))
def test_the_same_weeks_of_earlier_years_have_the_same_days_of_the_week(until: date, years: int) -> None:
    span = weeks_to(until, None)
    before = span.earlier(years)

    assert before.since.weekday() == span.since.weekday()
    assert before.weeks == span.weeks == 4
    assert abs((span.since - before.since).days - 365.25 * years) < 4


@given(days, days)
def test_two_quarters_are_the_same_or_have_no_day_in_common(one: date, other: date) -> None:
    first, second = sorted((quarter_before(one), quarter_before(other)), key=lambda span: span.since)

    assert first == second or first.until <= second.since
    assert first.since.day == first.until.day == 1
    assert same_quarter(first, 1).since.month == first.since.month


def test_the_figures_of_a_known_day() -> None:
    assert weeks_to(date(2026, 11, 28), date(2026, 10, 31)) == Span(date(2026, 10, 31), date(2026, 11, 28))
    assert weeks_to(date(2026, 11, 28), date(2026, 10, 28)) == Span(date(2026, 10, 31), date(2026, 11, 28))
    assert weeks_to(date(2026, 11, 28), None).earlier(1) == Span(date(2025, 11, 1), date(2025, 11, 29))
    assert quarter_before(date(2026, 11, 28)) == Span(date(2026, 7, 1), date(2026, 10, 1))
    assert quarter_before(date(2026, 1, 1)) == Span(date(2025, 10, 1), date(2026, 1, 1))


def test_what_no_file_tells_is_not_nought() -> None:
    span = Span(date(2026, 1, 1), date(2026, 1, 29))

    assert covers(date(2026, 1, 1), date(2026, 1, 28), span)
    assert not covers(date(2026, 1, 2), date(2026, 1, 28), span)
    assert not covers(date(2026, 1, 1), date(2026, 1, 27), span)
    assert not covers(None, None, span)


def test_a_count_of_one_to_four_people_is_not_shown() -> None:
    counts = {str(number): number for number in range(7)}

    assert list(guarded(counts).values()) == [0, None, None, None, None, 5, 6]


@pytest.mark.parametrize(
    ("place", "block"),
    [
        ("1234 W Main St, Apt 4", "1200 W Main St"),
        ("1234B Main Street Unit 12", "1200 Main Street"),
        ("7 Mill Lane", "0 Mill Lane"),
        ("012XX N Clark St", "1200 N Clark St"),
        ("1200-1210 Oak Ave #3", "1200 Oak Ave"),
        ("Main St / 71st St", "Main St / 71st St"),
        ("71st St and Stony Island", "71st St and Stony Island"),
        ("900 block of W 35th Pl", "900 block of W 35th Pl"),
        ("I-90 at Exit 14", "I-90 at Exit"),
        ("Main St 1234", "Main St"),
        ("1234", ""),
        ("", ""),
    ],
)
def test_a_place_becomes_a_block(place: str, block: str) -> None:
    assert block_of(place) == block


@given(st.integers(1, 99_999), st.sampled_from(["Main St", "W Oak Ave", "Mill Lane"]), st.integers(1, 999))
def test_no_house_number_and_no_flat_is_left_in_a_block(house: int, street: str, flat: int) -> None:
    found = block_of(f"{house} {street} Apt {flat}")

    assert found == f"{house // 100 * 100} {street}"


@given(st.floats(-90, 90))
def test_a_point_is_known_to_about_a_hundred_metres(figure: float) -> None:
    assert coarse(figure) == pytest.approx(figure, abs=0.0005001)
    assert coarse(coarse(figure)) == coarse(figure)
