"""What was published once and is another number now: numbers of years that were over, held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COUNTS, TIMES, FINDING = ("received", "closed"), ("median", "percentile_90"), "finding:"


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
    numbers are new, and so each change is told too. What was not counted at all then is told as new by nobody.
    """
    if not before.get("as_of"):
        return []
    end = int(str(before["as_of"])[:4])
    old, new = dict(_numbers(before, end)), dict(_numbers(now, end))
    known = {*old, *(key for key in new if key[0] in COUNTS or "year_ends" in before)}
    both = sorted(known, key=lambda key: (-key[1], key[0]))
    return [Change(*key, old.get(key), new.get(key)) for key in both if old.get(key) != new.get(key)]


def _numbers(data: Mapping[str, Any], end: int) -> Iterator[tuple[tuple[str, int], int | None]]:
    """Each number of a year before `end`: what came, was closed, was found, and how long it took by its end."""
    for line in _over(data, "by_year", end):
        yield from (((measure, line["year"]), line[measure]) for measure in COUNTS)
    for line in _over(data, "year_ends", end):
        yield from (((measure, line["year"]), line[measure]) for measure in TIMES)
        yield from (((f"{FINDING}{code}", line["year"]), count) for code, count in line["findings"].items())


def _over(data: Mapping[str, Any], name: str, end: int) -> list[Mapping[str, Any]]:
    return [line for line in data.get(name, ()) if line["year"] < end]
