"""One sequencer at a time: an advisory lock on PostgreSQL, the one writer on SQLite; both end with the transaction."""

from __future__ import annotations

from django.db import connection

LOCK = 0x0BEA_7106  # any number, the same in every process


def take() -> bool:
    """Take the lock if nobody has it; first in a transaction. What is written then is on the disk when it ends."""
    if connection.vendor == "sqlite":
        return True  # the transaction began IMMEDIATE
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s), set_config('synchronous_commit', 'on', true)", [LOCK])
        (taken, _commit) = cursor.fetchone()
    return bool(taken)


def wait() -> None:
    """Take the lock, however long another has it; first in a transaction, which is on the disk when it ends."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s), set_config('synchronous_commit', 'on', true)", [LOCK])
