"""Since when complaints are taken on this site: an administrator switches it on, never before everything is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.models import Reception
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

ON_ALREADY, OFF_ALREADY = _("Complaints are taken already."), _("Complaints are not taken now.")


@transaction.atomic
def switch_on(*, by: Actor, at: datetime) -> Reception:
    """Take complaints on this site from now on; raises Refused with what is missing."""
    POLICY.require(by, Act.SWITCH_ON, None)
    if queries.reception():
        raise Refused(ON_ALREADY)
    if missing := queries.missing():
        raise Refused(" ".join(str(each) for each in missing))
    row = Reception.objects.create(since=at, opened_by=by.person)
    ledger.record(Act.SWITCH_ON, row, by=by, at=at)
    return row


@transaction.atomic
def switch_off(*, by: Actor, at: datetime) -> Reception:
    """Take no more complaints on this site; those that came go on. Raises Refused."""
    POLICY.require(by, Act.SWITCH_OFF, None)
    row = Reception.objects.select_for_update().filter(until=None).order_by("pk").first()
    if row is None:
        raise Refused(OFF_ALREADY)
    row.until, row.ended_by = at, by.person
    row.save(update_fields=["until", "ended_by"])
    ledger.record(Act.SWITCH_OFF, row, by=by, at=at)
    return row
