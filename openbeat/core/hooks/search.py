"""Kinds of things that the search page knows how to name, offered by apps."""

from __future__ import annotations

from typing import Any

_OFFERED: dict[str, Any] = {}


def offer(kind: str, label: Any) -> None:
    """Offer what people call this kind of thing."""
    _OFFERED[kind] = label


def kinds() -> dict[str, Any]:
    """The kinds that can be found, and their labels."""
    return dict(_OFFERED)
