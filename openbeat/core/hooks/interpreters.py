"""Interpreters that are wanted at meetings: whoever keeps the requests offers them, whoever translates sees them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Need:
    """An interpreter who is wanted: into which language, by how many parties, at which meeting, arranged by when."""

    language: str
    parties: int
    title: str  # of the meeting, in its own language
    title_language: str
    starts_at: datetime
    due_at: datetime
    url: str
    area: Any = None
    arranged_at: datetime | None = None


type Source = Callable[[Actor, Collection[str], datetime], Iterable[Need]]

_OFFERED: dict[str, Source] = {}


def offer(name: str, source: Source) -> None:
    """Offer a source: what is wanted into these languages, and all that this actor arranges, from now on."""
    _OFFERED[name] = source


def needs(actor: Actor, languages: Collection[str], at: datetime) -> list[Need]:
    """All that this actor may see, by the date by which it must be arranged."""
    found = [need for source in _OFFERED.values() for need in source(actor, languages, at)]
    return sorted(found, key=lambda need: (need.due_at, need.starts_at, need.language))
