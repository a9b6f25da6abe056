"""What waits, what failed, and who works."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from openbeat.core.jobs.models import Worker

if TYPE_CHECKING:
    from django.db.models import QuerySet

type Row = DBTaskResult[Any, Any]

ORDER = (F("priority").desc(), "run_after", "enqueued_at", "pk")
SILENCE = timedelta(seconds=30)  # a worker that said nothing for so long is dead
LONG = timedelta(minutes=15)


def due(at: datetime) -> QuerySet[Row]:
    """What may be worked on at this moment, in order. (The package's own `ready()` reads the wall clock.)"""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(Q(run_after__lte=at) | Q(run_after=get_date_max())).order_by(*ORDER)


def asked(name: str) -> QuerySet[Row]:
    """The runs of one job that wait or work."""
    open_ = Q(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    return DBTaskResult.objects.filter(open_, args_kwargs__args__0=name).order_by("enqueued_at", "pk")


def running() -> QuerySet[Row]:
    """What some worker has taken and not settled."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).order_by("started_at", "pk")


def failed() -> QuerySet[Row]:
    """What was given up after the last try, newest first; a person must look."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at", "pk")


def stuck(at: datetime) -> QuerySet[Row]:
    """What a worker has been busy with for too long."""
    return running().filter(started_at__lt=at - LONG)


def overdue(at: datetime) -> int:
    """How many jobs have waited longer than they should, as when no worker runs."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    late = Q(run_after__lte=at - LONG) | Q(run_after=get_date_max(), enqueued_at__lte=at - LONG)
    return ready.filter(late).count()


def alive(wall: datetime) -> list[Worker]:
    """Workers that live, by the wall clock: they spoke lately, and their process is not seen to be gone."""
    recent = Worker.objects.filter(beat_at__gt=wall - SILENCE).order_by("started_at", "pk")
    return [worker for worker in recent if worker.host != host() or process_runs(worker.pid)]


def worker_alive(wall: datetime) -> bool:
    """Whether anybody does what was asked for."""
    return bool(alive(wall))


def ahead(wall: datetime) -> bool:
    """Whether a worker has signed with a time that is still to come: two clocks differ."""
    return Worker.objects.filter(beat_at__gt=wall + SILENCE).exists()


def host() -> str:
    """The name under which this machine's workers sign."""
    return socket.gethostname()[:255]


def process_runs(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
