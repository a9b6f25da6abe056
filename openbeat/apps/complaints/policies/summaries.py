"""Who writes the summary of a closed case, and who releases it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Sort, Stage
from openbeat.apps.complaints.lifecycle.summaries import Telling
from openbeat.apps.complaints.policies import is_reader, receives
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor


@rule(_("Only a complaint that is closed has a summary."))
def is_closed(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage == Stage.CLOSED and complaint.sort == Sort.COMPLAINT


@rule(_("Whoever wrote it does not release it; a second person does."))
def is_second_person(actor: Actor, complaint: Complaint) -> bool:
    draft = getattr(getattr(complaint, "summary", None), "draft", None)
    return draft is None or (actor.person is not None and actor.person.pk != draft.by_id)


SUMMARY_POLICY = Policy(
    {
        Telling.SEE_OWED: receives,
        Telling.DRAFT: is_reader & is_closed,
        Telling.RELEASE: is_reader & is_closed & is_second_person,
    }
)
