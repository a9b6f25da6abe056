"""Who may do what about a meeting: whoever leads it, of the police or of the community."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import LIFECYCLE, WITHOUT_AGENDA, Act, Kind
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, Rule, Verdict, rule

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor

POLICE = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER)
LEADERS = (*POLICE, Role.CHAIR)
SHORT_NOTE = frozenset({Kind.HOURS})


@rule(_("Only the liaison officer, the deputy, the commander or the chair of this area may do this."))
def leads(actor: Actor, thing: Any) -> bool:
    """Holds for whoever leads the meetings of the area, of the police or of the community."""
    return any(actor.holds(role, in_=getattr(thing, "area", thing)) for role in LEADERS)


@rule(_("Only the clock does this."))
def is_rule(actor: Actor, _meeting: Meeting) -> bool:
    """Holds for the software itself."""
    return actor.kind == "program"


@rule(_("Only the liaison officer, the deputy or the commander of this area may put a task on the chart."))
def is_police(actor: Actor, meeting: Meeting) -> bool:
    """Holds for the police who answer for the area."""
    return any(actor.holds(role, in_=meeting.area) for role in POLICE)


@rule(_("Liaison hours and listening sessions have no agenda of the department."))
def has_agenda(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for every meeting but liaison hours and listening sessions."""
    return meeting.kind not in WITHOUT_AGENDA


@rule(_("What came of this meeting is written into its minutes. A short note alone is for liaison hours."))
def has_short_note(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for meetings so small that a note is enough."""
    return meeting.kind in SHORT_NOTE


@rule(_("There are no minutes: liaison hours have a short note, and of a listening session residents release lines."))
def has_minutes(_actor: Actor, meeting: Meeting) -> bool:
    """Holds for meetings of which minutes are kept."""
    return meeting.kind not in WITHOUT_AGENDA


def _act(act: Act) -> Rule:
    return leads & LIFECYCLE.permits(act)


POLICY = Policy(
    {
        Act.ANNOUNCE: leads,
        Act.CHANGE: _act(Act.CHANGE),
        Act.CANCEL: _act(Act.CANCEL),
        Act.ADD: _act(Act.ADD) & has_agenda,
        Act.TAKE_UP: _act(Act.TAKE_UP) & has_agenda,
        Act.AGREE: is_police & _act(Act.AGREE) & has_agenda,
        Act.NOTE: _act(Act.NOTE) & has_agenda,
        Act.PUBLISH: _act(Act.PUBLISH) & has_short_note,
        Act.DRAFT: _act(Act.DRAFT) & has_minutes,
        Act.CONCLUDE: is_rule & LIFECYCLE.permits(Act.CONCLUDE),
        Act.FILL: is_rule,
        Act.END: is_rule,
    }
)
TOO_LATE = Verdict(allowed=False, reason=_("This meeting has begun already."))
TOO_EARLY = Verdict(allowed=False, reason=_("What came of a meeting is published when it has begun, not before."))
BEFORE = frozenset({Act.CHANGE, Act.CANCEL})
AFTER = frozenset({Act.PUBLISH, Act.DRAFT})


def verdict(actor: Actor, act: Act, meeting: Meeting, at: datetime) -> Verdict:
    """Whether this actor may do this act now: some acts come before the meeting, the note after it began."""
    found = POLICY.verdict(actor, act, meeting)
    if not found:
        return found
    if act in BEFORE and at >= meeting.starts_at:
        return TOO_LATE
    return TOO_EARLY if act in AFTER and at < meeting.starts_at else found


def doors(actor: Actor, meeting: Meeting, at: datetime) -> dict[str, Verdict]:
    """All verdicts at once, for templates."""
    return {act.value: verdict(actor, Act(act), meeting, at) for act in (*LIFECYCLE.moves, Act.ANNOUNCE)}
