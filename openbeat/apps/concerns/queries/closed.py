"""Since when concerns are closed: a period for which they are kept begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.concerns.lifecycle import CLOSED
from openbeat.apps.concerns.models import Concern

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


def closed_at(keys: Collection[str]) -> dict[str, datetime | None]:
    """When each of these was closed; None for what is open, or open again."""
    rows = Concern.objects.filter(pk__in=keys).order_by("pk").only("stage", "answered_at", "confirmed_at")
    return {str(row.pk): (row.confirmed_at or row.answered_at) if row.stage in CLOSED else None for row in rows}
