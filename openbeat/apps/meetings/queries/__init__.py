"""Every read of meetings."""

from openbeat.apps.meetings.queries.agenda import (
    Line,
    Section,
    agenda,
    business,
    item,
    items_of,
    last_before,
    next_after,
)
from openbeat.apps.meetings.queries.meetings import (
    Wish,
    areas_led,
    between,
    found,
    last_note,
    news,
    next_of,
    notes_lately,
    over_without_end,
    to_fill,
    visible_to,
)

__all__ = [
    "Line",
    "Section",
    "Wish",
    "agenda",
    "areas_led",
    "between",
    "business",
    "found",
    "item",
    "items_of",
    "last_before",
    "last_note",
    "news",
    "next_after",
    "next_of",
    "notes_lately",
    "over_without_end",
    "to_fill",
    "visible_to",
]
