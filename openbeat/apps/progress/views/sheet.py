"""The chart as the form of 1996, for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Obstacle
from openbeat.apps.progress.models import Problem, Tactic
from openbeat.core.department import queries as department
from openbeat.core.printing import services as printing
from openbeat.core.printing.passages import Passage
from openbeat.core.web import dates
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.progress.models import Task
    from openbeat.apps.progress.queries import Row, Who
    from openbeat.core.places.models import Area

BLANK_TASKS = 3
MOST = 60  # tasks on paper: all that are open come first


def chart_pdf(area: Area, *, at: datetime) -> bytes:
    """The chart of an area as a visitor sees it, as a PDF file in the language of the page."""
    tasks = queries.with_notes(queries.of_area(area, VISITOR))[:MOST]
    rows = queries.rows(tasks, VISITOR, at)
    languages = (get_language() or settings.LANGUAGE_CODE, "")
    return printing.render_both("chart", lambda: _sheet(area, at, tasks=[_block(row) for row in rows]), languages)


def blank_pdf(area: Area, *, at: datetime, beside: str = "") -> bytes:
    """The empty form, in the language of the page; or in the source, with another language beside it."""
    return printing.render_both("chart", lambda: _sheet(area, at, blank=BLANK_TASKS), printing.columns(beside))


def _sheet(area: Area, at: datetime, **more: Any) -> printing.Sheet:
    data: dict[str, Any] = {
        **more,
        "house": department.house().name,
        "printed": _("Printed on %(day)s") % {"day": dates.words(at, "day")},
    }
    note = _("This town and everybody in it are invented.") if settings.OPENBEAT_DEMO else ""
    title = _("Progress Chart: %(area)s") % {"area": area.name}
    return printing.Sheet(title, data, note)


def _block(row: Row) -> dict[str, Any]:
    task = row.task
    return {
        "number": task.number,
        "task": Passage.of(task, "title"),
        "responsible": [_who(row.officer), _who(row.contact)],
        "timetable": [*_begins(task), _promised(task), *_slips(task)],
        "completed": _completed(task),
        "problems": [line for problem in task.problems.all() for line in _problem(problem)] or [_("None so far.")],
        "tactics": [line for tactic in row.tactics for line in _tactic(tactic)],
    }


def _begins(task: Task) -> list[str]:
    if task.starts_on and not task.started_at:
        return [_("Begins on %(day)s") % {"day": dates.words(task.starts_on, "day")}]
    return []


def _who(who: Who) -> str:
    return f"{who.label}: {who.name}" if who.name else who.label


def _promised(task: Task) -> str:
    if task.is_open:
        return dates.until(task.due_on)[1]
    return _("Promised for %(day)s") % {"day": dates.words(task.due_on, "day")}


def _slips(task: Task) -> list[Any]:
    lines: list[Any] = []
    for slip in task.slips.all():
        lines += [f"{words}:" for words in queries.slip_words(slip)]
        lines.append(Passage.of(slip, "reason"))
    return lines


def _completed(task: Task) -> list[Any]:
    if task.completed_at is None:
        return [_("Not yet.")]
    lines: list[Any] = [dates.words(task.completed_at, "day"), Passage.of(task, "outcome")]
    if task.confirmed_at:
        lines.append(_("Confirmed on %(day)s") % {"day": dates.words(task.confirmed_at, "day")})
    elif task.unconfirmed_at:
        lines.append(_("Not confirmed: nobody said in three weeks whether it holds."))
    return lines


def _problem(problem: Problem) -> list[Any]:
    kind = [problem.get_obstacle_display() + ":"] if problem.obstacle not in {"", Obstacle.OTHER} else []
    lines: list[Any] = [*kind, Passage.of(problem, "words")]
    if problem.remover:
        lines += [_("Who can remove it:"), Passage.of(problem, "remover")]
    for turned in problem.escalations.all():
        to = Passage.of(turned, "outside") if turned.outside else queries.office(turned.to)
        lines += [_("Escalated on %(day)s to:") % {"day": dates.words(turned.at, "day")}, to]
    if problem.resolved_at:
        day = dates.words(problem.resolved_at, "day")
        lines += [_("Resolved on %(day)s:") % {"day": day}, Passage.of(problem, "resolution")]
    return lines


def _tactic(tactic: Tactic) -> list[Any]:
    counts = {"wanted": tactic.wanted, "part": tactic.in_part, "unwanted": tactic.unwanted}
    said = _("Wanted: %(wanted)s · in part: %(part)s · not wanted: %(unwanted)s") % counts
    lines: list[Any] = [Passage.of(tactic, "words"), f"{tactic.get_stage_display()} · {said}"]
    if tactic.official:
        answer = _("The community's answer:")
        lines.append(f"{answer} {tactic.get_official_display()}")
    if tactic.reason and tactic.is_unwanted:
        why = Passage.of(tactic, "reason")
        lines += [_("Why it is used though it is not wanted:"), why]
    elif tactic.owes_reason:
        lines.append(_("The police owe a published reason."))
    return lines
