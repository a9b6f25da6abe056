"""Who may do what about a tactic: the police propose and use it, residents answer, the community speaks as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import IN_USE_ONLY, TACTIC, TacticAct, TacticStage
from openbeat.apps.progress.policies.tasks import is_police, serves, speaks_for_community
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Tactic, TacticAnswer
    from openbeat.kit.actors import Actor


@rule(_("The police of this area do not answer their own proposal: residents do."))
def does_not_propose(actor: Actor, tactic: Tactic) -> bool:
    """Holds for everybody but the police who answer for the area."""
    return not serves(actor, tactic)


@rule(_("This tactic is not used any more."))
def still_matters(_actor: Actor, tactic: Tactic) -> bool:
    """Holds until the tactic is given up."""
    return tactic.stage != TacticStage.GIVEN_UP


@rule(_("Only the block contact or the chair of this area may speak for the community."))
def speaks(actor: Actor, tactic: Tactic) -> bool:
    """Holds for the contact and the chair of the community."""
    return speaks_for_community(actor, tactic)


@rule(_("Only the police of this area, its block contact or its chair look at what residents wrote."))
def may_look(actor: Actor, thing: Any) -> bool:
    """Holds for the police who answer for the area, and for the contact and the chair of its community."""
    return serves(actor, thing) or speaks_for_community(actor, thing)


@rule(_("Somebody has looked at these words already."))
def is_unlooked(_actor: Actor, answer: TacticAnswer) -> bool:
    """Holds for words at which nobody has looked yet."""
    return bool(answer.words) and answer.looked_at is None


TACTIC_POLICY = Policy(
    {
        TacticAct.PROPOSE: is_police,
        TacticAct.SAY: does_not_propose & still_matters,
        TacticAct.SPEAK: speaks & still_matters,
        TacticAct.USE: is_police & TACTIC.permits(TacticAct.USE),
        TacticAct.EXPLAIN: is_police & IN_USE_ONLY.permits(TacticAct.EXPLAIN),
        TacticAct.GIVE_UP: is_police & TACTIC.permits(TacticAct.GIVE_UP),
    }
)
ANSWER_POLICY = Policy({TacticAct.SHOW: may_look & is_unlooked, TacticAct.HIDE: may_look & is_unlooked})
