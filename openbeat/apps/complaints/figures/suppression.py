"""Small cells: a published count of people below the threshold is left out, and a second where the first would show.

Only cells that describe a person go through here. Complaints, stages, findings and days are never left out.
Source: Statistical Policy Working Paper 22 (Federal Committee on Statistical Methodology, 2005), chapter 4.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

THRESHOLD = 5


def suppressed[Name: Hashable](cells: Mapping[Name, int], threshold: int = THRESHOLD) -> dict[Name, int | None]:
    """The counts of one table whose total everybody knows, with None for what is left out.

    Every count from 1 to `threshold` - 1 goes, then the smallest ones that are left (all of one size at once, so that
    the order tells nothing), until what is left out is at least two cells, not all alike, of `threshold` people
    together. Where no cell with people in it remains, those with nobody go too.
    """
    hidden = {name for name, count in cells.items() if 0 < count < threshold}
    spare = sorted({cells[name] for name in cells if name not in hidden}, key=lambda count: (count == 0, count))
    while hidden and spare and not _is_safe([cells[name] for name in hidden], threshold):
        size = spare.pop(0)
        hidden |= {name for name, count in cells.items() if count == size}
    return {name: None if name in hidden else count for name, count in cells.items()}


def _is_safe(counts: list[int], threshold: int) -> bool:
    """Whether these counts could be shared out in another way, so that nobody works one out from their sum."""
    return len(set(counts)) > 1 and sum(counts) >= threshold


def is_hidden(cells: Mapping[Hashable, int | None]) -> bool:
    """Whether anything was left out, so that the page says it."""
    return None in cells.values()
