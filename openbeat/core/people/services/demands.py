"""Demands from outside for what people gave here: written down, answered, and counted in public."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openbeat.core.ledger import services as ledger
from openbeat.core.people.facts import Asked
from openbeat.core.people.models import Demand
from openbeat.core.people.policies import DEMANDS, Act
from openbeat.kit.actors import Actor
from openbeat.kit.policy import Refused


@transaction.atomic
def record_demand(asked: Asked, *, by: Actor, at: datetime) -> Demand:
    """Write down a warrant, a subpoena or another demand; it counts in public from now on. Raises Refused."""
    DEMANDS.require(by, Act.RECORD_DEMAND, None)
    person = by.person
    if person is None:
        raise Refused(_("Sign in first."))
    demand = Demand.objects.create(recorded_by=person, **asdict(asked))
    ledger.record(Act.RECORD_DEMAND, demand, by=by, at=at, sort=demand.kind)
    return demand


@transaction.atomic
def answer_demand(demand: Demand, outcome: str, reason: str, *, by: Actor, at: datetime) -> Demand:
    """Write down what was given, or refused, and why. Raises Refused."""
    demand = Demand.objects.select_for_update().get(pk=demand.pk)
    DEMANDS.require(by, Act.ANSWER_DEMAND, demand)
    demand.outcome, demand.reason, demand.answered_at = outcome, reason, at
    demand.save(update_fields=["outcome", "reason", "answered_at"])
    ledger.record(Act.ANSWER_DEMAND, demand, by=by, at=at, outcome=outcome)
    return demand
