"""A worker as a process of its own is killed, told to stop, locked out, and cut off."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

KILLS, JOBS = 12, 60
CUT_OFF = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()"""
PROGRAM = "openbeat.core.jobs.tests.program"


class House:
    """A database that the processes share, and what they wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.notes = folder, folder / "notes"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.environment = {**os.environ, "OPENBEAT_DEMO": "1", "OPENBEAT_DATA": str(folder)}
        self.environment |= {"JOBS_TEST_NOTES": str(self.notes), "OPENBEAT_LOG": "CRITICAL"}
        if connection.vendor == "postgresql":
            self.environment["PGDATABASE"] = str(connection.settings_dict["NAME"])
        else:
            self.run("prepare")

    def run(self, *words: str) -> None:
        subprocess.run([sys.executable, "-m", PROGRAM, *words], env=self.environment, check=True)  # noqa: S603  ours

    def worker(self, *, seconds: float = 0.01, lanes: int = 1) -> subprocess.Popen[bytes]:
        environment = self.environment | {"JOBS_TEST_SECONDS": str(seconds), "JOBS_TEST_LANES": str(lanes)}
        self.workers.append(subprocess.Popen([sys.executable, "-m", PROGRAM, "work"], env=environment))  # noqa: S603  ours
        return self.workers[-1]

    def lines(self) -> Counter[str]:
        return Counter(self.notes.read_text(encoding="ascii").splitlines() if self.notes.exists() else [])

    def query(self, sql: str) -> list[tuple[object, ...]]:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall())
        file = sqlite3.connect(self.folder / "openbeat.sqlite3", timeout=30)
        try:
            return list(file.execute(sql))
        finally:
            file.close()

    def states(self) -> dict[object, object]:
        return dict(self.query("SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY status"))  # type: ignore[arg-type]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    for worker in house.workers:
        worker.kill()
        worker.wait()


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def test_nothing_is_lost_though_the_worker_is_killed_again_and_again(house: House) -> None:
    house.run("ask", str(JOBS))
    chance = random.Random(7)  # noqa: S311  any moment will do
    for _kill in range(KILLS):
        worker = house.worker(seconds=0.05)
        before = sum(house.lines().values())
        until(lambda before=before: sum(house.lines().values()) > before or house.states() == {"SUCCESSFUL": JOBS})  # type: ignore[misc]
        time.sleep(chance.random() * 0.2)
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    house.worker()
    until(lambda: house.states() == {"SUCCESSFUL": JOBS})

    lines = house.lines()
    assert all(lines[f"end {number}"] >= 1 for number in range(JOBS))
    again = sum(lines[f"begin {number}"] - 1 for number in range(JOBS))
    assert again <= KILLS  # a kill repeats the one job in hand, no other


def test_two_workers_share_the_work_and_do_nothing_twice(house: House) -> None:
    house.run("ask", str(JOBS))
    house.worker()
    house.worker()

    until(lambda: house.states() == {"SUCCESSFUL": JOBS})

    assert set(house.lines().values()) == {1}


def test_a_job_that_takes_its_time_holds_no_other_up_and_is_finished_before_the_end(house: House) -> None:
    house.run("ask", "3")
    worker = house.worker(seconds=3, lanes=3)
    until(lambda: sum(house.lines().values()) == 3)

    assert set(house.lines()) == {"begin 0", "begin 1", "begin 2"}
    worker.terminate()
    assert worker.wait(timeout=20) == 0
    assert house.states() == {"SUCCESSFUL": 3}


def test_two_lanes_of_a_worker_that_is_killed_repeat_two_jobs_at_most(house: House) -> None:
    house.run("ask", str(JOBS))
    for _kill in range(KILLS):
        worker = house.worker(seconds=0.05, lanes=2)
        before = sum(house.lines().values())
        until(lambda before=before: sum(house.lines().values()) > before or house.states() == {"SUCCESSFUL": JOBS})  # type: ignore[misc]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    house.worker(lanes=2)
    until(lambda: house.states() == {"SUCCESSFUL": JOBS})

    again = sum(house.lines()[f"begin {number}"] - 1 for number in range(JOBS))
    assert again <= 2 * KILLS


def test_a_worker_that_is_told_to_stop_finishes_the_job_in_hand_and_leaves(house: House) -> None:
    house.run("ask", "2")
    worker = house.worker(seconds=1.5)
    until(lambda: house.lines()["begin 0"])

    worker.terminate()

    assert worker.wait(timeout=20) == 0
    assert house.lines() == {"begin 0": 1, "end 0": 1}
    assert house.query("SELECT count(*) FROM jobs_worker") == [(0,)]


def test_a_worker_outlives_a_lock_that_is_longer_than_its_patience(house: House) -> None:
    house = _locked_out(house) if connection.vendor == "sqlite" else _cut_off(house)

    house.run("ask", "3")

    until(lambda: house.states() == {"SUCCESSFUL": 3})
    assert house.workers[0].poll() is None


def _locked_out(house: House) -> House:
    house.worker()
    until(lambda: house.query("SELECT count(*) FROM jobs_worker") == [(1,)])
    file = sqlite3.connect(house.folder / "openbeat.sqlite3", timeout=30, isolation_level=None)
    file.execute("BEGIN EXCLUSIVE")
    time.sleep(24)  # the timeout of our connections is 20
    file.execute("ROLLBACK")
    file.close()
    return house


def _cut_off(house: House) -> House:
    """What a restart of PostgreSQL does: every connection ends."""
    house.worker()
    until(lambda: house.query("SELECT count(*) FROM jobs_worker") == [(1,)])
    for _time in range(3):
        house.query(CUT_OFF)
        time.sleep(0.7)
    return house
