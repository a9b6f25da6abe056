"""A port: what may count against an officer in an evaluation or a promotion. Whoever decides about conduct says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

type Usable = Callable[[Any], Iterable[Any]]

_OFFERED: list[Usable] = []


def offer(usable: Usable) -> None:
    """`usable(person)` gives what is proven, over, and told to that person; never anything else."""
    _OFFERED.append(usable)


def usable_for_evaluation(person: Any) -> list[Any]:
    """All of it, from every app. Where nothing is offered nothing counts."""
    return [each for usable in _OFFERED for each in usable(person)]
