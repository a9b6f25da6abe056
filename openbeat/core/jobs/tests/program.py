"""A worker as a process of its own, for the kill tests: its jobs write lines into a file.

A line `begin N` stands before the work of job N and `end N` after it, so that a test sees what a killed worker did.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

PARTS = ("registry", "services", "worker", "ticks")  # their models can be imported after the set-up only


def note(number: int) -> None:
    """Write, work for a moment, write."""
    with Path(os.environ["JOBS_TEST_NOTES"]).open("a", buffering=1, encoding="ascii") as notes:
        notes.write(f"begin {number}\n")
        time.sleep(float(os.environ.get("JOBS_TEST_SECONDS", "0.01")))
        notes.write(f"end {number}\n")


def main(arguments: list[str]) -> None:
    """`prepare`: make the tables; `ask N`: ask for jobs 0 to N-1; `work`: be a worker."""
    django.setup()
    parts: list[Any] = [import_module(f"openbeat.core.jobs.{name}") for name in PARTS]
    registry, services, worker, ticks = parts
    registry._PERIODS.clear()
    ticks._TICKS.clear()
    registry.task("test.note", tries=1000)(note)
    worker.ROUND, worker.BEAT = 0.5, 0.5
    services.FIRST_DELAY = services.LONGEST_DELAY = timedelta(seconds=0.05)
    if arguments[0] == "prepare":
        call_command("migrate", "jobs", verbosity=0)
        call_command("migrate", "django_tasks_database", verbosity=0)
    elif arguments[0] == "ask":
        for number in range(int(arguments[1])):
            services.later("test.note", number)
    else:
        worker.Runner(poll=0.05, lanes=int(os.environ.get("JOBS_TEST_LANES", "1"))).run()


if __name__ == "__main__":
    main(sys.argv[1:])
