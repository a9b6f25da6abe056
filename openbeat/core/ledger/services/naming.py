"""Write down which acts belong in the public log, so that an audit misses the very first, and which are copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry
from openbeat.core.ledger.policies import LOG, LogAct
from openbeat.core.ledger.queries.audit.acts import public_now
from openbeat.core.ledger.services.recording import record
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

UPGRADE = program("openbeat migrate")
CITY = program("example town")


@transaction.atomic
def name_acts(*, at: datetime) -> int:
    """Record the acts that belong in the log from now on, each with its public facts; gives how many are new or other.

    Twice in a row changes nothing.
    """
    known, fresh = public_now(), 0
    for kind, acts in registry.named().items():
        if new := {act: list(names) for act, names in acts.items() if known.get((kind, act)) != list(names)}:
            record(LogAct.NAME, Ref(LOG, "acts"), by=UPGRADE, at=at, named=kind, acts=sorted(new), public=new)
            fresh += len(new)
    return fresh


def name_copies(first: int, *, at: datetime) -> None:
    """Record that all entries from this one on are copies in the example city: the log never takes them."""
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    if last >= first:
        record(LogAct.COPY, Ref(LOG, "copies"), by=CITY, at=at, first=first, last=last)
