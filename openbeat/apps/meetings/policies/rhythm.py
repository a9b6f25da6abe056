"""Who may promise how often an area meets: its commander, and the administrator for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import RhythmAct
from openbeat.apps.meetings.policies.meetings import is_rule
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@rule(_("Only the commander of this area or the administrator says how often it meets."))
def answers_for(actor: Actor, area: Any) -> bool:
    """Holds for the commander of the area, and for the administrator."""
    return actor.holds(Role.COMMANDER, in_=area) or actor.holds(Role.ADMINISTRATOR, in_=area)


RHYTHM_POLICY = Policy({RhythmAct.PROMISE: answers_for, RhythmAct.LOOK: is_rule})
