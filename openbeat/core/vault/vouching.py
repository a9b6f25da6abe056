"""Recipients in the database are vouched for by a key beside it: whoever has only SQL cannot put their own in place.

The key lies in the folder of the wrapped keys, is made once, and goes with them into their backup. A mark says too
whether a person's key or a half has ended. That it has stands there as well, as an empty file: so whoever kept a copy
of the row and its mark cannot put it back.
"""

from __future__ import annotations

import hmac
import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from openbeat.core.vault import store
from openbeat.kit import durable

if TYPE_CHECKING:
    from openbeat.core.vault.models import Half, Key

NAME, BYTES, ENDED = "vouching", 32, "ended"


def mark(*facts: object) -> str:
    """The mark that vouches for these facts: HMAC-SHA256 under this installation's key."""
    return hmac.new(_key(), json.dumps(facts).encode(), "sha256").hexdigest()


def holds(given: str, *facts: object) -> bool:
    """Whether the mark is the one for these facts; compared in constant time."""
    return hmac.compare_digest(given, mark(*facts))


def mark_of(row: Key | Half) -> str:
    """The mark that belongs to a person's key or a half as it stands: whose, which, and since when it has ended."""
    return mark(*_facts(row))


def stands(row: Key | Half) -> bool:
    """Whether its mark fits the row as it stands, ended or not, and nothing is there again that has ended."""
    return holds(row.mark, *_facts(row)) and (_end(row) is not None or not has_ended(row.recipient))


def _facts(row: Key | Half) -> tuple[object, ...]:
    end = _end(row)
    whose = ("half", str(row.side)) if hasattr(row, "side") else ("key", row.person_id)
    return (*whose, row.recipient, end.astimezone(UTC).isoformat() if end else "")


def _end(row: Key | Half) -> datetime | None:
    end: datetime | None = getattr(row, "replaced_at" if hasattr(row, "side") else "retired_at")
    return end


def has_ended(recipient: str) -> bool:
    """Whether this recipient was a key or a half that has ended here."""
    return _stone(recipient).exists()


def end(recipient: str) -> None:
    """Write down beside the database that this recipient has ended; not before the transaction is through."""
    path = _stone(recipient)
    if path.exists():
        return
    store.make_root()
    path.parent.mkdir(mode=store.FOLDER_MODE, exist_ok=True)
    with suppress(FileExistsError):
        durable.write_new(path, b"")
    durable.keep_names(path.parent)
    durable.keep_names(store.root())


def _stone(recipient: str) -> Path:
    return store.root() / ENDED / sha256(recipient.encode()).hexdigest()


def _key() -> bytes:
    path = store.root() / NAME
    with suppress(FileNotFoundError):
        if len(key := path.read_bytes()) == BYTES:
            return key
    store.make_root()
    with suppress(FileExistsError):
        durable.write_new(fresh := path.with_name(f".{NAME}-{os.getpid()}-{os.urandom(4).hex()}"), token_bytes(BYTES))
        try:
            os.link(fresh, path)  # the first of two at once stays
        finally:
            fresh.unlink()
        durable.keep_names(path.parent)
    return path.read_bytes()
