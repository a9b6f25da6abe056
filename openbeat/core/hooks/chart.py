"""A port: any app may put a task on the Progress Chart; the progress app provides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task somebody wants on the chart: its words, who is responsible, by when, and where it comes from."""

    title: str
    language: str
    area: Any
    due_on: date
    origin: Ref | None = None
    officer: str = "liaison"  # the role of the officer's post in the area
    contact: str = "block_contact"  # the role of the community's post in the area
    starts_on: date | None = None  # the first day, where it is planned


_PROVIDED: list[Callable[..., Ref]] = []
_TOLD: list[Callable[..., None]] = []


class NotProvided(Exception):
    """Raised when no installed app keeps the chart."""


def provide(put_task: Callable[..., Ref], told: Callable[..., None] | None = None) -> None:
    """Say who keeps the chart: `put_task(wanted, by=…, at=…)` gives the Ref of the task.

    `told(origin, solved=…, at=…)` hears what whoever raised the origin says of the work.
    """
    _PROVIDED[:] = [put_task]
    _TOLD[:] = [told] if told else []


def provided() -> bool:
    """Whether a button to the chart can be offered at all."""
    return bool(_PROVIDED)


def put(wanted: Wanted, *, by: Actor, at: datetime) -> Ref:
    """Put a task on the chart, in the caller's transaction; raises Refused, or NotProvided."""
    if not _PROVIDED:
        raise NotProvided
    return _PROVIDED[0](wanted, by=by, at=at)


def tell(origin: Ref, *, solved: bool, at: datetime) -> None:
    """Say that whoever raised the origin calls it solved, or not: its tasks are confirmed, or open again.

    In the caller's transaction; their words stay where they were said. Without a task of it nothing happens.
    """
    for told in _TOLD:
        told(origin, solved=solved, at=at)
