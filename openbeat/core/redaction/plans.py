"""What was chosen so far, as it travels with the form from page to page; it names places and reasons, and no words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from openbeat.core.redaction.pages import Box
from openbeat.core.redaction.reasons import Reason
from openbeat.core.redaction.texts import LONGEST_NOTE, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 2000


class Unknown(ValueError):
    """Raised where a plan was not made by this form."""


def written(spans: Iterable[Span]) -> str:
    """Spans as they travel."""
    return json.dumps([[span.start, span.end, str(span.reason), span.note] for span in spans])


def read(plan: str) -> list[Span]:
    """Spans as they travelled. Raises Unknown."""
    return [Span(int(start), int(end), Reason(reason), _note(note)) for start, end, reason, note in _rows(plan, 4)]


def written_boxes(boxes: Iterable[Box]) -> str:
    """Boxes as they travel."""
    rows = ([*(round(edge, 4) for edge in _edges(box)), box.page, str(box.reason), box.note] for box in boxes)
    return json.dumps(list(rows))


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def read_boxes(plan: str) -> list[Box]:
    """Boxes as they travelled. Raises Unknown."""
    return [
        Box(int(page), _share(left), _share(top), _share(right), _share(bottom), Reason(reason), _note(note))
        for left, top, right, bottom, page, reason, note in _rows(plan, 7)
    ]


def _rows(plan: str, parts: int) -> list[list[Any]]:
    try:
        rows = json.loads(plan or "[]")
        if not isinstance(rows, list) or len(rows) > MOST or any(len(row) != parts for row in rows):
            raise Unknown
        for row in rows:
            Reason(row[-2])
            [float(place) for place in row[:-2]]
    except (ValueError, TypeError) as fault:
        raise Unknown from fault
    return rows


def _share(place: Any) -> float:
    return min(1.0, max(0.0, float(place)))


def _note(note: Any) -> str:
    return str(note)[:LONGEST_NOTE]
