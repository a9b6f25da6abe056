"""Asking, doing, failing, trying again, giving up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from openbeat.core.jobs import queries, registry, services
from openbeat.core.jobs.models import Slot, Worker

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOON = timedelta(seconds=30)

pytestmark = pytest.mark.django_db


class Work:
    """Jobs of this test: what was done, and how often it shall fail first."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failures = 0
        self.words = "Rosa's street"

    def note(self, *args: object) -> None:
        if self.failures:
            self.failures -= 1
            raise ValueError(self.words)
        self.done.append(args)

    def tick(self) -> None:
        self.note("tick")

    def chain(self, left: int) -> None:
        self.note(left)
        if left:
            services.later("test.chain", left - 1)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    work = Work()
    monkeypatch.setattr(registry, "_JOBS", {})
    monkeypatch.setattr(registry, "_PERIODS", {})
    registry.task("test.note", tries=3)(work.note)
    registry.task("test.chain")(work.chain)
    registry.every(minutes=15)("test.tick")(work.tick)
    return work


def attempt_as(worker: str, at: datetime) -> bool:
    row = services.claim(worker, at)
    if row is not None:
        services.settle(row, services.attempt(row), at)
    return row is not None


def test_what_was_asked_for_is_done_once_with_its_arguments(work: Work) -> None:
    services.later("test.note", 7, "de")

    assert services.run_pending(NOON) == 1
    assert services.run_pending(NOON) == 0
    assert work.done == [(7, "de")]


def test_an_unknown_job_is_refused_when_it_is_asked_for(work: Work) -> None:
    with pytest.raises(registry.UnknownJob):
        services.later("nobody.does_this")

    assert not DBTaskResult.objects.exists()


def test_what_is_rolled_back_is_not_asked_for(work: Work) -> None:
    with transaction.atomic():
        services.later("test.note", 1)
        transaction.set_rollback(True)

    assert services.run_pending(NOON) == 0
    assert work.done == []


def test_a_job_for_later_waits_for_its_time(work: Work) -> None:
    services.later("test.note", 1, at=NOON + SOON)

    assert services.run_pending(NOON) == 0
    assert services.run_pending(NOON + SOON) == 1


def test_what_is_urgent_goes_before_what_waited_longer(work: Work) -> None:
    services.later("test.note", "a digest", at=NOON - SOON)
    services.later("test.note", "a letter")
    services.later("test.note", "a code", urgent=True)
    services.run_pending(NOON)
    assert work.done == [("a code",), ("a digest",), ("a letter",)]


def test_what_a_job_asks_for_is_done_too(work: Work) -> None:
    services.later("test.chain", 2)

    assert services.run_pending(NOON) == 3
    assert work.done == [(2,), (1,), (0,)]


def test_in_a_test_the_exception_of_a_job_comes_through(work: Work) -> None:
    work.failures = 1
    services.later("test.note")

    with pytest.raises(ValueError, match="Rosa"):
        services.run_pending(NOON)


def test_a_failed_job_is_tried_again_after_a_growing_delay(work: Work) -> None:
    work.failures = 1
    services.later("test.note", 1)

    assert attempt_as("w1", NOON)
    assert not attempt_as("w1", NOON + timedelta(seconds=4))
    assert attempt_as("w1", NOON + timedelta(seconds=7))

    assert work.done == [(1,)]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_after_the_last_try_it_is_given_up_visibly_and_a_person_can_ask_again(work: Work) -> None:
    work.failures = 3
    services.later("test.note", 1)
    for hour in range(3):
        assert attempt_as("w1", NOON + timedelta(hours=hour))
    assert not attempt_as("w1", NOON + timedelta(days=9))

    (given_up,) = queries.failed()
    assert given_up.exception_class_path == "builtins.ValueError"
    assert services.again(given_up.pk)
    assert not services.again(given_up.pk)
    assert attempt_as("w1", NOON + timedelta(days=9))
    assert work.done == [(1,)]
    assert not queries.failed().exists()


