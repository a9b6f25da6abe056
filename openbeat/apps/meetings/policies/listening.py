"""Who may write down what is said at a listening session: residents who lead it, and nobody of the police."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import Kind, ListeningAct, Stage
from openbeat.core.people.roles import STAFF, Role
from openbeat.core.places.models import Kind as AreaKind
from openbeat.kit.policy import Policy, Verdict, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

FACILITATORS = (Role.CHAIR, Role.LEADER, Role.BLOCK_CONTACT)
NOT_BEGUN = Verdict(allowed=False, reason=_("Lines are released when the session has begun, not before."))


@rule(_("Residents only: nobody who works for the department reads along before lines are released."))
def is_no_staff(actor: Actor, _meeting: Meeting) -> bool:
    """Holds for whoever holds no post of the department, anywhere."""
    return not any(actor.holds(role) for role in STAFF)


@rule(_("Nothing has been released yet. The chair, a community leader or a block contact of the area writes it down."))
def facilitates(actor: Actor, meeting: Meeting) -> bool:
    """Holds for residents who lead sessions in the area."""
    return any(actor.holds(role, in_=meeting.area) for role in FACILITATORS)


@rule(_("This meeting is no listening session, or it was cancelled."))
def is_listening(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for a listening session that takes place."""
    return meeting.kind == Kind.LISTENING and meeting.stage != Stage.CANCELLED


@rule(_("This session was not of one beat alone: raise it with the form, and say which beat it is about."))
def is_of_one_beat(_actor: Actor, meeting: Meeting) -> bool:
    """Holds where it is clear whose liaison officer owes the answer."""
    return meeting.area.kind == AreaKind.BEAT


LISTENING_POLICY = Policy(
    {
        ListeningAct.OPEN: is_listening & is_no_staff & facilitates,
        ListeningAct.RELEASE: is_listening & is_no_staff & facilitates,
        ListeningAct.RAISE: is_listening & is_no_staff & facilitates & is_of_one_beat,
    }
)


def may_release(actor: Actor, meeting: Meeting, at: datetime) -> Verdict:
    """Whether this actor may release lines now: from the beginning of the session on."""
    found = LISTENING_POLICY.verdict(actor, ListeningAct.RELEASE, meeting)
    return NOT_BEGUN if found and at < meeting.starts_at else found
