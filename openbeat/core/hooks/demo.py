"""The example town: each app offers a maker of example things, made through its own services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from openbeat.kit.refs import Ref

SEED = 1996  # the year of the first Progress Chart: every building of the town gives the same one
DAYS = 540  # eighteen months


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a task that another app's maker put on the chart: the chart's maker makes it so.

    Moments after the town's now are left out. `then()` is called after the task was completed: confirm it, or not.
    """

    started_at: datetime
    done_at: datetime
    words: str  # what was done
    language: str
    slip: tuple[datetime, date, str] | None = None  # when the date was changed, to which day, and why
    problem: str = ""  # what was encountered
    then: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """What a maker gets: the people, the areas, a fixed chance, and a clock that ends now."""

    now: datetime
    size: str  # small or town; a city is a town that is copied afterwards
    cast: Any
    areas: tuple[Any, ...]  # the beats, by number
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311  a story, not a secret
    days: int = DAYS
    plans: dict[Ref, Plan] = field(default_factory=dict)  # by task

    def at(self, days_ago: float, hour: float = 12) -> datetime:
        """The moment so many days ago, at this hour of UTC; never after now."""
        day = (self.now - timedelta(days=days_ago)).replace(hour=0, minute=0, second=0, microsecond=0)
        return min(day + timedelta(hours=hour), self.now)


_OFFERED: dict[str, tuple[int, Callable[[Town], None]]] = {}
_STORIES: set[str] = set()


def offer(name: str, order: int, maker: Callable[[Town], None]) -> None:
    """Offer a maker; it is called with the town while it is built, in the order given."""
    _OFFERED[name] = (order, maker)


def makers() -> list[tuple[str, Callable[[Town], None]]]:
    """The makers, in order."""
    return [(name, maker) for name, (_order, maker) in sorted(_OFFERED.items(), key=lambda item: item[1][0])]


def multiply(*labels: str) -> None:
    """Say which things (by model label, in lower case) a large city has many more of, with all that hangs on them."""
    _STORIES.update(labels)


def stories() -> frozenset[str]:
    """What a large city has many more of in each area."""
    return frozenset(_STORIES)
