"""At most two at a time on this machine stretch a passphrase: each takes 64 MiB and a processor."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from openbeat.kit.policy import Refused

PLACES, PATIENCE, STEP = 2, 5.0, 0.05
BUSY = _("Several people are unlocking their keys at this moment. Wait a few seconds, and try again.")


@contextmanager
def turn(patience: float = PATIENCE) -> Iterator[None]:
    """Wait for a place, and hold it; raises Refused when none became free. A process that dies frees its place."""
    handle = _wait(Path(settings.OPENBEAT_DATA) / "turns", time.monotonic() + patience)
    try:
        yield
    finally:
        os.close(handle)


def _wait(folder: Path, until: float) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        for place in range(PLACES):
            handle = os.open(folder / f"unlock-{place}", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
            else:
                return handle
        if time.monotonic() >= until:
            raise Refused(BUSY)
        time.sleep(STEP)
