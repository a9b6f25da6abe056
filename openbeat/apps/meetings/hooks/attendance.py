"""The part of a meeting's page that says how many came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.services import attendance
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.core.vault import records
from openbeat.core.vault.records import RecordKind
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


records.offer(
    RecordKind(
        attendance.MEETING, _("Meeting"), (), 0,
        _("They are needed to tell people what came of it. How many came stays."),
        part=_("names on its sign-in sheet"), sealed=False, days=attendance.NAMES_KEPT.days,
    )
)  # fmt: skip
panels.offer("meeting-aside", Panel("came", 5, came_panel))
