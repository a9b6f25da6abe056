"""The meetings of a month, and those that come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Kind, Stage
from openbeat.apps.meetings.queries.meetings import of_area
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Area


def held_in(area: Area, since: datetime, until: datetime) -> int:
    """How many meetings took place in a span; liaison hours left out."""
    rows = of_area(area, VISITOR).filter(starts_at__gte=since, starts_at__lt=until).exclude(stage=Stage.CANCELLED)
    return rows.exclude(kind=Kind.HOURS).count()


def next_after(area: Area, at: datetime, count: int) -> list[Meeting]:
    """The next meetings that take place; liaison hours left out."""
    rows = of_area(area, VISITOR).filter(stage=Stage.ANNOUNCED, starts_at__gte=at).exclude(kind=Kind.HOURS)
    return list(rows.order_by("starts_at", "pk")[:count])
