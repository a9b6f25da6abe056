"""What was released after a listening session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.models import ReleasedLine

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting


def released(meeting: Meeting) -> list[ReleasedLine]:
    """The lines that everybody may read, in the order in which they were released."""
    return list(ReleasedLine.objects.filter(meeting=meeting).order_by("number"))
