"""Counts that the department publishes out of the public log: an app declares them, `openbeat audit` recounts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import StrEnum

    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Count:
    """So many acts of this sort on things of this kind, by the year (UTC) in which they were done."""

    name: str
    label: StrPromise | str
    kind: str
    acts: tuple[str, ...]


_OFFERED: dict[str, Count] = {}


def offer(name: str, label: StrPromise | str, kind: str, acts: Iterable[StrEnum]) -> None:
    """Declare a count of accountable acts; a second one of the same name replaces the first."""
    _OFFERED[name] = Count(name, label, kind, tuple(act.value for act in acts))


def offered() -> list[Count]:
    """Every count, by name."""
    return sorted(_OFFERED.values(), key=lambda count: count.name)


def of(name: str) -> Count | None:
    """The count of this name, if its app is installed."""
    return _OFFERED.get(name)
