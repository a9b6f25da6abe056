"""The way to one's own calendar, on one's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.core.web.http import Request


def own_panel(request: Request, person: Person) -> str:
    """Leads to the calendar; on somebody else's page it shows nothing."""
    mine = request.actor.person is not None and request.actor.person == person
    return render_to_string("meetings/panels/person.html", {}, request=request) if mine else ""


panels.offer("person", Panel("meetings.calendar", 50, own_panel))
