"""While a backup copies, nothing is thrown away: what its rows name must be there when it comes to it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "backup.lock"
PATIENCE = 10.0  # seconds


@contextmanager
def copying(data: Path) -> Iterator[None]:
    """From now to the end nobody throws files away; raises BlockingIOError while another backup is at it.

    Whoever throws something away just now is done in a moment: that is waited for.
    """
    handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(handle, until=time.monotonic() + PATIENCE)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def may_throw_away(data: Path) -> Iterator[bool]:
    """Whether files may be removed now. Where not, leave them: a sweeper comes by later."""
    try:
        handle = os.open(data / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except FileNotFoundError:  # no folder, no backup of it
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(handle)
