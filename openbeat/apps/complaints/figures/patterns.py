"""Patterns by unit, place and kind: how often a year, with an exact interval, and how much of it was sustained."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.figures import intervals, shares
from openbeat.apps.complaints.figures.facts import Case, Charge

if TYPE_CHECKING:
    from openbeat.apps.complaints.figures.facts import Facts, Rule

DAYS = 365.25  # in a year
PEOPLE = 1000  # residents that a rate of an area is told for
OFFICERS = 100  # that a rate of a unit is told for

type Line = dict[str, Any]
NOTHING = dict.fromkeys(("count", "a_year", "per_hundred", "officers", "ended", "sustained"))


def observed(cases: Sequence[Case]) -> float:
    """Years between the first complaint and the as-of day, at least one day."""
    if not cases:
        return 0.0
    return max((max(case.as_of for case in cases) - min(case.received for case in cases)).days, 1) / DAYS


def patterns(facts: Facts, rule: Rule) -> dict[str, Any]:
    """Allegations a year by unit and kind, complaints a year by place, each with Garwood's interval. Where it is known
    how many people live in a place, also for each 1,000 of them; how many officers a unit has, for each 100.
    """
    years = observed(facts.cases)
    return {
        "years": round(years, 3),
        "unit": units(facts, rule, years) if rule.units else [],
        "kind": _by(facts.charges, lambda charge: charge.kind, years),
        "place": places(facts.cases if rule.areas else (), dict(facts.residents), years),
    }


def units(facts: Facts, rule: Rule, years: float) -> list[Line]:
    """Allegations of each unit; a unit of few officers is left out, since its line would describe these few."""
    sizes, gone = dict(facts.sizes), facts.left_out
    gone = left_out(facts, rule.people) if gone is None else gone
    found = _by(facts.charges, lambda charge: charge.unit, years)
    shown = [_sized(line, sizes.get(line["name"]), years) for line in found if line["name"] not in gone]
    some = len(shown) < len(found)
    return [*shown, *({"name": name, **NOTHING} for name in gone if some)]


def _sized(line: Line, officers: int | None, years: float) -> Line:
    per = rate(line["count"], years * officers, OFFICERS) if officers else None
    return {**line, "officers": officers, "per_hundred": per}


def left_out(facts: Facts, threshold: int) -> tuple[str, ...]:
    """Units that are known to have fewer officers than the threshold, and then those with the fewest allegations, until
    nobody who knows the total can work one out; by name.
    """
    counts, sizes = Counter(charge.unit for charge in facts.charges if charge.unit), dict(facts.sizes)
    hidden = {unit for unit in counts if sizes.get(unit, threshold) < threshold}
    spare = sorted((count, unit) for unit, count in counts.items() if unit not in hidden)
    while hidden and spare and not _is_safe(hidden, counts, sizes, threshold):
        hidden.add(spare.pop(0)[1])
    return tuple(sorted(hidden))


def _is_safe(hidden: set[str], counts: Mapping[str, int], sizes: Mapping[str, int], threshold: int) -> bool:
    """Whether the allegations of these could be shared out in another way, and they are of enough officers together."""
    people = sum(sizes.get(unit, threshold) for unit in hidden)
    return len(hidden) > 1 and sum(counts[unit] for unit in hidden) > len(hidden) and people >= threshold


def _by(charges: Sequence[Charge], name: Callable[[Charge], str], years: float) -> list[dict[str, Any]]:
    groups: dict[str, list[Charge]] = defaultdict(list)
    for charge in charges:
        if key := name(charge):
            groups[key].append(charge)
    return [_line(key, group, years) for key, group in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))]


def _line(name: str, charges: Sequence[Charge], years: float) -> dict[str, Any]:
    over = [charge for charge in charges if charge.finding]
    sustained = sum(charge.finding == shares.SUSTAINED for charge in over)
    share = shares.plain(intervals.share(sustained, len(over)))
    return {
        "name": name,
        "count": len(charges),
        "a_year": rate(len(charges), years),
        "ended": len(over),
        "sustained": {"count": sustained, **share},
    }


def places(cases: Sequence[Case], residents: Mapping[str, int], years: float) -> list[dict[str, Any]]:
    """Complaints of each place, a year and for each 1,000 residents and year."""
    found = Counter(case.area for case in cases if case.area)
    return [
        {
            "name": name,
            "count": count,
            "a_year": rate(count, years),
            "per_thousand": rate(count, years * residents[name], PEOPLE) if residents.get(name) else None,
        }
        for name, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def rate(count: int, exposure: float, per: float = 1.0) -> dict[str, float] | None:
    """A rate and its interval as plain data; None where there is no exposure."""
    found = intervals.rate(count, exposure, per)
    if found is None:
        return None
    return {"value": round(found.value, 4), "low": round(found.low, 4), "high": round(found.high, 4)}
