"""Search inside sealed matters is on record before anything is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person


@transaction.atomic
def search(*, skip: int = 0, by: Person, at: datetime) -> list[Complaint]:
    """The matters that are looked through now, on record: whose they are to read, the newest first. Raises Refused.

    `skip` are the newest ones that were looked through before.
    """
    POLICY.require(by, Act.SEARCH, None)
    found = list(queries.readable_by(by)[skip : skip + queries.MOST])
    keys = [complaint.pk for complaint in found]
    ledger.record(Act.SEARCH, Ref(queries.SEARCHES, str(by.pk)), by=by, at=at, looked=len(found), matters=keys)
    return found
