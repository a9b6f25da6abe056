"""What can be done about one's own calendar."""

from __future__ import annotations

from enum import StrEnum


class KeyAct(StrEnum):
    """Written into the ledger under these names."""

    MAKE = "make"
    REVOKE = "revoke"
