"""Meetings that get in each other's way: one room for two at a time, or one officer expected in two places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOM: Final = "room"
OFFICER: Final = "officer"


@dataclass(frozen=True, slots=True)
class Engagement:
    """What one meeting takes up: a span of time, a room ("" is none), and officers."""

    key: str
    starts: datetime
    ends: datetime
    room: str = ""
    officers: frozenset[int] = frozenset()


class Clash(NamedTuple):
    """Two meetings, the earlier one first, and what both need."""

    first: str
    second: str
    why: str


def room_of(place: str, address: str) -> str:
    """A room, however its name is spaced and whatever letters are large."""
    return " ".join(f"{place} {address}".casefold().split())


def clashes(engagements: Iterable[Engagement]) -> list[Clash]:
    """All pairs that overlap and need the same; one that ends when the other begins does not overlap."""
    found: list[Clash] = []
    running: list[Engagement] = []
    for one in sorted(engagements, key=lambda each: (each.starts, each.key)):
        running = [other for other in running if other.ends > one.starts]
        for other in running:
            if one.room and one.room == other.room:
                found.append(Clash(other.key, one.key, ROOM))
            if one.officers & other.officers:
                found.append(Clash(other.key, one.key, OFFICER))
        running.append(one)
    return found
