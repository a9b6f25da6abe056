"""The clock, read at the edges only, and working days."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

WEEKDAYS = frozenset(range(5))

_offsets: dict[tuple[str, int], timedelta] = {}


def now() -> datetime:
    """The time in UTC; the example town's clock may have been moved, by the seconds in a file the environment names."""
    return datetime.now(UTC) + _offset()


def _offset() -> timedelta:
    name = os.environ.get("OPENBEAT_CLOCK_FILE")
    if not name:
        return timedelta()
    try:
        stamp = (name, Path(name).stat().st_mtime_ns)
        if stamp not in _offsets:
            seconds = float(Path(name).read_text(encoding="ascii"))
            _offsets.clear()
            _offsets[stamp] = timedelta(seconds=seconds)
        return _offsets[stamp]
    except (OSError, ValueError):
        return timedelta()


def move(by: timedelta) -> None:
    """Move the example town's clock; raises KeyError where no file for it was named."""
    path = Path(os.environ["OPENBEAT_CLOCK_FILE"])
    fresh = path.with_suffix(".new")
    fresh.write_text(str((_offset() + by).total_seconds()), encoding="ascii")
    fresh.replace(path)


def set_right() -> None:
    """Put the example town's clock back to the real time; raises KeyError where no file for it was named."""
    Path(os.environ["OPENBEAT_CLOCK_FILE"]).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """On which days an office works: weekdays (Monday is 0) without its holidays."""

    weekdays: Collection[int] = WEEKDAYS
    holidays: Collection[date] = field(default_factory=frozenset)

    def works_on(self, day: date) -> bool:
        """Whether the office works on this day."""
        return day.weekday() in self.weekdays and day not in self.holidays


def add_working_days(start: date, days: int, calendar: WorkCalendar) -> date:
    """The day on which the n-th working day after `start` falls; n = 0 gives the first working day from `start` on.

    Raises ValueError where the calendar leaves no working day within ten years, or days is negative.
    """
    if days < 0:
        msg = "working days are counted forward"
        raise ValueError(msg)
    day = start
    for _step in range(3653 + 7 * days):
        if calendar.works_on(day) and (days == 0 or day > start):
            days -= day > start
            if days <= 0:
                return day
        day += timedelta(days=1)
    msg = "no working day is left in this calendar"
    raise ValueError(msg)
