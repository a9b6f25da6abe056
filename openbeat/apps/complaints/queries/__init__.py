"""What is read about complaints: who sees which, what is late, what an opened safe gives."""

from openbeat.apps.complaints.policies import KIND
from openbeat.apps.complaints.queries.lists import (
    Line,
    cards,
    late,
    lines,
    promised,
    readable_by,
    rows,
    visible_to,
)
from openbeat.apps.complaints.queries.reading import (
    MOST,
    Found,
    Said,
    Told,
    account_of,
    draft_of,
    matching,
    safe_of,
    turns_of,
)
from openbeat.apps.complaints.queries.reception import are_taken, missing, reception
from openbeat.apps.complaints.queries.who import (
    SEARCHES,
    Reader,
    asked_machine,
    can_be_added,
    first_readers,
    history,
    openings_by_code,
    readers_of,
    readings_of,
)

__all__ = [
    "KIND",
    "MOST",
    "SEARCHES",
    "Found",
    "Line",
    "Reader",
    "Said",
    "Told",
    "account_of",
    "are_taken",
    "asked_machine",
    "can_be_added",
    "cards",
    "draft_of",
    "first_readers",
    "history",
    "late",
    "lines",
    "matching",
    "missing",
    "openings_by_code",
    "promised",
    "readable_by",
    "readers_of",
    "readings_of",
    "reception",
    "rows",
    "safe_of",
    "turns_of",
    "visible_to",
]
