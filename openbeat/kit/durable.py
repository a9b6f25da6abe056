"""What must outlive a power cut: the bytes of a file, and the name that its folder has for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

MINE = 0o600  # to read and write for this account alone
SHARED = 0o666  # and what the umask takes from it


def settle(file: IO[Any]) -> None:
    """All that was written to this file is on the disk now. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())


def keep_names(folder: Path) -> None:
    """What this folder has by now is there after a power cut too, under its name. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes, mode: int = MINE) -> None:
    """A new file with all of it, on the disk; its name is kept by `keep_names`. Raises FileExistsError, OSError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
        settle(file)


def replace(path: Path, content: bytes, mode: int = MINE) -> None:
    """Whatever happens, the old or the new content is there, whole; afterwards the new one. Raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)  # of somebody who was killed
    write_new(fresh, content, mode)
    fresh.replace(path)
    keep_names(path.parent)
