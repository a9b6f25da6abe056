"""Whoever holds the receipt of what was said to a meeting, and signs in, has it as their own from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.meetings.lifecycle import BeforehandAct, ComingAct
from openbeat.apps.meetings.models import Coming, Contribution
from openbeat.apps.meetings.policies import BEFOREHAND_POLICY, COMING_POLICY
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


@transaction.atomic
def claim_contribution(key: str, *, by: Person, at: datetime) -> bool:
    """Let whoever holds the receipt of something said beforehand be told; gives whether it is theirs now."""
    said = Contribution.objects.select_for_update(of=("self",)).select_related("person").get(pk=key)
    if not BEFOREHAND_POLICY.verdict(by, BeforehandAct.CLAIM, said):
        return by.is_subject_of(said)
    said.person = by
    said.save(update_fields=["person"])
    ledger.record(BeforehandAct.CLAIM, said, by=by, at=at)
    return True
