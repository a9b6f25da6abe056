"""Put water, streets and places on the map."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.places.models import Area, Landmark
from openbeat.core.places.policies import POLICY, Act
from openbeat.core.places.services.areas import changed, root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from openbeat.core.places.facts import Mark
    from openbeat.kit.actors import Actor


@transaction.atomic
def put_on_map(marks: Iterable[Mark], *, by: Actor, at: datetime) -> int:
    """Put things on the map; what is there under the same kind and name is replaced. Gives their number."""
    whole = root(by=by, at=at)
    POLICY.require(by, Act.DRAW, whole)
    rows = [Landmark(**asdict(mark)) for mark in marks]
    if not rows:
        return 0
    Landmark.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "name"], update_fields=["geometry", "sort", "language"]
    )
    Area.objects.filter(pk=whole.pk).update(drawn_at=at)
    ledger.record(Act.DRAW, whole, by=by, at=at, landmarks=len(rows))
    changed(whole)
    return len(rows)
