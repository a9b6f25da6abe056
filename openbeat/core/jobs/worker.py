"""The worker: does what was asked for, a few jobs side by side, and lives through whatever happens to the database."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Self
from uuid import UUID, uuid4

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connections, reset_queries
from django.utils import timezone

from openbeat.core.jobs import queries, services
from openbeat.core.jobs.ticks import Ticking, all_ticks
from openbeat.kit.clock import now

logger = logging.getLogger("openbeat.jobs")

LOST_DATABASE = (OperationalError, InterfaceError)
BEAT = 5.0  # seconds between two signs of life
ROUND = 15.0  # seconds between two looks for dead workers and regular work
LONGEST_PAUSE = 15.0
PARTING_TRIES = 3  # when somebody said stop, the database is asked so often and no more


class Pulse:
    """Says every few seconds that this worker lives, in a thread of its own: a long job is not a dead worker."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def __enter__(self) -> Self:
        self._beat()
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._end.set()
        self._thread.join(timeout=BEAT)

    def _run(self) -> None:
        while not self._end.wait(BEAT):
            self._beat()
        connections.close_all()

    def _beat(self) -> None:
        try:
            services.beat(self.name, os.getpid(), timezone.now())
        except DatabaseError:
            connections.close_all()  # the next beat opens a fresh one


class Runner:
    """A worker process: takes jobs until somebody stops it.

    Each lane has one job in hand, so that a mail server that takes its time holds nothing up but its own letter. What
    is done every second or two has a thread of its own beside them.
    """

    def __init__(self, *, poll: float = 1.0, lanes: int = 1) -> None:
        self.name = uuid4().hex
        self.poll = poll
        self.stopping = False
        self._next_round = 0.0
        self._in_hand: set[UUID] = set()
        self._taking = threading.Lock()
        self._lanes = [threading.Thread(target=self._lane, name=f"lane {n}", daemon=True) for n in range(1, lanes)]

    def run(self) -> None:
        """Work until a signal says stop; the jobs in hand are finished first."""
        self._obey_signals()
        logger.info("worker %s begins", self.name)
        with Pulse(self.name):
            beside: list[threading.Thread | Ticking] = [
                *self._lanes,
                *(Ticking(each, lambda: self.stopping) for each in all_ticks()),
            ]
            for thread in beside:
                thread.start()
            self._go_on(self.step)
            for thread in beside:
                thread.join()
        self._insist(lambda: services.leave(self.name), give_up=True)
        logger.info("worker %s ends", self.name)

    def _lane(self) -> None:
        self._go_on(self.take)
        connections.close_all()

    def _go_on(self, act: Callable[[], bool]) -> None:
        while not self.stopping:
            close_old_connections()
            if not self._insist(act, give_up=False):
                self._rest(self.poll)

    def step(self) -> bool:
        """Do one job if one is due; look after dead workers and regular work from time to time."""
        if time.monotonic() >= self._next_round:
            self.look_around()
            self._next_round = time.monotonic() + ROUND
        return self.take()

    def take(self) -> bool:
        """Do one job if one is due."""
        with self._taking:
            row = services.claim(self.name, now())
            if row is None:
                return False
            self._in_hand.add(row.pk)
        problem = services.attempt(row)
        if isinstance(problem, LOST_DATABASE):
            connections.close_all()
        self._insist(lambda: services.settle(row, problem, now()), give_up=False)
        self._in_hand.discard(row.pk)
        reset_queries()
        return True

    def look_around(self) -> None:
        """Take back what dead workers held, and ask for regular work that is due.

        What this worker has taken and no lane has in hand was never settled.
        """
        wall = timezone.now()
        others = {worker.pk for worker in queries.alive(wall)} - {self.name}
        with self._taking:
            if count := services.reap(now(), others, self._in_hand):
                logger.warning("took back %s jobs of dead workers", count)
        services.bury(wall, others | {self.name})
        services.ask_regular(now())

    def _insist[T](self, act: Callable[[], T], *, give_up: bool) -> T | None:
        """Do it again until the database answers; when stopping, a few times only."""
        pause, tries = 0.5, 0
        while True:
            try:
                return act()
            except LOST_DATABASE as problem:
                tries += 1
                logger.warning("the database does not answer (%s); trying again", type(problem).__name__)
                connections.close_all()
                if (self.stopping or give_up) and tries >= PARTING_TRIES:
                    return None
                self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _rest(self, seconds: float) -> None:
        """Sleep in small pieces: a signal ends it. (Event.set() in a signal handler can deadlock.)"""
        end = time.monotonic() + seconds
        while not self.stopping and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.2))

    def _obey_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self.stopping:  # the second time: at once; another worker takes the job back
            raise SystemExit(128 + number)
        self.stopping = True
