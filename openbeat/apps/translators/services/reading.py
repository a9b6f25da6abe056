"""Whoever reads a text that not everybody may read is on record, as on the page where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor

WHY = "translation"


@transaction.atomic
def opened(source: Source, *, by: Actor, at: datetime) -> None:
    """Record that somebody reads these words, before they are shown; of what is public nothing is recorded."""
    if not source.public:
        ledger.record(Reading.OPEN, source.ref, by=by, at=at, why=WHY)
