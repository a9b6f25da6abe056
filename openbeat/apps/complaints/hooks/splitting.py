"""A part of the page of whoever complained: into which parts their complaint was split, and that it was joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.apps.complaints import queries
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.web.http import Request


def own_parts(request: Request, complaint: Complaint) -> str:
    """The ways to the other parts; nothing where there is one part alone."""
    first = queries.first_of(complaint)
    parts = [one for one in (first, *queries.parts_of(first)) if one.pk != complaint.pk]
    if not parts and not complaint.joined_to_id:
        return ""
    context = {"complaint": complaint, "parts": parts}
    return render_to_string("complaints/panels/parts.html", context, request=request)


panels.offer("complaint-own", Panel("parts", 4, own_parts))
