"""Where the wrapped keys lie: one small file each, in a folder with a backup period of its own.

A file is whole and on the disk before the row that names it is written. What belongs to no row after an hour goes. A
matter is destroyed by taking its files away, here and, after their period, in the backups of this folder alone.
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
from stat import S_IMODE

from django.conf import settings

from openbeat.kit import durable, keeping

HOUR = 3600
TOKEN = re.compile(r"[0-9a-f]{32}")
FOLDER_MODE = 0o700


def root() -> Path:
    """The folder of the wrapped keys."""
    return Path(settings.OPENBEAT_KEYS)


def make_root() -> None:
    """The folder is there, for this account alone."""
    root().mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def _place(token: str) -> Path:
    if not TOKEN.fullmatch(token):
        raise FileNotFoundError(token)
    return root() / token[:2] / token


def write(content: bytes) -> str:
    """Put a wrapped key on the disk, for this account alone; gives its token. After an OSError nothing is left."""
    token = token_hex(16)
    path = _place(token)
    make_root()
    path.parent.mkdir(mode=FOLDER_MODE, exist_ok=True)
    try:
        durable.write_new(path, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    durable.keep_names(path.parent)
    durable.keep_names(root())
    return token


def read(token: str) -> bytes:
    """The wrapped key; raises FileNotFoundError."""
    return _place(token).read_bytes()


def there(token: str) -> bool:
    """Whether the file is there."""
    return _place(token).is_file()


def discard(token: str) -> None:
    """Take a wrapped key away for good, also after a power loss; while a backup is made, leave it to the sweeper."""
    path = _place(token)
    with keeping.may_throw_away(settings.OPENBEAT_DATA) as may:
        if may and path.parent.is_dir():
            path.unlink(missing_ok=True)
            durable.keep_names(path.parent)


def tokens(*, older: float = 0) -> Iterator[str]:
    """The names of the files that have been there for so many seconds; nothing but ours."""
    before = time.time() - older
    for folder in sorted(root().glob("??")):
        for entry in os.scandir(folder) if folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if TOKEN.fullmatch(entry.name) and entry.stat().st_mtime <= before:
                    yield entry.name


def sweep(known: Callable[[Iterable[str]], set[str]], *, older: float = HOUR) -> int:
    """Remove what belongs to no row; gives how many.

    Where the database knows none of the files at all, nothing is removed: then this is another installation's folder.
    """
    mine, strays = False, []
    for several in batched(tokens(older=older), 500):
        ours = known(several)
        mine = mine or bool(ours)
        strays += [token for token in several if token not in ours]
    for token in strays if mine else ():
        discard(token)
    return len(strays) if mine else 0


def can_write() -> bool:
    """Whether a wrapped key could be written now."""
    folder = next((each for each in (root(), *root().parents) if each.exists()), root())
    return os.access(folder, os.W_OK | os.X_OK)


def mode(token: str) -> int:
    """Who may read the file, as its mode says; nobody, where it went meanwhile."""
    try:
        return S_IMODE(_place(token).stat().st_mode)
    except FileNotFoundError:
        return 0
