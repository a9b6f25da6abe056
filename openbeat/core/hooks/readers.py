"""Who wants to read what comes out of an area: packages that keep followers offer them here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

type Source = Callable[[Any, datetime], Iterable[Person]]  # area, at

_OFFERED: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Offer the people who asked to be told of an area."""
    _OFFERED[name] = source


def of(area: Any, at: datetime) -> list[Person]:
    """Everybody who asked to be told of this area, each once, by key."""
    found = {person.pk: person for source in _OFFERED.values() for person in source(area, at)}
    return [found[key] for key in sorted(found)]
