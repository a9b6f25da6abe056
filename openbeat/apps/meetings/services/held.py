"""A meeting, held until the act is done: whatever counts places or entries waits its turn."""

from __future__ import annotations

from openbeat.apps.meetings.models import Meeting


def held(meeting: Meeting) -> Meeting:
    """The meeting as it stands now; nobody else changes it until this transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    return rows.get(pk=meeting.pk)
