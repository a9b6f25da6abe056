"""When a person is forgotten: packages that keep copies (search, files, messages) offer what they drop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.people.models import Person

type Dropper = Callable[[Person, Sequence[Ref], datetime], None]  # who, the things that were blanked, when

_OFFERED: dict[str, Dropper] = {}


def offer(name: str, drop: Dropper) -> None:
    """Offer to drop copies of what was said, in the same transaction."""
    _OFFERED[name] = drop


def forget(person: Person, things: Sequence[Ref], *, at: datetime) -> None:
    """Let every package drop its copies."""
    for drop in _OFFERED.values():
        drop(person, things, at)
