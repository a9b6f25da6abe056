"""The rows of what other systems held, for the figures: each case as of the day on which it was written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openbeat.apps.complaints.figures.facts import Case, Charge


def past(first: int) -> tuple[list[Case], list[Charge]]:
    """Imported cases and their allegations; the first case has the place `first`."""
    return [], []
