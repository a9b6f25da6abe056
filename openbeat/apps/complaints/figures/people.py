"""Who complains and who is accused, as counts of groups: only where the profile allows it, small groups left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.figures.suppression import suppressed

if TYPE_CHECKING:
    from openbeat.apps.complaints.figures.facts import Facts, Rule, Told

SEVERAL = "|"  # between two groups of one complaint


def people(facts: Facts, rule: Rule) -> dict[str, Any]:
    """For each side that may be told, and each thing known of people, how many belong to each group.

    A complainant counts once a complaint, an officer once however many allegations there are. A small count is None.
    """
    found: dict[str, Any] = {}
    if rule.complainants:
        found["complainants"] = _tables((case.complainant for case in facts.cases), rule.people)
    if rule.officers:
        officers: dict[str | int, dict[str, str]] = {}
        for place, charge in enumerate(facts.charges):
            officers.setdefault(charge.officer or place, {}).update(charge.officer_told)  # a blank takes nothing away
        found["officers"] = _tables((tuple(told.items()) for told in officers.values()), rule.people)
    return found


def _tables(everybody: Iterable[Told], threshold: int) -> list[dict[str, Any]]:
    found: dict[str, Counter[str]] = {}
    for told in everybody:
        for name, groups in told:
            found.setdefault(name, Counter()).update(group for group in groups.split(SEVERAL) if group)
    return [
        {"about": name, "groups": [{"group": group, "count": count} for group, count in _shown(counter, threshold)]}
        for name, counter in sorted(found.items())
        if counter
    ]


def _shown(counter: Counter[str], threshold: int) -> list[tuple[str, int | None]]:
    """By name, so that the order of what is left out tells nothing."""
    return sorted(suppressed(counter, threshold).items())
