"""What can be asked for later: each app's tasks.py says a name and the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TRIES = 10  # with the delays of services.delay() the last try is some 15 hours after the first
TRIES_OF_FREQUENT = 3  # what runs every few minutes is tried again by its next slot
FREQUENT = timedelta(hours=1)


class UnknownJob(LookupError):
    """No installed app registered this name."""


class NameTaken(ValueError):
    """Two functions claim the same name."""


@dataclass(frozen=True, slots=True)
class Job:
    """A name and what it does; it may run twice when a worker dies, so it calls a service that bears that."""

    name: str
    run: Callable[..., object]
    tries: int = TRIES


_JOBS: dict[str, Job] = {}
_PERIODS: dict[str, timedelta] = {}


def task[F: Callable[..., object]](name: str, *, tries: int = TRIES) -> Callable[[F], F]:
    """Register the function that does what `later(name, ...)` asks for; raises NameTaken."""

    def register(function: F) -> F:
        known = _JOBS.get(name)
        if known and _path(known.run) != _path(function):
            raise NameTaken(f"{name} is {_path(known.run)} already")
        _JOBS[name] = Job(name, function, tries)
        return function

    return register


def every[F: Callable[..., object]](*, minutes: int, tries: int = 0) -> Callable[[str], Callable[[F], F]]:
    """Register a function without arguments that runs once in each slot of so many minutes.

    Slots are counted from 1970 in UTC. While the last run still waits or works, a slot is passed over.
    """
    period = timedelta(minutes=minutes)
    tries = tries or (TRIES_OF_FREQUENT if period < FREQUENT else TRIES)

    def name_it(name: str) -> Callable[[F], F]:
        _PERIODS[name] = period
        return task(name, tries=tries)

    return name_it


def find(name: str) -> Job:
    """The job of this name; raises UnknownJob."""
    try:
        return _JOBS[name]
    except KeyError:
        raise UnknownJob(f"no installed app does {name!r}") from None


def slots(at: datetime) -> dict[str, datetime]:
    """The slot in which each regular job stands at this moment."""
    return {name: _slot(period, at) for name, period in sorted(_PERIODS.items())}


def _slot(period: timedelta, at: datetime) -> datetime:
    seconds = int(period.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def _path(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{getattr(function, '__qualname__', function)}"
