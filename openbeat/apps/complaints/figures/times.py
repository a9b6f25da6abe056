"""Time to close and to each stage, overall and by kind, and how old the open complaints are. Units: whole days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.figures import survival
from openbeat.apps.complaints.figures.facts import HERE, Case, State

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from openbeat.apps.complaints.figures.facts import Facts
    from openbeat.apps.complaints.figures.survival import Days

AGES = ((0, 30), (31, 90), (91, 180), (181, 365), (366, None))


def to_close(facts: Facts, few: int) -> dict[str, Any]:
    """Days until a complaint is closed, of all and of those with an allegation of each kind (a complaint with several
    kinds counts once in each).
    """
    kinds = kinds_of(facts)
    by_kind = {kind: told([facts.cases[place] for place in places], few) for kind, places in kinds.items()}
    return {"overall": told(facts.cases, few), "by_kind": _most_first(by_kind)}


def kinds_of(facts: Facts) -> dict[str, list[int]]:
    """For each kind of allegation, the places of the complaints in which it is alleged."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for charge in facts.charges:
        found[charge.kind][charge.case] = None
    return {kind: list(places) for kind, places in found.items()}


def told(cases: Sequence[Case], few: int) -> dict[str, Any]:
    """The estimate for these complaints as plain data; what has no dates is counted as left out."""
    timed = [case for case in cases if case.is_timed]
    made = estimated([case.days for case in timed], [case.closed is not None for case in timed], few)
    return {**made, "left_out": len(cases) - len(timed)}


def estimated(days: Sequence[int] | Days, closed: Sequence[bool] | NDArray[np.bool_], few: int) -> dict[str, Any]:
    """The estimate for these durations (whole days), each closed or still open, as plain data."""
    return _plain(survival.estimate(days, closed, few))


def _plain(made: survival.Estimate) -> dict[str, Any]:
    return {
        "n": made.n,
        "events": made.events,
        "censored": made.censored,
        "median": made.half.days,
        "median_interval": [made.half.low, made.half.high],
        "percentile_90": made.nine_in_ten.days,
        "percentile_90_interval": [made.nine_in_ten.low, made.nine_in_ten.high],
        "too_few": made.few,
        "durations": list(made.durations),
    }


def _most_first(groups: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    ordered = sorted(groups.items(), key=lambda pair: (-pair[1]["n"], pair[0]))
    return [{"kind": kind, **group} for kind, group in ordered]


def to_stages(cases: Iterable[Case], stages: Iterable[str], few: int) -> list[dict[str, Any]]:
    """Days from the day a complaint came to each stage. What never reached it counts as longer than it was open, also
    where it came to no stage at all; of what another system held nobody knows the stages.
    """
    known = [case for case in cases if case.source == HERE]
    return [{"stage": stage, **_to_stage(known, stage, few)} for stage in stages] if known else []


def _to_stage(cases: Sequence[Case], stage: str, few: int) -> dict[str, Any]:
    days, reached = [], []
    for case in cases:
        day = dict(case.reached).get(stage)
        days.append((day - case.received).days if day else case.days)
        reached.append(day is not None)
    return estimated(days, reached, few)


def open_by_age(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """How many open complaints are so many days old, as of their day."""
    ages = [case.days for case in cases if case.state is State.OPEN]
    return [
        {"from": low, "to": high, "count": sum(low <= age and (high is None or age <= high) for age in ages)}
        for low, high in AGES
    ]


def by_year(cases: Iterable[Case]) -> list[dict[str, int]]:
    """How many complaints came, and how many were closed, in each calendar year; the newest first."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        found[case.received.year][0] += 1
        if case.closed:
            found[case.closed.year][1] += 1
    return [{"year": year, "received": came, "closed": went} for year, (came, went) in sorted(found.items())[::-1]]


def counts(facts: Facts) -> dict[str, int]:
    """How many came, are open, are closed, are closed without a day, and of how many nobody knows."""
    states = [case.state for case in facts.cases]
    return {
        "received": len(facts.cases),
        "open": states.count(State.OPEN),
        "closed": states.count(State.CLOSED),
        "closed_without_date": sum(case.state is State.CLOSED and case.closed is None for case in facts.cases),
        "not_said": states.count(State.UNKNOWN),
        "allegations": len(facts.charges),
        "allegations_ended": sum(bool(charge.finding) for charge in facts.charges),
    }
