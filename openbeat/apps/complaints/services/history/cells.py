"""Cells as people fill them in spreadsheets: merged ones, lists in one of them, numbers with a point behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from openbeat.apps.complaints.services.history import words
from openbeat.apps.complaints.services.history.facts import PARTS

EXPLAIN = "no word of ours. Say in the map, under [values], what it means."
NO_NUMBER = (
    "The row has no number of a complaint. Where it belongs to the complaint above it (merged cells), say "
    "fill_down = true in the map."
)


def bare(text: str) -> str:
    """A number as it was before a spreadsheet made it 1234.0."""
    found = text.strip()
    return found[:-2] if found.endswith(".0") and found[:-2].isdigit() else found


def filled(cells: tuple[str, ...], above: tuple[str, ...], which: Collection[int]) -> tuple[str, ...]:
    """A row with what stands in the row above it, in those of these places that are empty."""
    if not above:
        return cells
    return tuple(above[index] if index in which and not cell else cell for index, cell in enumerate(cells))


def parts(
    cells: tuple[str, ...], at: int, dealt: Collection[int], known: Callable[[str], str | None]
) -> list[tuple[str, ...]]:
    """The row once for each word in the cell `at` ("Sustained; Exonerated"), where each of them means something; lists
    of as many in the other cells of `dealt` are dealt out with them. Else the row as it is.
    """
    found = _listed(cells[at])
    if len(found) == 1 or not all(map(known, found)):
        return [cells]
    lists = {index: each for index in dealt if len(each := _listed(cells[index])) == len(found)}
    return [
        tuple(lists[index][place] if index in lists else cell for index, cell in enumerate(cells))
        for place in range(len(found))
    ]


def ending(text: str) -> str | None:
    """What a finding means; None too where a list of several means different things, and not all of them are known."""
    meant = {found for part in PARTS.split(text) if (found := words.finding(part))}
    return None if len(meant) > 1 else words.finding(text)


def _listed(text: str) -> list[str]:
    return PARTS.split(text.strip("|; "))
