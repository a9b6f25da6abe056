"""Where sealed files lie: `.token` while they arrive, `token` once whole, then `kept`. In clear there is nothing."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import batched
from pathlib import Path
from secrets import token_hex
from typing import IO

from django.conf import settings

from openbeat.kit import durable, keeping

HOUR = 3600
TOKEN = re.compile(r"\.?([0-9a-f]{32})")
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def root() -> Path:
    """The folder of the sealed files."""
    return Path(settings.MEDIA_ROOT) / "sealed"


def _unfinished(token: str) -> Path:
    return root() / "arriving" / f".{token}"


def _arrived(token: str) -> Path:
    return root() / "arriving" / token


def _kept(token: str) -> Path:
    return root() / "kept" / token[:2] / token


def begin() -> tuple[str, IO[bytes]]:
    """A new file to write to, and its token."""
    token = token_hex(16)
    path = _unfinished(token)
    for folder in (root(), path.parent):
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return token, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")


def complete(token: str, file: IO[bytes]) -> None:
    """All of it is written: put it on the disk and give it its name. Raises OSError."""
    durable.settle(file)
    file.close()
    _unfinished(token).rename(_arrived(token))
    durable.keep_names(_arrived(token).parent)


def write(cipher: bytes) -> str:
    """Put sealed bytes on the disk at once; gives their token. After an OSError nothing is left."""
    token, file = begin()
    try:
        file.write(cipher)
        complete(token, file)
    except OSError:
        with suppress(OSError):
            file.close()
        discard(token)
        raise
    return token


def again(token: str) -> str:
    """The same sealed bytes under another token, without writing them once more; gives it. Raises OSError."""
    other = token_hex(16)
    arrived = _arrived(other)
    for folder in (root(), arrived.parent):
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    os.link(find(token), arrived)
    os.utime(arrived)  # the sweeper counts its hour from now
    durable.keep_names(arrived.parent)
    return other


def keep(token: str) -> None:
    """Move a file from where it arrived to where it stays, if it is not there yet; raises FileNotFoundError: gone."""
    place = _kept(token)
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        durable.keep_names(folder.parent)  # else the power goes, and the folder with all that is in it
    try:
        _arrived(token).rename(place)
    except FileNotFoundError:
        if not place.is_file():
            raise
    durable.keep_names(place.parent)


def hold(token: str) -> None:
    """Somebody still wants it: the sweeper counts its hour from now. Raises FileNotFoundError where it is gone."""
    os.utime(find(token))


def find(token: str) -> Path:
    """Where the file lies now; raises FileNotFoundError."""
    for path in (_kept(token), _arrived(token), _kept(token)):  # it may move while we look
        if path.is_file():
            return path
    raise FileNotFoundError(token)


def exists(token: str) -> bool:
    """Whether the bytes are there."""
    try:
        find(token)
    except FileNotFoundError:
        return False
    return True


def discard(token: str) -> None:
    """Remove a file, wherever it lies; while a backup is made, leave what is whole to the sweeper."""
    _unfinished(token).unlink(missing_ok=True)
    with keeping.may_throw_away(settings.OPENBEAT_DATA) as may:
        if may:
            for path in (_arrived(token), _kept(token)):
                path.unlink(missing_ok=True)


def sweep(known: Callable[[Iterable[str]], set[str]], *, older: float = HOUR) -> tuple[int, int]:
    """Move what is known and still stands where it arrived, remove what nobody knows; gives both numbers.

    Where the database knows none of the whole files, only unfinished ones go: it is another installation's folder.
    """
    moved, mine = 0, False
    unfinished: list[str] = []
    strays: list[str] = []
    for names in batched(_old(older), 500):
        unfinished += [name[1:] for name in names if name.startswith(".")]
        whole = [name for name in names if not name.startswith(".")]
        ours = known(whole)
        mine = mine or bool(ours)
        strays += [token for token in whole if token not in ours]
        for token in filter(lambda each: _arrived(each).is_file(), ours):
            keep(token)
            moved += 1
    gone = unfinished + (strays if mine else [])
    for token in gone:
        discard(token)
    return moved, len(gone)


def _old(older: float) -> Iterator[str]:
    """Names of files that nobody has written to for so long; nothing but ours is touched."""
    before = time.time() - older
    for folder in (root() / "arriving", *sorted((root() / "kept").glob("??"))):
        for entry in os.scandir(folder) if folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if TOKEN.fullmatch(entry.name) and entry.stat().st_mtime <= before:
                    yield entry.name
