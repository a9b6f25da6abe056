"""Events for the calendar feeds and for "what happens next", offered by apps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a place and a time; `uid` stays the same while its facts change."""

    uid: str
    title: str
    language: str
    starts: datetime
    ends: datetime
    url: str
    place: str = ""
    text: str = ""
    area: Any = None
    kind: str = ""  # a word of the app that offers it, by which a calendar can be asked for
    cancelled: bool = False
    sequence: int = 0
    changed_at: datetime | None = None


type Source = Callable[[Actor, Any, datetime, datetime], Iterable[Event]]  # actor, area or None, since, until
type Soonest = Callable[[Actor, datetime, datetime, int], Iterable[Event]]  # actor, since, until, how many

_OFFERED: dict[str, Source] = {}
_SOONEST: dict[str, Soonest] = {}


def offer(name: str, source: Source, soonest: Soonest) -> None:
    """Offer a source of events; `soonest` gives the first few that take place, without looking for all of a city."""
    _OFFERED[name], _SOONEST[name] = source, soonest


def events(actor: Actor, area: Any, since: datetime, until: datetime) -> list[Event]:
    """All events between two moments that this actor may see, in order."""
    found = [event for source in _OFFERED.values() for event in source(actor, area, since, until)]
    return sorted(found, key=lambda event: (event.starts, event.uid))


def soonest(actor: Actor, since: datetime, until: datetime, most: int) -> list[Event]:
    """The first events anywhere between two moments that take place and that this actor may see: at most so many."""
    found = [event for source in _SOONEST.values() for event in source(actor, since, until, most)]
    return sorted(found, key=lambda event: (event.starts, event.uid))[:most]
