"""Who writes the summary of a closed case, and who releases it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Sort
from openbeat.apps.complaints.lifecycle.publication import From
from openbeat.apps.complaints.lifecycle.summaries import FAR_ENOUGH, Telling
from openbeat.apps.complaints.policies import is_reader, receives
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor


@rule(_("A case has a summary once it is closed; or once it is decided, where the chief and the lawyer signed that."))
def is_far_enough(_actor: Actor, complaint: Complaint) -> bool:
    """By what was signed, where `queries.summaries.measured` said it; else closed."""
    return complaint.sort == Sort.COMPLAINT and complaint.stage in FAR_ENOUGH[From(complaint.published_from)]


@rule(_("Whoever wrote it does not release it; a second person does."))
def is_second_person(actor: Actor, complaint: Complaint) -> bool:
    draft = getattr(getattr(complaint, "summary", None), "draft", None)
    return draft is None or (actor.person is not None and actor.person.pk != draft.by_id)


SUMMARY_POLICY = Policy(
    {
        Telling.SEE_OWED: receives,
        Telling.DRAFT: is_reader & is_far_enough,
        Telling.RELEASE: is_reader & is_far_enough & is_second_person,
    }
)
