"""The chart as a timeline: a drawing for each task, and the same in words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from openbeat.apps.progress.figures import spans
from openbeat.apps.progress.figures.spans import Bar
from openbeat.core.web import dates

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.progress.models import Task
    from openbeat.apps.progress.queries import Row

FILLS = {"kept": "fill-brand", "moved": "fill-mark", "late": "fill-late", "done": "fill-ok"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the timeline: the task, what is drawn of it, and the same in words."""

    row: Row
    bars: list[tuple[Bar, str]]
    words: str
    begins: str


def timeline(rows: list[Row], today: date) -> dict[str, Any]:
    """What the page draws: the months, where today is, and a line for each task."""
    days = [_days(row.task) for row in rows]
    frame = spans.window(days, today)
    return {
        "lines": [
            Drawn(row, _bars(one, frame, today), _words(row.task, one), _begins(row.task, one))
            for row, one in zip(rows, days, strict=True)
        ],
        "months": [(dates.month_mark(first), frame.x(first)) for first in frame.starts()],
        "today": frame.x(today),
        "wide": spans.WIDE,
    }


def _bars(days: spans.Days, frame: spans.Window, today: date) -> list[tuple[Bar, str]]:
    return [(bar, FILLS[bar.kind]) for bar in spans.bars(days, frame, today)]


def _begins(task: Task, days: spans.Days) -> str:
    """From when on; a planned beginning is said with the timetable."""
    if task.starts_on and not task.started_at:
        return ""
    return _("From %(start)s on") % {"start": dates.words(days.start, "day")}


def _days(task: Task) -> spans.Days:
    start = dates.day_of(task.started_at) if task.started_at else task.starts_on or dates.day_of(task.put_at)
    end = dates.day_of(task.completed_at) if task.completed_at else None
    return spans.Days(start, task.first_due_on, task.due_on, end)


def _words(task: Task, days: spans.Days) -> str:
    facts = {"start": dates.words(days.start, "day"), "due": dates.words(days.end or days.due, "day")}
    shape = _("From %(start)s, done on %(due)s") if days.end else _("From %(start)s, promised for %(due)s")
    said = shape % facts
    if task.due_on != task.first_due_on:
        said += " · " + _("first promised for %(day)s") % {"day": dates.words(task.first_due_on, "day")}
    return said
