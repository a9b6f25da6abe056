"""Where the bytes lie: `arriving` until the transaction is through, then `kept`. Nothing is ever half there.

A file is whole and on the disk before the row is written. After the commit it moves; if the machine dies between, it
is read where it arrived, and the sweeper moves it. What belongs to no row after an hour is removed.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import batched
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from openbeat.kit import durable, keeping

HOUR = 3600
THUMB = ".thumb"
TOKEN = re.compile(r"[0-9a-f]{32}")


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _arriving(name: str) -> Path:
    return _root() / "arriving" / name


def _kept(name: str) -> Path:
    return _root() / "kept" / name[:2] / name


def write(content: bytes, thumb: bytes = b"") -> str:
    """Put a file, and its small picture, on the disk; gives its token. After an OSError nothing is left."""
    token = token_hex(16)
    _arriving("").mkdir(parents=True, exist_ok=True)
    try:
        for name, part in ((token, content), (token + THUMB, thumb)):
            if part:
                durable.write_new(_arriving(name), part, durable.SHARED)
    except OSError:
        discard(token)
        raise
    durable.keep_names(_arriving(""))
    return token


def keep(token: str) -> None:
    """Move a file from where it arrived to where it stays, if it is not there yet; raises FileNotFoundError: gone."""
    _kept(token).parent.mkdir(parents=True, exist_ok=True)
    for name in (token + THUMB, token):
        with suppress(FileNotFoundError):
            _arriving(name).replace(_kept(name))
    if not _kept(token).is_file():
        raise FileNotFoundError(token)
    durable.keep_names(_kept(token).parent)


def find(token: str, *, thumb: bool = False) -> Path:
    """Where the file lies now; raises FileNotFoundError."""
    name = token + (THUMB if thumb else "")
    for path in (_kept(name), _arriving(name), _kept(name)):  # it may move while we look
        if path.is_file():
            return path
    raise FileNotFoundError(name)


def exists(token: str) -> bool:
    """Whether the bytes are there."""
    try:
        find(token)
    except FileNotFoundError:
        return False
    return True


def discard(token: str) -> None:
    """Remove a file, wherever it lies; while a backup is made, leave it to the sweeper."""
    with keeping.may_throw_away(settings.OPENBEAT_DATA) as may:
        if may:
            for name in (token, token + THUMB):
                for path in (_arriving(name), _kept(name)):
                    path.unlink(missing_ok=True)


def sweep(known: Callable[[Iterable[str]], set[str]], *, older: float = HOUR) -> tuple[int, int]:
    """Move what is known and still stands where it arrived, remove what nobody knows; gives both numbers.

    Where the database knows none of the files at all, nothing is removed: then this is another installation's folder.
    """
    moved, mine = 0, False
    strays: list[str] = []
    for tokens in batched(dict.fromkeys(name[:32] for name in _old(older)), 500):
        ours = known(tokens)
        mine = mine or bool(ours)
        strays += [token for token in tokens if token not in ours]
        for token in ours:
            if _arriving(token).is_file() or _arriving(token + THUMB).is_file():
                keep(token)
                moved += 1
    for token in strays if mine else ():
        discard(token)
    return moved, len(strays) if mine else 0


def _old(older: float) -> Iterator[str]:
    """Names of files that are here for longer than a transaction can take; nothing but ours is touched."""
    before = time.time() - older
    for folder in (_root() / "arriving", *sorted((_root() / "kept").glob("??"))):
        for entry in os.scandir(folder) if folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if TOKEN.fullmatch(entry.name.removesuffix(THUMB)) and entry.stat().st_mtime <= before:
                    yield entry.name
