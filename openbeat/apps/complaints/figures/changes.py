"""What was published once and is another number now: counts of years that were over, held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A published number that moved although its year was over; None: it was not there, or is no more."""

    measure: str
    year: int
    was: int | None
    now: int | None


def corrected(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """The differences between two snapshots in years that were over when the older one was made.

    What is open moves by itself and is no correction. A source that was not there before brings its years with it: its
    numbers are new, and so each change is told too.
    """
    if not before.get("as_of"):
        return []
    end = int(str(before["as_of"])[:4])
    old, new = _by_year(before, end), _by_year(now, end)
    both = sorted({*old, *new}, key=lambda key: (-key[1], key[0]))
    return [Change(*key, old.get(key), new.get(key)) for key in both if old.get(key) != new.get(key)]


def _by_year(data: Mapping[str, Any], end: int) -> dict[tuple[str, int], int]:
    lines = [line for line in data.get("by_year", ()) if line["year"] < end]
    return {(measure, line["year"]): line[measure] for line in lines for measure in ("received", "closed")}
