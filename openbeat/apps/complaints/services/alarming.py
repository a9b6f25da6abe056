"""What is serious is known at once to those who lead, who decide and who watch from outside: that it is, never what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.notices import SERIOUS
from openbeat.apps.complaints.services.elsewhere import is_kept_apart
from openbeat.apps.complaints.services.telling import DESK
from openbeat.core.notices import services as notices
from openbeat.core.vault import services as vault

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor


def alarm(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> None:
    """Tell those who must know at once, nobody whom it is about; and let the outside body read it, where decided so.

    Raises Shut while locked.
    """
    if not complaint.outside_only and queries.outside_reads_serious():
        for person in queries.outside_with_keys(complaint):
            if not is_kept_apart(complaint, person):
                vault.add(queries.safe_of(complaint), person, keys=keys, by=by, at=at)
    for person in queries.to_alarm(complaint):
        if person != by.person:
            notices.tell(SERIOUS, person, about=complaint, at=at, link=DESK)
