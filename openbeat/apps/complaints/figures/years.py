"""How it stood at the end of each year: how long it took by then, and what was found in what was closed in that year.

Such a number does not move once its year is over, unless somebody corrects what it was counted from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.figures import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openbeat.apps.complaints.figures.facts import Case, Facts


def ends(facts: Facts, few: int) -> list[dict[str, Any]]:
    """For each calendar year, the newest first: days until a complaint is closed, of all that had come by its end, as
    they stood then (open ones count); and the findings in complaints that were closed in it. Units: whole days.
    """
    found, timed = closed_findings(facts), [case for case in facts.cases if case.is_timed]
    known = {case.received.year for case in facts.cases} | set(found)
    return [{"year": year, **_stood(timed, year, few), "findings": found[year]} for year in sorted(known)[::-1]]


def closed_findings(facts: Facts) -> dict[int, dict[str, int]]:
    """For each year how often each finding stands in complaints that were closed in it."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for charge in facts.charges:
        closed = facts.cases[charge.case].closed
        if closed and charge.finding:
            found[closed.year][charge.finding] += 1
    return defaultdict(dict, {year: dict(sorted(counter.items())) for year, counter in found.items()})


def _stood(timed: Sequence[Case], year: int, few: int) -> dict[str, Any]:
    end = date(year, 12, 31)
    days, over = [], []
    for case in _come(timed, end):
        closed = case.closed if case.closed and case.closed <= end else None
        days.append(((closed or min(end, case.as_of)) - case.received).days)
        over.append(closed is not None)
    return times.estimated(days, over, few)


def _come(timed: Sequence[Case], end: date) -> Iterable[Case]:
    return (case for case in timed if case.received <= end)
