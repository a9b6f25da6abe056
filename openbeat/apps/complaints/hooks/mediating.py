"""A part of the page of whoever complained: whether they want to talk with the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import mediating as queries
from openbeat.apps.complaints.queries.reading import safe_of
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.web.http import Request


def own_mediation(request: Request, complaint: Complaint) -> str:
    """What was offered and what came of it, with the two buttons while it is open; nothing where nothing was."""
    if queries.mediation_of(complaint) is None:
        return ""
    try:
        talk = queries.talk_of(complaint, vaults.opened(safe_of(complaint), vault.keys(request)))
    except Shut:
        return ""
    doors = POLICY.doors(request.actor, complaint)
    context = {"complaint": complaint, "talk": talk, "doors": doors}
    return render_to_string("complaints/panels/mediation.html", context, request=request)


panels.offer("complaint-own", Panel("mediation", 5, own_mediation))
