"""Recipients in the database are vouched for by a key beside it: whoever has only SQL cannot put their own in place.

The key lies in the folder of the wrapped keys, is made once, and goes with them into their backup.
"""

from __future__ import annotations

import hmac
import json
import os
from contextlib import suppress
from secrets import token_bytes

from openbeat.core.vault import store

NAME, BYTES = "vouching", 32


def mark(*facts: object) -> str:
    """The mark that vouches for these facts: HMAC-SHA256 under this installation's key."""
    return hmac.new(_key(), json.dumps(facts).encode(), "sha256").hexdigest()


def holds(given: str, *facts: object) -> bool:
    """Whether the mark is the one for these facts; compared in constant time."""
    return hmac.compare_digest(given, mark(*facts))


def _key() -> bytes:
    path = store.root() / NAME
    with suppress(FileNotFoundError):
        if len(key := path.read_bytes()) == BYTES:
            return key
    store.make_root()
    with suppress(FileExistsError):
        store.write_whole(fresh := path.with_name(f".{NAME}-{os.getpid()}-{os.urandom(4).hex()}"), token_bytes(BYTES))
        try:
            os.link(fresh, path)  # the first of two at once stays
        finally:
            fresh.unlink()
        store.flush_folder(path.parent)
    return path.read_bytes()
