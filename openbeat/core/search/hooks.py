"""What the search offers where packages meet: to drop the copies of whoever is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openbeat.core.hooks import forgetting
from openbeat.core.search import services
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


def drop_copies(_person: "Person", things: Sequence[Ref], _at: datetime) -> None:
    """Drop what can be found of the things that were blanked."""
    services.drop(*things)


forgetting.offer("search", drop_copies)
