"""Published numbers that are other ones now, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.apps.complaints.figures.changes import FINDING, TIMES
from openbeat.apps.complaints.queries import publication
from openbeat.apps.complaints.queries.dashboards.wording import days, number
from openbeat.apps.complaints.queries.labels import finding_label

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Correction

NAMES: dict[str, Callable[[dict[str, int]], str]] = {
    "received": lambda facts: _("Complaints that came in %(year)s") % facts,
    "closed": lambda facts: _("Complaints closed in %(year)s") % facts,
    "median": lambda facts: _("Half are finished within, as it stood at the end of %(year)s") % facts,
    "percentile_90": lambda facts: _("Nine in ten are finished within, as it stood at the end of %(year)s") % facts,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One of them: what it is, what it was, and what it is now; `row` has since when and why."""

    row: Correction
    label: str
    was: str
    now: str


def lines() -> list[Line]:
    """The newest first, as many as a page shows; one query."""
    return [_line(row) for row in publication.corrections()[: publication.SHOWN]]


def _line(row: Correction) -> Line:
    return Line(row, label_of(row), _value(row.measure, row.was), _value(row.measure, row.now))


def label_of(row: Correction) -> str:
    """What this number is."""
    facts = {"year": row.year}
    if row.measure.startswith(FINDING):
        finding = finding_label(row.measure.removeprefix(FINDING))
        return _("%(finding)s: findings in complaints closed in %(year)s") % {**facts, "finding": finding}
    return NAMES[row.measure](facts)


def _value(measure: str, value: int | None) -> str:
    if measure in TIMES:
        return _("not reached") if value is None else days(value)
    return number(value or 0)
