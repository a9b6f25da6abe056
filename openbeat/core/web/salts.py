"""A random salt for an hour: what was counted by address in an hour that is over can be led back to nobody.

It lies in a folder of its own, apart from what is counted, and in no backup; all processes of a machine find the same.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes, token_hex

from django.conf import settings

HOUR, BYTES = 3600, 32
FOLDER, NAME = "passing", "salt-"


def of_this_hour() -> bytes:
    """The salt of this hour, made by whoever is the first to ask; those of other hours are thrown away then."""
    path = _folder() / f"{NAME}{_hour()}"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(token_bytes(BYTES))
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)  # the first of two at once stays
    finally:
        fresh.unlink()
    salt = path.read_bytes()
    throw_away()
    return salt


def throw_away() -> int:
    """Throw away the salts of all other hours; gives how many there were."""
    old = [path for path in _folder().glob(f"{NAME}*") if path.name != f"{NAME}{_hour()}"]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _folder() -> Path:
    return Path(settings.OPENBEAT_DATA) / FOLDER


def _hour() -> int:
    return int(time.time() // HOUR)
