"""Conditions about taking in and giving out that need nothing but the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import UNDECIDED, Act, Sort, Stage
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, Recording
    from openbeat.kit.actors import Actor


@rule(_("Nobody asked you to keep this recording."))
def was_asked_to_keep_it(actor: Actor, recording: Recording) -> bool:
    if actor.kind == "holder":  # the link of the request, which worked once
        return actor.is_subject_of(recording)
    return actor.person is not None and recording.holder_id == actor.person.pk


@rule(_("It is not in mediation."))
def is_in_mediation(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage == Stage.MEDIATION


@rule(_("Praise and questions are answered. Only a complaint is taken apart point by point."))
def is_a_complaint(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.sort == Sort.COMPLAINT


@rule(_("Say point by point what it is about first."))
def says_what_it_is_about(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.sort != Sort.COMPLAINT or complaint.classified_at is not None


@rule(_("It was joined with another matter"))
def goes_by_itself(_actor: Actor, complaint: Complaint) -> bool:
    """Holds for what goes its own way: what was joined is looked into where it was joined to."""
    return complaint.joined_to_id is None


@rule(_("It is decided."))
def is_undecided(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage in UNDECIDED


@rule(_("Only the outside body reads it already."))
def is_inside_too(_actor: Actor, complaint: Complaint) -> bool:
    return not complaint.outside_only


RECORDINGS_POLICY = Policy({Act.ANSWER_RECORDING: was_asked_to_keep_it})
