"""The digest of a month: each app offers what its records say of an area, as a visitor may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Span:
    """An area and a month: from `since` to before `until`, both moments of the department; and when it is asked."""

    area: Any
    since: datetime
    until: datetime
    at: datetime

    @property
    def ahead(self) -> datetime:
        """From when on something is still to come: today, for a digest of the last month; else when its month ended."""
        return min(max(self.at, self.since), self.until + AHEAD) if self.at > self.until else max(self.at, self.since)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the month: its title in its own language; `note` is ours, `text` is what a person wrote about it."""

    title: str
    language: str
    url: str
    note: Any = ""
    text: str = ""
    text_language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one app says: a heading, whole sentences with their figures in words, and the things themselves."""

    heading: Any
    sentences: tuple[str, ...]
    items: tuple[Item, ...] = ()


type Source = Callable[[Span], Part | None]  # in the language that is active

_OFFERED: dict[str, tuple[int, Source]] = {}


def offer(name: str, order: int, source: Source) -> None:
    """Offer a part of the digest, at this place."""
    _OFFERED[name] = (order, source)


def parts(span: Span) -> list[Part]:
    """The parts that say anything, in order."""
    sources = sorted(_OFFERED.items(), key=lambda item: (item[1][0], item[0]))
    found = (source(span) for _name, (_order, source) in sources)
    return [part for part in found if part and (part.sentences or part.items)]
