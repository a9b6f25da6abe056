"""The keys of the log, each in a file of its own and made on first use: the one that signs, and the one of filling."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from secrets import token_bytes, token_hex

from openbeat.core.ledger.queries import signing
from openbeat.kit import durable, notes, tlog

MODE = 0o600


def seed_or_new() -> bytes:
    """The seed that signs; where there is none, one is made. Of two processes that make one, both get the first."""
    _there(signing.file(), notes.SEED)
    return signing.seed()


def filling_or_new() -> bytes:
    """The key of the filling, in the same way."""
    _there(signing.filling_file(), tlog.FILLING_KEY)
    return signing.filling_key()


def _there(path: Path, length: int) -> None:
    if not path.exists():
        _make(path, length)


def _make(path: Path, length: int) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{token_hex(8)}")
    try:
        durable.write_new(fresh, b64encode(token_bytes(length)) + b"\n")
        os.link(fresh, path)  # fails where another process was first: then theirs is the key
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
    durable.keep_names(path.parent)
