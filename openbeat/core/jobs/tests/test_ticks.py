"""What the worker does again and again: in a thread of its own, through every fault, until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import OperationalError, connections

from openbeat.core.jobs import registry, ticks
from openbeat.core.jobs.ticks import NeedsAPerson, Tick, Ticking


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing else ticks; nobody hangs up the test's connection."""
    monkeypatch.setattr(ticks, "_TICKS", {})
    monkeypatch.setattr(registry, "_PERIODS", {})
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(ticks, "close_old_connections", lambda: None)
    return []


def of(run: Callable[[], object], seconds: float = 1.0) -> Ticking:
    return Ticking(Tick("test.tick", seconds, run), lambda: False)


def test_it_runs_again_and_again_until_it_is_told_to_stop(alone: list[str]) -> None:
    enough, runs = threading.Event(), list[int]()

    def run() -> None:
        runs.append(1)
        if len(runs) == 3:
            enough.set()

    each = Ticking(Tick("test.tick", 0.001, run), enough.is_set)
    each.start()
    each.join()

    assert len(runs) == 3


def test_a_fault_is_logged_without_its_words_and_the_pause_grows_to_a_minute(
    alone: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def run() -> None:
        raise ValueError("what a person wrote")

    each = of(run)
    pauses = []
    with caplog.at_level(logging.WARNING, logger="openbeat.jobs"):
        for _step in range(8):
            each.once()
            pauses.append(each._pause)

    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    assert caplog.messages[0] == "test.tick failed (ValueError); again in 2 s"


def test_what_a_person_must_put_right_is_said_in_full(alone: list[str], caplog: pytest.LogCaptureFixture) -> None:
    def run() -> None:
        raise NeedsAPerson("The key is gone.")

    with caplog.at_level(logging.WARNING, logger="openbeat.jobs"):
        of(run).once()

    assert caplog.messages == ["test.tick failed (The key is gone.); again in 2 s"]


def test_after_a_lost_database_it_goes_on_as_before(alone: list[str]) -> None:
    left = [OperationalError("gone"), None, None]

    def run() -> None:
        if problem := left.pop(0):
            raise problem
        alone.append("done")

    each = of(run)
    for _step in range(3):
        each.once()

    assert (alone, each._pause) == (["done", "done"], 1.0)


@pytest.mark.django_db
def test_a_worker_that_works_once_does_each_of_them_once(alone: list[str]) -> None:
    ticks.tick("test.one", seconds=1)(lambda: alone.append("one"))
    ticks.tick("test.two", seconds=1)(lambda: alone.append("two"))

    call_command("worker", once=True, verbosity=0)

    assert alone == ["one", "two"]
