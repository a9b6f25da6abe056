"""Small cells: a count of people under five is not shown in public, nor what would let somebody work it out."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 5


def shown(count: int) -> int | None:
    """The count where it may be shown: five or more, or nobody at all; None where it is too small."""
    return count if count == 0 or count >= FEWEST else None


def part(count: int, whole: int) -> int | None:
    """A count within a count that is shown: None where it or what is left over is too small."""
    rest = whole - count
    return count if count >= FEWEST and (rest >= FEWEST or rest == 0) else None


def cells[K](counts: Mapping[K, int], whole: int | None = None) -> list[tuple[K, int]]:
    """The cells that may be shown, the largest first; the others are left out, and no total of them is given.

    Where a whole is shown beside them, the smallest goes too as long as what is left over would be too small.
    """
    found = [(key, count) for key, count in counts.items() if count >= FEWEST]
    found.sort(key=lambda cell: (-cell[1], str(cell[0])))
    while whole is not None and found and 0 < whole - sum(count for _key, count in found) < FEWEST:
        found.pop()
    return found
