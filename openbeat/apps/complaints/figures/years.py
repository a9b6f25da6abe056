"""How it stood at the end of each year: how long it took by then, and what was found in what was closed in that year.

Such a number does not move once its year is over, unless somebody corrects what it was counted from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from openbeat.apps.complaints.figures import times

if TYPE_CHECKING:
    from openbeat.apps.complaints.figures.facts import Facts
    from openbeat.apps.complaints.figures.survival import Days

NEVER = date.max.toordinal()


def ends(facts: Facts, few: int) -> list[dict[str, Any]]:
    """For each calendar year, the newest first: days until a complaint is closed, of all that had come by its end, as
    they stood then (open ones count); and the findings in complaints that were closed in it. Units: whole days.
    """
    found, timed = closed_findings(facts), [case for case in facts.cases if case.is_timed]
    received = np.array([case.received.toordinal() for case in timed], dtype=np.int64)
    closed = np.array([case.closed.toordinal() if case.closed else NEVER for case in timed], dtype=np.int64)
    as_of = np.array([case.as_of.toordinal() for case in timed], dtype=np.int64)
    known = {case.received.year for case in facts.cases} | set(found)
    return [
        {"year": year, **_stood((received, closed, as_of), date(year, 12, 31), few), "findings": found[year]}
        for year in sorted(known)[::-1]
    ]


def closed_findings(facts: Facts) -> dict[int, dict[str, int]]:
    """For each year how often each finding stands in complaints that were closed in it."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for charge in facts.charges:
        closed = facts.cases[charge.case].closed
        if closed and charge.finding:
            found[closed.year][charge.finding] += 1
    return defaultdict(dict, {year: dict(sorted(counter.items())) for year, counter in found.items()})


def _stood(days: tuple[Days, Days, Days], last: date, few: int) -> dict[str, Any]:
    """The estimate as of a day; `days`: received, closed (NEVER: open), as of; ordinals, each of shape (n,)."""
    end = last.toordinal()
    received, closed, as_of = (each[days[0] <= end] for each in days)
    over = closed <= end
    return times.estimated(np.where(over, closed, np.minimum(as_of, end)) - received, over, few)
