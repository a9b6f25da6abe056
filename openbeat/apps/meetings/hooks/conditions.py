"""Current conditions on other pages: in the third part of the agenda, and on the page of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.apps.meetings import demo, queries
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.apps.meetings.policies import may_feel
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request


def agenda_panel(request: Request, meeting: Meeting) -> str:
    """What the third part of the agenda begins with: the figures, what was done, what residents say."""
    if meeting.kind == Kind.HOURS or meeting.is_cancelled:
        return ""
    at = now()
    (said,) = queries.verdicts_to([meeting])
    context = {
        "meeting": meeting,
        "conditions": queries.conditions_of(meeting, at),
        "said": said,
        "door": may_feel(request.actor, meeting, at),
    }
    return render_to_string("meetings/panels/conditions.html", context, request=request)


def area_panel(request: Request, area: Area) -> str:
    """The newest figures of an area, on its page, and the way to say how it is."""
    at = now()
    found = queries.conditions_today(area, at)
    if found is None:
        return ""
    context = {"area": area, "conditions": found, "next": queries.next_of(area, at)}
    return render_to_string("meetings/panels/area_conditions.html", context, request=request)


panels.offer("agenda-conditions", Panel("conditions", 10, agenda_panel))
panels.offer("area", Panel("conditions", 25, area_panel))
demos.offer("conditions", 55, demo.conditions)
