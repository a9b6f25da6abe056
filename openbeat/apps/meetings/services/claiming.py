"""Whoever holds the receipt of what was said to a meeting, and signs in, has it as their own from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings.lifecycle import ComingAct
from openbeat.apps.meetings.models import Coming
from openbeat.apps.meetings.policies import COMING_POLICY
from openbeat.core.ledger import services as ledger

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.people.models import Person


@transaction.atomic
def claim_coming(key: str, *, by: Person, at: datetime) -> bool:
    """Let whoever holds the receipt be told; gives whether it is theirs now."""
    coming = Coming.objects.select_for_update(of=("self",)).select_related("person").get(pk=key)
    if not COMING_POLICY.verdict(by, ComingAct.CLAIM, coming):
        return by.is_subject_of(coming)
    coming.person = by
    coming.save(update_fields=["person"])
    ledger.record(ComingAct.CLAIM, coming, by=by, at=at)
    return True
