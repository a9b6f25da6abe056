"""By which way a person is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.core.notices.lifecycle import Channel
from openbeat.core.people.models import Way

if TYPE_CHECKING:
    from datetime import time

CHANNEL_OF: dict[str, Channel] = {
    Way.Kind.EMAIL: Channel.EMAIL,
    Way.Kind.TELEPHONE: Channel.TELEPHONE,
    Way.Kind.POST: Channel.LETTER,
    Way.Kind.OTHER: Channel.OTHER,
}


@dataclass(frozen=True, slots=True)
class Reach:
    """A way that was chosen, as the message keeps it."""

    channel: Channel
    address: str
    way: Way
    neutral: bool

    @property
    def hours(self) -> tuple[time | None, time | None]:
        """When it may be used."""
        return self.way.safe_from, self.way.safe_until


def choose(ways: Iterable[Way], *, by_voice: bool, tried: Collection[str] = ()) -> Reach | None:
    """The best way that was not tried: a safe one before the preferred one, and by voice for whoever does not read.

    A way with neutral words is one that somebody in danger made safe, so it goes first. An e-mail address counts once
    it was confirmed. What was stopped is never used.
    """
    usable = [way for way in ways if _usable(way) and way.value not in tried]
    if not usable:
        return None
    best = min(usable, key=lambda way: (not way.neutral, by_voice and not _spoken(way), not way.preferred, way.pk))
    return Reach(CHANNEL_OF[best.kind], best.value, best, best.neutral)


def _usable(way: Way) -> bool:
    return way.stopped_at is None and (way.confirmed_at is not None or way.kind != Way.Kind.EMAIL)


def _spoken(way: Way) -> bool:
    return way.kind == Way.Kind.TELEPHONE
