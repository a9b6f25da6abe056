"""Read how the public log stands, for its page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from openbeat.core.ledger.models import Checkpoint
from openbeat.core.ledger.queries import heads
from openbeat.kit import tlog

SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class State:
    """The newest head that everybody may see; when the next batch is due; whether the last one did not come."""

    head: Checkpoint | None
    next_batch: datetime
    silent: bool
    number: int

    @property
    def root(self) -> str:
        """The root as checkpoints have it."""
        return b64encode(bytes(self.head.root)).decode() if self.head else ""

    @property
    def is_first(self) -> bool:
        """Whether this log follows no other one."""
        return self.number == heads.FIRST_LOG


def state(at: datetime) -> State:
    """How the log stands; one query."""
    head = heads.published()
    silent = head is not None and head.made_at < tlog.slot_of(at) and at - tlog.slot_of(at) > SLACK
    number = heads.number_of(head.origin) if head else heads.FIRST_LOG
    return State(head, tlog.slot_of(at) + tlog.SLOT, silent, number)
