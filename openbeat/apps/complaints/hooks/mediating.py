"""A part of the page of whoever complained: whether they want to talk with the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from openbeat.apps.complaints.lifecycle.mediating import TOLD, Talk
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import KIND
from openbeat.apps.complaints.policies.mediating import OFFICER_POLICY
from openbeat.apps.complaints.queries import mediating as queries
from openbeat.apps.complaints.queries.reading import safe_of
from openbeat.core.department import queries as department
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, OfficerNotice
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
    due = talk is not None and queries.is_due(talk.row, now().astimezone(department.zone()).date())
    context = {"complaint": complaint, "talk": talk, "doors": doors, "due": due}
    return render_to_string("complaints/panels/mediation.html", context, request=request)


def officer_mediation(request: Request, notice: OfficerNotice) -> str:
    """For the officer, on the page of what they were told: whether they want to talk; nothing where nobody asks."""
    row = queries.mediation_of(notice.accused.complaint)
    door = OFFICER_POLICY.verdict(request.actor, Talk.ANSWER, notice)
    if row is None or (row.ended_at is None and not door):
        return ""
    return render_to_string("complaints/panels/officer_talk.html", {"notice": notice, "row": row}, request=request)


panels.offer("complaint-officer", Panel("mediation", 5, officer_mediation))
panels.offer("complaint-own", Panel("mediation", 5, own_mediation))
accountable(KIND, dict.fromkeys(map(str, TOLD), ()), sealed=True)
