"""What can be done about what was said at a listening session: residents decide line by line what is released."""

from __future__ import annotations

from enum import StrEnum


class ListeningAct(StrEnum):
    """Written into the ledger under these names."""

    OPEN = "open_listening"
    RELEASE = "release_lines"
    RAISE = "raise_line"
