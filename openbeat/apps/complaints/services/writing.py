"""Speaking up step by step: sealed from the first save to the code of the receipt alone, until it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Said, packed
from openbeat.apps.complaints.models import Account
from openbeat.apps.complaints.services.filing import Filed, begun
from openbeat.apps.complaints.services.sending import COLUMNS, hand_over
from openbeat.apps.complaints.services.steps import asked, locked, sealed
from openbeat.core.ledger import services as ledger
from openbeat.core.vault import services as vault
from openbeat.kit.actors import VISITOR, program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Arrival
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder
    from openbeat.core.vault.bunch import Keys

CLEAR = ("sort", "language", "outside_only")
KEPT_FOR = timedelta(days=30)  # without a save; then what was not sent is destroyed with its key
UNSENT = program("not sent")


@transaction.atomic
def begin_writing(said: Said, *, arrival: Arrival, at: datetime) -> Filed:
    """Keep the first words, sealed to the code of a new receipt and to nobody else: they are not sent yet.

    The same form sent again gives the same code. Raises Refused.
    """
    return begun(said, arrival, by=VISITOR, at=at)


@transaction.atomic
def save_step(complaint: Complaint, answers: dict[str, Any], *, by: Holder, at: datetime) -> Complaint:
    """Keep the answers of one step, sealed: that needs no key, so nothing is lost where it was locked meanwhile.

    Raises Refused once it was sent.
    """
    complaint = asked(complaint, Act.WRITE_ON, by=by)
    safe = queries.safe_of(complaint)
    kept = {name: sealed(safe, packed(answers[name])) for name in COLUMNS if name in answers}
    if kept:
        Account.objects.filter(complaint=complaint).update(**kept)
    for name in CLEAR:
        if name in answers:
            setattr(complaint, name, answers[name])
    complaint.filed_at = at  # the last save, until it is sent
    complaint.save(update_fields=["filed_at", *CLEAR])
    ledger.record(Act.WRITE_ON, complaint, by=by, at=at)
    return complaint


@transaction.atomic
def send(complaint: Complaint, *, keys: Keys, by: Holder, at: datetime) -> Complaint:
    """Hand over what was written in steps: its readers get it now, and the dates begin. Raises Refused; Shut."""
    complaint = asked(complaint, Act.SEND, by=by)
    if not queries.are_taken():
        raise Refused(queries.NOT_TAKEN)
    said = queries.account_of(complaint, vault.opened(queries.safe_of(complaint), keys))
    return hand_over(complaint, said, Act.SEND, keys=keys, by=by, at=at)


def destroy_unsent(*, at: datetime) -> int:
    """Destroy what was begun, and not sent or saved for 30 days, with what opens it; gives how many. Bears twice."""
    gone = 0
    for complaint in queries.unsent(at - KEPT_FOR):
        with transaction.atomic():
            safe = queries.safe_of(locked(complaint))
            if safe.alone and safe.destroyed_at is None:
                vault.discard(safe, by=UNSENT, at=at)
                gone += 1
    return gone
