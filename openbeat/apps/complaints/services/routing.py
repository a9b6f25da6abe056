"""One door for complaints, praise and questions: whoever reads it says which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import COMPLAINTS, Act, Sort
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.steps import asked, step
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor

SAME = _("It is that already.")
POINTS = _("It is taken apart point by point already: it is a complaint.")


@transaction.atomic
def route(complaint: Complaint, sort: Sort, *, by: Actor, at: datetime) -> Complaint:
    """Say that it is a complaint, praise or a question; whoever wrote it sees that, and what is owed follows.

    What turns out to be a complaint while it is in work goes back, to be taken apart first. Raises Refused.
    """
    complaint = asked(complaint, Act.ROUTE, by=by)
    if complaint.sort == sort:
        raise Refused(SAME)
    if complaint.classified_at is not None:
        raise Refused(POINTS)
    was, complaint.sort = complaint.sort, sort
    if sort == Sort.COMPLAINT and COMPLAINTS.permits(Act.ROUTE)(by, complaint):
        complaint = step(complaint, Act.ROUTE, by=by, at=at, sort=sort, begun_at=None)
    else:
        complaint.save(update_fields=["sort"])
        ledger.record(Act.ROUTE, complaint, by=by, at=at, was=str(was), sort=str(sort))
    clocking.routed(complaint, at=at)
    return complaint
