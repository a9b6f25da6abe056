"""Small cells: nobody can work out a count of few people from what is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from openbeat.apps.complaints.figures.suppression import is_hidden, suppressed


def test_a_count_below_the_threshold_goes_and_a_second_one_with_it() -> None:
    assert suppressed({"a": 40, "b": 3, "c": 9}) == {"a": 40, "b": None, "c": None}


def test_where_nothing_is_small_all_is_shown_and_nobody_is_nobody() -> None:
    assert suppressed({"a": 40, "b": 5, "c": 0}) == {"a": 40, "b": 5, "c": 0}
    assert not is_hidden(suppressed({"a": 40, "b": 5}))


def test_two_small_ones_that_could_be_told_from_their_sum_take_a_third() -> None:
    assert suppressed({"a": 40, "b": 1, "c": 1, "d": 12}) == {"a": 40, "b": None, "c": None, "d": None}


def test_the_threshold_is_the_departments() -> None:
    assert suppressed({"a": 40, "b": 9, "c": 12}, 10) == {"a": 40, "b": None, "c": None}
    assert suppressed({"a": 40, "b": 9, "c": 12}, 3) == {"a": 40, "b": 9, "c": 12}


def test_one_alone_is_left_out_whole() -> None:
    assert suppressed({"a": 2}) == {"a": None}
    assert suppressed({"a": 2, "b": 0}) == {"a": None, "b": None}
    assert suppressed({}) == {}


def tables(width: int, most: int) -> Iterator[tuple[int, ...]]:
    return product(range(most + 1), repeat=width)


@pytest.mark.parametrize(("width", "most"), [(2, 12), (3, 9), (4, 7), (5, 4)])
def test_whoever_knows_the_total_and_this_program_finds_at_least_two_answers_for_each_cell(
    width: int, most: int
) -> None:
    shown: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
    for cells in tables(width, most):
        shown[(sum(cells), *suppressed(dict(enumerate(cells)), 4).values())].append(cells)

    for (_total, *told), could_be in shown.items():
        # Where a table is left out whole its total is all that is known, and that is never left out.
        if any(cell is not None for cell in told):
            for place, cell in enumerate(told):
                if cell is None:
                    assert len({cells[place] for cells in could_be}) > 1, (told, could_be)
