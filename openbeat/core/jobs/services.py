"""Ask for work, take it, do it, and settle it: each once, or again after a delay, or visibly given up."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.tasks import TaskResultStatus, task
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from openbeat.core.jobs import queries, registry
from openbeat.core.jobs.models import Slot, Worker
from openbeat.core.jobs.queries import Row
from openbeat.kit.clock import now

logger = logging.getLogger("openbeat.jobs")

FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(hours=4)
KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)
CANDIDATES = 5
A_BATCH = 500
URGENT = 50


class WorkerDied(Exception):
    """The worker that had taken a job is gone."""


@task()
def perform(name: str, *args: Any) -> None:
    """The one task that django.tasks knows of: it does the job of this name."""
    registry.find(name).run(*args)


def later(name: str, *args: Any, at: datetime | None = None, urgent: bool = False) -> None:
    """Ask for a job in the current transaction: rolled back with it, else done once it is committed (not before `at`).

    What is urgent goes before everything that waits. Arguments are JSON: pass keys, never texts of people. Raises
    registry.UnknownJob.
    """
    registry.find(name)
    perform.using(run_after=at, priority=URGENT if urgent else 0).enqueue(name, *args)


def ask_regular(at: datetime) -> list[str]:
    """Ask for every regular job whose slot has begun and was not asked for; gives their names."""
    slots = registry.slots(at)
    known = set(Slot.objects.filter(starts_at__in=set(slots.values())).order_by("pk").values_list("name", "starts_at"))
    return [name for name, slot in slots.items() if (name, slot) not in known and _ask_in_slot(name, slot)]


@transaction.atomic
def _ask_in_slot(name: str, slot: datetime) -> bool:
    _row, fresh = Slot.objects.get_or_create(name=name, starts_at=slot)
    if not fresh or queries.asked(name).exists():
        return False
    later(name)
    return True


def claim(worker: str, at: datetime) -> Row | None:
    """Take one job that is due, so that no other worker does; None when there is none."""
    for row in queries.due(at)[:CANDIDATES]:
        mine = [*row.worker_ids, worker]
        unchanged = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY, started_at=row.started_at)
        if unchanged.update(status=TaskResultStatus.RUNNING, started_at=at, worker_ids=mine):
            row.status, row.started_at, row.worker_ids = TaskResultStatus.RUNNING, at, mine
            return row
    return None


def attempt(row: Row) -> Exception | None:
    """Do the job; gives what went wrong, if anything."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as problem:  # noqa: BLE001  whatever an app raises, the worker lives and the job is settled
        return problem
    return None


def settle(row: Row, problem: Exception | None, at: datetime) -> None:
    """Write down how an attempt ended: done, to be tried again after a delay, or given up."""
    if problem is None:
        _write(row, status=TaskResultStatus.SUCCESSFUL, finished_at=at, exception_class_path="", traceback="")
        return
    kind, where = f"{type(problem).__module__}.{type(problem).__qualname__}", _frames(problem)
    tries = len(row.worker_ids)
    logger.warning("%s failed (try %s): %s", _name(row), tries, kind, exc_info=problem if settings.DEBUG else None)
    if tries < _tries_of(row):
        again_at = at + delay(tries, row.pk)
        _write(row, status=TaskResultStatus.READY, run_after=again_at, exception_class_path=kind, traceback=where)
        return
    logger.error("%s was given up after %s tries: %s", _name(row), tries, kind)
    _write(row, status=TaskResultStatus.FAILED, finished_at=at, exception_class_path=kind, traceback=where)


def reap(at: datetime, living: Collection[str], in_hand: Collection[UUID] = ()) -> int:
    """Settle what dead workers had taken, as failed tries; gives how many jobs that were. `in_hand` is left alone."""
    taken = [row for row in queries.running() if row.pk not in in_hand]
    lost = [row for row in taken if not row.worker_ids or row.worker_ids[-1] not in living]
    for row in lost:
        settle(row, WorkerDied(), at)
    return len(lost)


def beat(worker: str, pid: int, wall: datetime) -> None:
    """Say that this worker lives."""
    if not Worker.objects.filter(pk=worker).update(beat_at=wall):
        host = queries.host()
        Worker.objects.filter(host=host, pid=pid).delete()  # a process of this number that died before us
        Worker.objects.create(pk=worker, host=host, pid=pid, started_at=wall, beat_at=wall)


def bury(wall: datetime, living: Collection[str]) -> None:
    """Forget workers that have been silent for long."""
    Worker.objects.filter(beat_at__lt=wall - 10 * queries.SILENCE).exclude(pk__in=living).delete()


def leave(worker: str) -> None:
    """Say that this worker ends."""
    Worker.objects.filter(pk=worker).delete()


def again(pk: UUID) -> bool:
    """A person asks for a job that was given up once more; it has all its tries again."""
    given_up = DBTaskResult.objects.filter(pk=pk, status=TaskResultStatus.FAILED)
    ready: dict[str, Any] = {
        "status": TaskResultStatus.READY,
        "worker_ids": [],
        "started_at": None,
        "finished_at": None,
    }
    return bool(given_up.update(**ready))


def tidy(at: datetime) -> None:
    """Delete what was done a week ago, what was given up long ago, and old slots."""
    DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_DONE).delete()
    DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=at - KEEP_FAILED).delete()
    Slot.objects.filter(starts_at__lt=at - KEEP_DONE).delete()


def forget_sessions(wall: datetime) -> int:
    """Delete each session that is over, in batches; gives how many. Django leaves the rows, readable, for ever."""
    over, gone = Session.objects.filter(expire_date__lt=wall), 0
    while keys := list(over.order_by("expire_date", "pk").values_list("pk", flat=True)[:A_BATCH]):
        gone += over.filter(pk__in=keys).delete()[0]
    return gone


def run_pending(at: datetime | None = None) -> int:
    """Do all that is due here and now, and what that asks for; for tests and for building the example town.

    Gives how many jobs were done. The first exception comes through.
    """
    count = 0
    at = at or now()
    while row := claim("here", at):
        problem = attempt(row)
        settle(row, problem, at)
        if problem is not None:
            raise problem
        count += 1
    return count


def delay(tries: int, key: UUID) -> timedelta:
    """How long to wait after so many tries: 5 s, 20 s, 80 s ... at most 4 h, spread a little by key."""
    plain: timedelta = min(FIRST_DELAY * 4 ** (tries - 1), LONGEST_DELAY)
    return plain * (1 + key.int % 100 / 500)


def _write(row: Row, **facts: Any) -> None:
    """Change the row only while it is still ours: a worker thought dead must not overwrite who took over."""
    ours = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
    if not ours.update(**facts):
        logger.warning("%s was taken over by another worker", _name(row))


def _tries_of(row: Row) -> int:
    try:
        return registry.find(_name(row)).tries
    except registry.UnknownJob:
        return registry.TRIES


def _name(row: Row) -> str:
    args = row.args_kwargs["args"]
    return str(args[0]) if row.task_path == perform.module_path and args else str(row.task_path)


def _frames(problem: BaseException) -> str:
    """Where it happened, without the message: that may quote what a person wrote."""
    return "".join(traceback.format_tb(problem.__traceback__))
