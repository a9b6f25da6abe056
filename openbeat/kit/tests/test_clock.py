"""Working days are counted as an office counts them; the example town's clock can be moved."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.kit import clock, memory
from openbeat.kit.clock import WorkCalendar, add_working_days
from openbeat.kit.refs import Ref

FRIDAY = date(2026, 11, 20)
THANKSGIVING = date(2026, 11, 26)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
CALENDARS = st.builds(WorkCalendar, st.sets(st.integers(0, 6), min_size=1), st.frozensets(DAYS, max_size=20))


def test_the_weekend_and_holidays_do_not_count() -> None:
    calendar = WorkCalendar(holidays={THANKSGIVING})

    assert add_working_days(FRIDAY, 1, calendar) == date(2026, 11, 23)
    assert add_working_days(FRIDAY, 4, calendar) == date(2026, 11, 27)
    assert add_working_days(date(2026, 11, 21), 0, calendar) == date(2026, 11, 23)
    assert add_working_days(FRIDAY, 0, calendar) == FRIDAY


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_it_ends_on_a_working_day_with_as_many_in_between(start: date, days: int, calendar: WorkCalendar) -> None:
    end = add_working_days(start, days, calendar)

    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert calendar.works_on(end)
    if days:
        assert sum(calendar.works_on(day) for day in between) == days


def test_days_are_not_counted_backwards_nor_in_a_calendar_without_work() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(FRIDAY, -1, WorkCalendar())
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(FRIDAY, 1, WorkCalendar(weekdays=()))


def test_the_clock_of_the_example_town_moves_and_is_set_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBEAT_CLOCK_FILE", str(tmp_path / "clock"))

    clock.move(timedelta(days=7))
    clock.move(timedelta(days=7))
    ahead = clock.now() - datetime.now(UTC)
    clock.set_right()

    assert timedelta(days=13, hours=23) < ahead < timedelta(days=14, minutes=1)
    assert clock.now() - datetime.now(UTC) < timedelta(seconds=5)


def test_without_a_file_the_clock_cannot_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBEAT_CLOCK_FILE", raising=False)

    with pytest.raises(KeyError):
        clock.move(timedelta(days=7))


def test_a_reference_reads_what_it_wrote() -> None:
    ref = Ref("concerns.concern", "7")

    assert Ref.parse(str(ref)) == ref
    for broken in ("", "concerns", "concerns:", ":7"):
        with pytest.raises(ValueError, match="not a reference"):
            Ref.parse(broken)


def test_for_how_long_it_is_kept_may_depend_on_what_is_asked() -> None:
    asked: list[int] = []

    @memory.for_seconds(lambda number: 60 if number else 0)
    def ask(number: int) -> int:
        asked.append(number)
        return number

    assert [ask(1), ask(1), ask(0), ask(0)] == [1, 1, 0, 0]
    assert asked == [1, 0, 0]


def test_what_is_kept_for_seconds_is_asked_once_until_it_is_forgotten() -> None:
    asked = []

    @memory.for_seconds(60)
    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert (double(2), double(2), double(3)) == (4, 4, 6)
    memory.forget_all()
    assert double(2) == 4
    assert asked == [2, 3, 2]
