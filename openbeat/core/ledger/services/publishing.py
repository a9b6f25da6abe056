"""Publish what was signed: the file first, then the row; what was published is never taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from openbeat.core.ledger.models import Checkpoint
from openbeat.core.ledger.queries import heads
from openbeat.core.ledger.queries.signing import Halted
from openbeat.core.ledger.services import locks
from openbeat.kit import durable


def publish(*, at: datetime) -> bool:
    """Publish the newest head, if its transaction is on the disk and it was not; gives whether it is published.

    Where another process publishes, it is left to that one. Raises Halted where the log does not contain what was
    published before.
    """
    head = heads.latest()
    if head is None or head.published_at:
        return head is not None
    with transaction.atomic(durable=True):
        if not locks.take():
            return False
        head = heads.latest()
        if head and head.published_at is None:
            write(head, at=at)
    return True


def write(head: Checkpoint, *, at: datetime) -> None:
    """Write the file, then mark the row; a crash between the two is made good by doing both again. Raises Halted."""
    if why := heads.trouble(head):
        raise Halted(why)
    path = heads.file()
    path.parent.mkdir(parents=True, exist_ok=True)
    durable.replace(path, head.note.encode(), durable.SHARED)
    heads.restored().unlink(missing_ok=True)  # from here on the file says it
    Checkpoint.objects.filter(pk=head.pk, published_at=None).update(published_at=at)
