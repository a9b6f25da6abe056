"""What the worker does again and again, every second or two: too often to be asked for as a job."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, connections, reset_queries

logger = logging.getLogger("openbeat.jobs")

LONGEST_PAUSE = 60.0
SLICE = 0.2  # seconds between two looks whether to stop


class NeedsAPerson(Exception):
    """Raised by a tick for what a person must put right; its text says what, and may be logged."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A name, so many seconds between two runs, and what is done; it bears to be done by several workers at once."""

    name: str
    seconds: float
    run: Callable[[], object]


_TICKS: dict[str, Tick] = {}


def tick[F: Callable[[], object]](name: str, *, seconds: float) -> Callable[[F], F]:
    """Register a function that runs every so many seconds in a worker."""

    def register(function: F) -> F:
        _TICKS[name] = Tick(name, seconds, function)
        return function

    return register


def all_ticks() -> list[Tick]:
    """Those of all installed apps."""
    return [_TICKS[name] for name in sorted(_TICKS)]


def run_all() -> None:
    """Do each of them once, here and now; what goes wrong comes through."""
    for each in all_ticks():
        each.run()


class Ticking:
    """Runs one tick in a thread of its own until told to stop.

    A fault is logged and tried again, after a pause that grows to a minute; a database that is away is waited for.
    """

    def __init__(self, each: Tick, stopping: Callable[[], bool]) -> None:
        self.tick, self.stopping = each, stopping
        self._pause = each.seconds
        self._thread = threading.Thread(target=self._run, name=f"tick {each.name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def join(self) -> None:
        """Wait until the run in hand is done."""
        self._thread.join()

    def once(self) -> None:
        """One run, and how long to pause after it."""
        close_old_connections()
        try:
            self.tick.run()
        except Exception as problem:  # noqa: BLE001  whatever goes wrong in it, the thread lives and says so
            self._failed(problem)
        else:
            self._pause = self.tick.seconds
        reset_queries()

    def _failed(self, problem: Exception) -> None:
        self._pause = min(max(self._pause, 0.5) * 2, LONGEST_PAUSE)
        what = str(problem) if isinstance(problem, NeedsAPerson) else type(problem).__name__
        logger.warning("%s failed (%s); again in %.0f s", self.tick.name, what, self._pause)
        if isinstance(problem, DatabaseError):
            connections.close_all()

    def _run(self) -> None:
        while not self.stopping():
            self.once()
            self._rest()
        connections.close_all()

    def _rest(self) -> None:
        end = time.monotonic() + self._pause
        while not self.stopping() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, SLICE))
