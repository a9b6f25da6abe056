"""Who draws a sample, asks for a key, gives one, says what was found, and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.audits import AuditAct
from openbeat.apps.complaints.policies import INSIDE, is_reader
from openbeat.apps.complaints.policies.board import leads_the_department
from openbeat.apps.complaints.policies.casework import is_outside
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Audit
    from openbeat.kit.actors import Actor


@rule(_("Only the outside body, and those in the department who work on complaints, may do this."))
def works_on_complaints(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in INSIDE)


@rule(_("This audit is over."))
def goes_on(_actor: Any, audit: Audit) -> bool:
    return audit.told_at is None


@rule(_("It has not said yet what it found."))
def was_told(_actor: Any, audit: Audit) -> bool:
    return audit.told_at is not None


@rule(_("The department has answered this already."))
def is_unanswered(_actor: Any, audit: Audit) -> bool:
    return audit.replied_at is None


AUDIT_POLICY = Policy(
    {
        AuditAct.DRAW: is_outside,
        AuditAct.ASK: is_outside & goes_on,
        AuditAct.TELL: is_outside & goes_on,
        AuditAct.REPLY: leads_the_department & was_told & is_unanswered,
        AuditAct.READ: is_outside | leads_the_department | works_on_complaints,
    }
)
GIVING_POLICY = Policy({AuditAct.GIVE: is_reader})  # asked about the matter itself
