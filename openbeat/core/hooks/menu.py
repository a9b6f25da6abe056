"""The main menu: each app offers its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openbeat.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the menu: a label, the name of its page, its place, and for whom it is."""

    label: Any
    url_name: str
    order: int
    shown_to: Callable[[Actor], bool] = lambda _actor: True


_OFFERED: dict[str, Item] = {}


def offer(item: Item) -> None:
    """Offer an entry; one per page."""
    _OFFERED[item.url_name] = item


def items(actor: Actor) -> list[Item]:
    """The entries for this actor, in order."""
    return sorted((item for item in _OFFERED.values() if item.shown_to(actor)), key=lambda item: item.order)
