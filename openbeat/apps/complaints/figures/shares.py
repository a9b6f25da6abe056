"""What became of allegations: findings by kind, recommended against decided, discipline, retaliation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from openbeat.apps.complaints.figures import intervals
from openbeat.apps.complaints.figures.facts import Charge

SUSTAINED = "sustained"
STEPS = ("recommended", "decided", "imposed", "final")
DIGITS = 6


def plain(found: intervals.Interval | None) -> dict[str, float | None]:
    """A value and its interval as plain data; nothing where there is nothing to share."""
    if found is None:
        return {"share": None, "low": None, "high": None}
    return {"share": round(found.value, DIGITS), "low": round(found.low, DIGITS), "high": round(found.high, DIGITS)}


def findings(charges: Sequence[Charge]) -> dict[str, Any]:
    """How allegations ended, of all and by kind. `n` are those that have ended, with a finding or without one; a share
    is of these. Findings under different versions of the definitions are counted apart.
    """
    kinds: dict[str, list[Charge]] = defaultdict(list)
    for charge in charges:
        kinds[charge.kind].append(charge)
    ordered = sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {"overall": ended(charges), "by_kind": [{"kind": kind, **ended(group)} for kind, group in ordered]}


def ended(charges: Iterable[Charge]) -> dict[str, Any]:
    """Counts and shares of each finding among these allegations; the most frequent first."""
    found = Counter((charge.finding, charge.version) for charge in charges if charge.finding)
    total = sum(found.values())
    rows = [
        {"finding": finding, "definition_version": version, "count": count, **plain(intervals.share(count, total))}
        for (finding, version), count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return {"n": total, "findings": rows}


def agreement(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What was recommended beside what was decided: how often the same, and each pair; where both are known."""
    whole = Counter(pair for pair in pairs if all(pair))
    total, same = sum(whole.values()), sum(count for (one, other), count in whole.items() if one == other)
    rows = [
        {"recommended": one, "decided": other, "count": count}
        for (one, other), count in sorted(whole.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return {"n": total, "same": same, **plain(intervals.share(same, total)), "pairs": rows}


def recommended(charges: Sequence[Charge], *, measures: bool = True) -> dict[str, Any]:
    """Findings recommended by who investigated, and by the body outside, beside what was decided; measures too."""
    steps = [dict(charge.measures) for charge in charges if measures]
    return {
        "findings": agreement((charge.recommended, charge.finding) for charge in charges),
        "outside": agreement((charge.overseen, charge.finding) for charge in charges),
        "discipline": agreement(
            (step.get("recommended", ""), step.get("final") or step.get("decided", "")) for step in steps
        ),
    }


def discipline(charges: Sequence[Charge]) -> dict[str, Any]:
    """Each measure at each step, and where it stands beside the published matrix."""
    steps: dict[str, Counter[str]] = {step: Counter() for step in STEPS}
    for charge in charges:
        for step, measure in charge.measures:
            if step in steps:
                steps[step][measure] += 1
    names = sorted({name for counter in steps.values() for name in counter})
    beside = Counter(charge.beside for charge in charges if charge.beside)
    total = sum(beside.values())
    return {
        "measures": [{"measure": name, **{step: steps[step][name] for step in STEPS}} for name in names],
        "matrix": [
            {"beside": name, "count": count, **plain(intervals.share(count, total))}
            for name, count in sorted(beside.items())
        ],
    }


def retaliation(charges: Sequence[Charge]) -> dict[str, Any]:
    """How often retaliation was alleged, how many of these have ended, and how many of these were sustained."""
    found = [charge for charge in charges if charge.retaliation]
    over = [charge for charge in found if charge.finding]
    sustained = sum(charge.finding == SUSTAINED for charge in over)
    share = plain(intervals.share(sustained, len(over)))
    return {"alleged": len(found), "ended": len(over), "sustained": sustained, **share}
