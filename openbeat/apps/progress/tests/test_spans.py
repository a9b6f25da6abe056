"""Where the days of a task lie in the drawing of the timeline."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.progress.figures.spans import WIDE, Days, bars, window

TODAY = date(2026, 5, 16)
DAYS = st.dates(date(2024, 2, 1), date(2028, 3, 1))


def test_a_month_is_as_wide_as_any_other_and_a_day_lies_in_its_share_of_it() -> None:
    frame = window([Days(date(2026, 4, 1), date(2026, 6, 30), date(2026, 6, 30))], TODAY)

    assert frame.starts() == [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)]
    assert [frame.x(day) for day in frame.starts()] == [0.0, 333.3, 666.7]
    assert frame.x(date(2026, 4, 16)) == 166.7  # half of thirty days


def test_a_task_that_moved_and_is_late_has_three_parts_one_behind_the_other() -> None:
    task = Days(date(2026, 4, 1), date(2026, 4, 16), date(2026, 5, 1))

    parts = bars(task, window([task], TODAY), TODAY)

    assert [(bar.kind, bar.x, bar.width) for bar in parts] == [
        ("kept", 0.0, 250.0),
        ("moved", 250.0, 250.0),
        ("late", 500.0, 241.9),
    ]


def test_what_is_done_has_one_part_up_to_its_end() -> None:
    task = Days(date(2026, 4, 1), date(2026, 4, 16), date(2026, 5, 1), date(2026, 5, 9))

    assert [bar.kind for bar in bars(task, window([task], TODAY), TODAY)] == ["done"]


def test_a_task_that_was_moved_forward_is_drawn_to_the_earlier_day() -> None:
    task = Days(date(2026, 4, 1), date(2026, 7, 1), date(2026, 6, 1))

    [bar] = bars(task, window([task], TODAY), TODAY)

    assert bar.x + bar.width == window([task], TODAY).x(date(2026, 6, 1))


@given(start=DAYS, first=st.integers(-30, 700), moved=st.integers(-60, 400), end=st.none() | st.integers(0, 900))
def test_whatever_the_days_nothing_is_drawn_outside_and_this_month_is_always_there(
    start: date, first: int, moved: int, end: int | None
) -> None:
    due = start + timedelta(days=first)
    ended = start + timedelta(days=end) if end is not None else None
    task = Days(start, due, due + timedelta(days=moved), ended)
    frame = window([task], TODAY)

    assert 1 <= frame.months <= 10
    assert TODAY.replace(day=1) in frame.starts()
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDE and bar.width > 0 for bar in bars(task, frame, TODAY))


@given(days=st.lists(DAYS, min_size=2))
def test_a_later_day_never_lies_before_an_earlier_one(days: list[date]) -> None:
    frame = window([Days(min(days), max(days), max(days))], TODAY)

    places = [frame.x(day) for day in sorted(days)]
    assert places == sorted(places)


def test_what_was_over_before_the_first_month_is_not_drawn() -> None:
    task = Days(date(2025, 4, 1), date(2025, 4, 16), date(2025, 5, 1), date(2025, 5, 9))

    assert bars(task, window([task], TODAY), TODAY) == []
