"""Who of both sides says for themselves whether they want to talk, and whether what was agreed holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Stage, Without
from openbeat.apps.complaints.lifecycle.mediating import Talk
from openbeat.apps.complaints.policies import has_the_receipt, is_reader, takes_in
from openbeat.apps.complaints.policies.sides import is_the_officer
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, OfficerNotice


@rule(_("Nobody asks you now whether you want to talk."))
def is_being_asked(_actor: Any, notice: OfficerNotice) -> bool:
    return notice.accused.complaint.stage == Stage.MEDIATION


@rule(_("They have not agreed on anything in a talk."))
def was_agreed(_actor: Any, complaint: Complaint) -> bool:
    return complaint.without == Without.MEDIATED


MEDIATION_POLICY = Policy({Talk.HOLDS: (has_the_receipt | is_reader & takes_in) & was_agreed})
OFFICER_POLICY = Policy({Talk.ANSWER: is_the_officer & is_being_asked})
