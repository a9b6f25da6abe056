"""Since when inquiries are closed: a period for which they are kept begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.contacts.lifecycle.inquiries import OPEN
from openbeat.apps.contacts.models import Inquiry

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


def closed_at(keys: Collection[str]) -> dict[str, datetime | None]:
    """When each of these was answered for good; None for what is open."""
    rows = Inquiry.objects.filter(pk__in=keys).order_by("pk").only("stage", "answered_at", "confirmed_at")
    return {str(row.pk): None if row.stage in OPEN else row.confirmed_at or row.answered_at for row in rows}
