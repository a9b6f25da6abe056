"""A new code for a sealed matter, in place of one that was lost or that somebody else has."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.services.filing import Filed
from openbeat.apps.complaints.services.steps import asked
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.receipts import services as receipts
from openbeat.core.vault import services as vault

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


@transaction.atomic
def new_code(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Filed:
    """Make a new code, by whoever opens the matter; each code before it opens nothing any more.

    The other readers hear that there is news. Raises Refused; Shut while locked.
    """
    complaint = asked(complaint, Act.ADD_RECEIPT, by=by)
    safe = queries.safe_of(complaint)
    vault.opened(safe, keys)
    code = receipts.renew(complaint, token_urlsafe(24), at, by=by)  # of no form: nothing that is sent again gives it
    vault.renew_code(safe, code, keys=keys, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    return Filed(complaint, code)
