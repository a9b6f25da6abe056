"""A port: any app may let somebody raise a concern with words that stand there; the concerns app provides it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbeat.kit.actors import Actor
from openbeat.kit.refs import Ref


@dataclass(frozen=True, slots=True)
class Matter:
    """What is raised: the words, their language, and in which area."""

    words: str
    language: str
    area: Any


_PROVIDED: list[Callable[..., Ref]] = []


class NotProvided(Exception):
    """Raised when no installed app takes concerns."""


def provide(raise_it: Callable[..., Ref]) -> None:
    """Say who takes concerns: `raise_it(matter, by=…, at=…)` gives the Ref of the concern."""
    _PROVIDED[:] = [raise_it]


def provided() -> bool:
    """Whether a button can be offered at all."""
    return bool(_PROVIDED)


def put(matter: Matter, *, by: Actor, at: datetime) -> Ref:
    """Raise it, in the caller's transaction: its owner and its clock are those of any concern. Raises NotProvided."""
    if not _PROVIDED:
        raise NotProvided
    return _PROVIDED[0](matter, by=by, at=at)
