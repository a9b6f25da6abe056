"""One true story for the front page: said, owned, slipped and why, done, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A station of the story: what happened in a few words, when, and what a person wrote about it."""

    label: Any
    at: datetime | None
    words: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A matter that went all the way round the loop, as a visitor may read it."""

    title: str
    language: str
    url: str
    area: str
    steps: tuple[Step, ...]


_PROVIDED: list[Callable[[], Story | None]] = []


def provide(newest: Callable[[], Story | None]) -> None:
    """Say who tells the story."""
    _PROVIDED[:] = [newest]


def newest() -> Story | None:
    """The newest story, if there is one."""
    return _PROVIDED[0]() if _PROVIDED else None
