"""What happened lately, offered by apps: for feeds and for the front page. Always as a visitor sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class News:
    """Something a visitor may read: a title in its own language, a sentence, an address, and when."""

    uid: str
    title: str
    language: str
    text: str
    url: str
    at: datetime
    area: str = ""


type Source = Callable[[Any, int], Iterable[News]]  # area or None, how many at the most

_OFFERED: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Offer a source of news."""
    _OFFERED[name] = source


def latest(area: Any, count: int) -> list[News]:
    """The newest items, newest first."""
    found = [item for source in _OFFERED.values() for item in source(area, count)]
    return sorted(found, key=lambda item: (item.at, item.uid), reverse=True)[:count]
