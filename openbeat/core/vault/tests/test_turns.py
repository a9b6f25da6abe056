"""At most two at a time stretch a passphrase; a third waits, then hears a sentence; who dies frees the place."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from openbeat.core.vault.turns import turn
from openbeat.kit.policy import Refused


@pytest.fixture(autouse=True)
def _data_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.OPENBEAT_DATA = tmp_path


def test_a_third_waits_and_then_hears_a_sentence() -> None:
    with turn(), turn():
        began = time.monotonic()
        with pytest.raises(Refused, match="Several people are unlocking their keys"), turn(patience=0.2):
            pass
        assert time.monotonic() - began >= 0.2
    with turn(patience=0):
        pass


def test_whoever_waits_goes_on_when_a_place_becomes_free() -> None:
    most, now, lock = [0], [0], threading.Lock()

    def one() -> None:
        with turn():
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.05)
            with lock:
                now[0] -= 1

    threads = [threading.Thread(target=one) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]


HOLDS = """
import fcntl, os, sys, time
for place in (0, 1):
    fcntl.flock(os.open(f"{sys.argv[1]}/unlock-{place}", os.O_RDWR | os.O_CREAT), fcntl.LOCK_EX)
print("holding", flush=True)
time.sleep(60)
"""


def test_another_process_counts_too_and_frees_its_places_when_it_dies(tmp_path: Path) -> None:
    (tmp_path / "turns").mkdir()
    other = subprocess.Popen([sys.executable, "-c", HOLDS, str(tmp_path / "turns")], stdout=subprocess.PIPE)  # noqa: S603  our own words
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"holding\n"
        with pytest.raises(Refused), turn(patience=0.1):
            pass
    finally:
        other.kill()
        other.wait()
        assert other.stdout is not None
        other.stdout.close()
    with turn(patience=1):
        pass
