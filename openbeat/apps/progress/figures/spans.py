"""Where the days of a task lie in a drawing: pure arithmetic on dates.

The drawing is `WIDE` units wide. Every month takes the same share of it, whatever its length, so that the names of the
months above it stand in equal columns; within a month a day is as far as its share of that month.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WIDE = 1000.0
BACK, AHEAD = 5, 4  # whole months before and after this one, at most
THIN = 6.0  # units: what is shorter could not be seen


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one task: planned or actual beginning, the date first promised, the one that stands, the end."""

    start: date
    first_due: date
    due: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the drawing, from x on, so many units wide; `kind` says what it shows."""

    kind: str  # kept, moved, late, done
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Window:
    """Whole months, the first and the last of them by their first days."""

    first: date
    months: int

    def x(self, day: date) -> float:
        """How far from the left (from the right, where one reads so) the beginning of this day lies; clipped."""
        place = _index(day) - _index(self.first) + (day.day - 1) / monthrange(day.year, day.month)[1]
        return round(WIDE * min(max(place / self.months, 0.0), 1.0), 1)

    def starts(self) -> list[date]:
        """The first day of each month."""
        return [_month(_index(self.first) + place) for place in range(self.months)]


def window(tasks: list[Days], today: date) -> Window:
    """The months in which these tasks lie, at most so many back and ahead of today; this month is always there."""
    days = [day for one in tasks for day in (one.start, one.due, one.end) if day] + [today]
    this = _index(today)
    first = max(_index(min(days)), this - BACK)
    last = min(_index(max(days)), this + AHEAD)
    return Window(_month(first), last - first + 1)


def bars(task: Days, frame: Window, today: date) -> list[Bar]:
    """What is drawn of a task: as first promised, then moved, then late; one bar where it is done."""
    if task.end and task.end < frame.first:
        return []  # it was over before the first month that is drawn
    if task.end:
        return [_bar("done", task.start, max(task.end, task.start), frame)]
    kept = min(task.first_due, task.due)
    parts = [("kept", min(task.start, kept), kept)]
    if task.due > task.first_due:
        parts.append(("moved", task.first_due, task.due))
    if today > task.due:
        parts.append(("late", task.due, today))
    return [_bar(kind, first, last, frame) for kind, first, last in parts]


def _bar(kind: str, first: date, last: date, frame: Window) -> Bar:
    x, end = frame.x(first), frame.x(last)
    width = max(end - x, THIN)
    return Bar(kind, min(x, WIDE - width), round(width, 1))


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
