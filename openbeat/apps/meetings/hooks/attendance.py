"""The part of a meeting's page that says how many came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.apps.meetings import queries
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.web.http import Request


def came_panel(request: Request, meeting: Meeting) -> str:
    """How many came, once it began: counts only, and no small ones."""
    if now() < meeting.starts_at or meeting.is_cancelled:
        return ""
    came = queries.came(meeting)
    return render_to_string("meetings/panels/came.html", {"came": came}, request=request) if came.people else ""


panels.offer("meeting-aside", Panel("came", 5, came_panel))
