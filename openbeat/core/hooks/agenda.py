"""What a meeting may take up: apps offer what is new, and what happens there when a meeting takes it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbeat.core.hooks.origins import Card
from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Business:
    """A source of agenda items: `feedback` for what became of earlier work, else new problems.

    `cards(area, actor, at)`; where it is feedback, also `since=…`: when the last meeting was, or None.
    """

    name: str
    feedback: bool
    cards: Callable[..., Iterable[Card]]


_OFFERED: dict[str, Business] = {}


def offer(business: Business) -> None:
    """Offer a source of agenda items."""
    _OFFERED[business.name] = business


def cards(area: Any, actor: Actor, at: datetime, *, feedback: bool, since: datetime | None = None) -> list[Card]:
    """What this actor may see of the open business of an area; feedback reaches back to the last meeting."""
    sources = [business for business in _OFFERED.values() if business.feedback is feedback]
    more = {"since": since} if feedback else {}
    return [card for business in sources for card in business.cards(area, actor, at, **more)]
