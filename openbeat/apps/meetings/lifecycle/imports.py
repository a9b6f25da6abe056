"""What can be done with a file of meetings."""

from __future__ import annotations

from enum import StrEnum


class ImportAct(StrEnum):
    """Written into the ledger under these names."""

    TAKE = "take"