def test_what_is_written_down_of_a_failure_never_quotes_its_message(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.failures = 3
    services.later("test.note", 1)
    for hour in range(3):
        attempt_as("w1", NOON + timedelta(hours=hour))

    (given_up,) = queries.failed()
    assert "in note" in given_up.traceback
    assert work.words not in given_up.traceback + caplog.text


def test_two_workers_never_take_the_same_job(work: Work) -> None:
    services.later("test.note", 1)

    first, second = services.claim("w1", NOON), services.claim("w2", NOON)

    assert first is not None
    assert second is None


def test_a_worker_that_saw_a_job_before_another_took_it_takes_the_next(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.later("test.note", 1)
    services.later("test.note", 2)
    seen = list(queries.due(NOON))
    services.claim("w1", NOON)
    monkeypatch.setattr(queries, "due", lambda _at: seen)

    row = services.claim("w2", NOON)

    assert row is not None
    assert row.pk == seen[1].pk


def test_what_a_dead_worker_held_is_done_by_another(work: Work) -> None:
    services.later("test.note", 1)
    assert services.claim("dead", NOON)

    assert services.reap(NOON, {"dead"}) == 0
    assert services.reap(NOON, {"w2"}) == 1
    assert attempt_as("w2", NOON + SOON)
    assert work.done == [(1,)]


def test_a_job_that_kills_every_worker_is_given_up(work: Work) -> None:
    services.later("test.note", 1)
    for day in range(3):
        assert services.claim("dead", NOON + timedelta(days=day))
        services.reap(NOON + timedelta(days=day), set())

    (given_up,) = queries.failed()
    assert given_up.exception_class_path == "openbeat.core.jobs.services.WorkerDied"


def test_a_worker_thought_dead_does_not_overwrite_who_took_over(work: Work) -> None:
    services.later("test.note", 1)
    slept = services.claim("slept", NOON)
    services.reap(NOON, set())
    took_over = services.claim("w2", NOON + SOON)
    assert slept is not None
    assert took_over is not None

    services.settle(slept, ValueError(), NOON + SOON)

    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    services.settle(took_over, None, NOON + SOON)
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_the_first_failure_is_tried_again_in_seconds_and_the_last_in_hours() -> None:
    waits = [services.delay(tries, UUID(int=0)).total_seconds() for tries in range(1, 10)]

    assert waits == [5, 20, 80, 320, 1280, 5120, 14400, 14400, 14400]


def test_regular_work_is_asked_for_once_a_slot(work: Work) -> None:
    assert services.ask_regular(NOON) == ["test.tick"]
    assert services.ask_regular(NOON + timedelta(minutes=14)) == []
    services.run_pending(NOON)
    assert services.ask_regular(NOON + timedelta(minutes=15)) == ["test.tick"]
    services.run_pending(NOON + timedelta(minutes=15))

    assert work.done == [("tick",)] * 2


def test_regular_work_does_not_pile_up_while_no_worker_runs(work: Work) -> None:
    for slot in range(5):
        services.ask_regular(NOON + slot * timedelta(minutes=15))

    assert queries.asked("test.tick").count() == 1


def test_a_worker_lives_while_it_beats_and_is_dead_after_silence() -> None:
    services.beat("w1", 1, NOON)
    Worker.objects.update(host="elsewhere")

    assert queries.worker_alive(NOON + timedelta(seconds=29))
    assert not queries.worker_alive(NOON + timedelta(seconds=31))


def test_a_worker_of_this_machine_whose_process_is_gone_is_dead_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    services.beat("w1", 4242, NOON)

    monkeypatch.setattr(queries, "process_runs", lambda pid: pid != 4242)
    assert not queries.worker_alive(NOON)
    monkeypatch.setattr(queries, "process_runs", lambda pid: pid == 4242)
    assert queries.worker_alive(NOON)


def test_a_worker_with_the_process_number_of_a_dead_one_takes_its_place() -> None:
    services.beat("old", 4242, NOON)
    services.beat("new", 4242, NOON + SOON)

    assert [worker.pk for worker in Worker.objects.order_by("pk")] == ["new"]


def test_what_is_done_or_given_up_is_forgotten_in_time(work: Work) -> None:
    services.later("test.note", 1)
    services.ask_regular(NOON)
    services.run_pending(NOON)
    services.later("test.note", 2)

    services.tidy(NOON + timedelta(days=8))

    (waiting,) = DBTaskResult.objects.order_by("pk")
    assert waiting.args_kwargs["args"] == ["test.note", 2]
    assert not Slot.objects.exists()


def test_jobs_that_wait_although_they_are_due_are_counted(work: Work) -> None:
    services.later("test.note", 1, at=NOON)

    assert queries.overdue(NOON) == 0
    assert queries.overdue(NOON + timedelta(minutes=16)) == 1
