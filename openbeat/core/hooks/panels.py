"""Parts of a page that other apps put in: an area's, a meeting's, a person's, the front page, the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Panel:
    """One part: `render(request, thing)` gives safe HTML, or "" when there is nothing to show."""

    name: str
    order: int
    render: Callable[[Any, Any], str]


_OFFERED: dict[str, dict[str, Panel]] = defaultdict(dict)


def offer(place: str, panel: Panel) -> None:
    """Offer a part of the page called `place`: "front", "area", "meeting", "meeting-aside" (beside its facts),
    "agenda-conditions" (in the third part of its agenda), "cannot-come", "concern", "task", "inquiry", "person"
    or "desk".
    """
    _OFFERED[place][panel.name] = panel


def offered(place: str) -> list[Panel]:
    """The parts of this page, in order."""
    return sorted(_OFFERED[place].values(), key=lambda panel: (panel.order, panel.name))
