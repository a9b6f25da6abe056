"""Tell the readers of a matter that there is news, or that something is late: never what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.notices import ABOVE, LATE, NEWS
from openbeat.core.notices import services as notices

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor

DESK = "/desk/"  # the address of the matter would say that it is a complaint, in a mailbox that others see


def tell_readers(complaint: Complaint, *, by: Actor, at: datetime) -> None:
    """Let all who can read it know that there is news, but for whoever did it."""
    for reader in queries.readers_of(complaint):
        if reader.still and reader.person != by.person:
            notices.tell(NEWS, reader.person, about=complaint, at=at, link=DESK)


def tell_late(*, at: datetime) -> int:
    """Remind the readers once of each promise that is late; gives how many promises are."""
    rows = queries.late(at)
    for row, complaint in rows:
        for reader in queries.readers_of(complaint):
            if reader.still:
                once = f"{LATE.name}|{row.pk}|{reader.person.pk}"
                notices.tell(LATE, reader.person, about=complaint, at=at, once=once, link=DESK)
    return len(rows)


def escalate(*, at: datetime) -> int:
    """Bring what is late before whoever leads, then whoever decides, then the body above: each once. Gives how many.

    They read no word of it, nor which matter it is: that something is late, and since when.
    """
    told = 0
    for raised in queries.above(at):
        for person in raised.people:
            once = f"{raised.level}|{raised.row.pk}|{person.pk}"
            told += (
                notices.tell(ABOVE, person, about=None, at=at, once=once, link=DESK, day=raised.row.due_at) is not None
            )
    return told
