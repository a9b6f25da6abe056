"""The worker in this process: the database goes away, a signal comes, regular work falls due."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connections
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from openbeat.core.jobs import queries, registry, services, worker
from openbeat.core.jobs.models import Worker

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the job of this test did; nothing else is registered, and nobody really sleeps or hangs up."""
    done: list[object] = []
    monkeypatch.setattr(registry, "_JOBS", {})
    monkeypatch.setattr(registry, "_PERIODS", {})
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.Runner, "_rest", lambda _self, _seconds: None)
    registry.task("test.note", tries=2)(done.append)
    return done


def failing_at_first[**P, T](times: int, function: Callable[P, T]) -> Callable[P, T]:
    left = [times]

    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        if left[0]:
            left[0] -= 1
            raise OperationalError("database is locked")
        return function(*args, **kwargs)

    return wrapper


def test_a_step_does_one_job_and_says_whether_there_was_one(done: list[object]) -> None:
    services.later("test.note", 1)
    runner = worker.Runner()

    assert (runner.step(), runner.step()) == (True, False)
    assert done == [1]


def test_regular_work_is_asked_for_by_the_worker(done: list[object]) -> None:
    registry.every(minutes=1)("test.tick")(lambda: done.append("tick"))

    worker.Runner().step()

    assert done == ["tick"]


def test_a_new_worker_takes_back_what_a_dead_one_held(done: list[object]) -> None:
    services.later("test.note", 1)
    services.claim("dead", NOON)

    worker.Runner().look_around()

    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_what_was_done_is_written_down_though_the_database_was_away_for_a_moment(
    done: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "settle", failing_at_first(3, services.settle))
    services.later("test.note", 1)

    worker.Runner().step()

    assert done == [1]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_worker_asks_again_until_the_database_answers(done: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "claim", failing_at_first(7, services.claim))
    services.later("test.note", 1)
    runner = worker.Runner()

    assert runner._insist(runner.step, give_up=False)
    assert done == [1]


def test_a_worker_that_was_told_to_stop_does_not_wait_for_the_database_for_ever(
    done: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def never(*_args: Any) -> None:
        asked.append(1)
        raise OperationalError

    runner = worker.Runner()
    runner.stopping = True

    assert runner._insist(never, give_up=False) is None
    assert len(asked) == worker.PARTING_TRIES


def test_the_first_signal_asks_to_stop_and_the_second_ends_at_once() -> None:
    runner = worker.Runner()

    runner._stop(signal.SIGTERM, None)
    assert runner.stopping
    with pytest.raises(SystemExit):
        runner._stop(signal.SIGTERM, None)


def test_a_sign_of_life_that_fails_does_not_end_the_worker(done: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "beat", failing_at_first(1, services.beat))
    pulse = worker.Pulse("w1")

    pulse._beat()
    assert not Worker.objects.exists()
    pulse._beat()
    assert Worker.objects.filter(pk="w1").exists()


def test_the_command_does_what_is_due_and_lists_what_was_given_up(
    done: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    services.later("test.note", 1)
    registry.task("test.fail", tries=1)(lambda: int("nothing"))
    services.later("test.fail")

    call_command("worker", once=True)
    call_command("worker", failed=True)
    (given_up,) = queries.failed()
    call_command("worker", again=str(given_up.pk))

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2 jobs done"
    assert told[1].endswith("test.fail  builtins.ValueError")
    assert told[2] == "It will be tried again."


@pytest.mark.parametrize("number", ["seven", "00000000-0000-4000-8000-000000000000"])
def test_asking_again_for_what_nobody_gave_up_is_answered_with_a_sentence(number: str) -> None:
    with pytest.raises(CommandError, match="number"):
        call_command("worker", again=number)
