"""What translations offer: they are put into pages and onto paper, and dropped where somebody is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openbeat.core.hooks import forgetting, texts
from openbeat.core.translation import queries, reading, services
from openbeat.core.web import furniture

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.kit.refs import Ref


def drop_copies(_person: Person, things: Sequence[Ref], _at: datetime) -> None:
    """Drop the translations of what was blanked."""
    services.drop(things)


forgetting.offer("translation", drop_copies)
furniture.provide_reading(reading.reading, reading.apart)
texts.provide_quotes(queries.in_language)
