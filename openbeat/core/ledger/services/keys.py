"""The key that signs the log: an Ed25519 seed in a file of its own, made on first use."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from pathlib import Path
from secrets import token_bytes, token_hex

from django.conf import settings

from openbeat.kit import notes

MODE = 0o600


class NoKey(Exception):
    """Raised when the file of the key is missing or broken."""


def file() -> Path:
    """Where the seed lies."""
    return Path(settings.OPENBEAT_KEYS) / "log.key"


def seed() -> bytes:
    """The seed, 32 bytes; raises NoKey where there is none, or the file was changed."""
    try:
        found = b64decode(file().read_text(encoding="ascii").strip(), validate=True)
    except FileNotFoundError as problem:
        raise NoKey(f"{file()} is missing: put it back from the backup of the keys") from problem
    except (NotBase64, ValueError) as problem:
        raise NoKey(f"{file()} is no key") from problem
    if len(found) != notes.SEED:
        raise NoKey(f"{file()} is no key")
    return found


def seed_or_new() -> bytes:
    """The seed; where there is none, one is made. Of two processes that make one, both get the first."""
    if not file().exists():
        _make(file())
    return seed()


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(b64encode(token_bytes(notes.SEED)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)  # fails where another process was first: then theirs is the key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
