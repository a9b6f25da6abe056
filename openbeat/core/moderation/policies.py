"""Who may appeal against what is not shown, and who decides: never whoever decided before."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import moderation as port
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.core.moderation.models import Appeal, Removal
    from openbeat.kit.actors import Actor


class Act(StrEnum):
    """What is done about a part that is not shown; written into the ledger under these names."""

    WITHHOLD = "withhold"
    LIFT = "lift"
    APPEAL = "appeal"
    DECIDE = "decide_appeal"


@rule(_("Only whoever wrote it may appeal."))
def wrote_it(actor: Actor, removal: Removal) -> bool:
    """Is the one whose words, photo or place it is; by an account or by a receipt."""
    return is_author(actor, removal)


@rule(_("It is shown again already."))
def is_withheld(_actor: Actor, removal: Removal) -> bool:
    """It is not shown now."""
    return removal.lifted_at is None


@rule(_("There was an appeal against this already; it is decided once."))
def was_not_appealed(_actor: Actor, removal: Removal) -> bool:
    """Nobody appealed before."""
    return not removal.appeals.exists()


@rule(
    _(
        "Only a commander decides about an appeal. If the area's commander decided before, it is another commander or "
        "an administrator."
    )
)
def decides_there(actor: Actor, appeal: Appeal) -> bool:
    """Commands the area; or any district, or the site, where whoever commands the area decided before."""
    removal = appeal.removal
    if actor.holds(Role.COMMANDER, in_=removal.area_id):
        return True
    return removal.role == Role.COMMANDER and (actor.holds(Role.COMMANDER) or actor.holds(Role.ADMINISTRATOR))


@rule(_("You decided this before. Somebody else has to look at it now."))
def did_not_decide_before(actor: Actor, appeal: Appeal) -> bool:
    """Somebody else withheld it."""
    return actor.person is None or actor.person.pk != appeal.removal.decided_by_id


@rule(_("You cannot decide about what you wrote yourself."))
def did_not_write_it(actor: Actor, appeal: Appeal) -> bool:
    """Somebody else wrote it."""
    return not is_author(actor, appeal.removal)


@rule(_("This appeal was decided already."))
def is_undecided(_actor: Actor, appeal: Appeal) -> bool:
    """Nobody decided it yet."""
    return not appeal.outcome


def is_author(actor: Actor, removal: Removal) -> bool:
    """Whether it is the actor's own, as the app that keeps it says."""
    offered = port.of(removal.kind)
    thing = offered.thing(removal.key) if offered else None
    return thing is not None and actor.is_subject_of(thing)


def may_decide(actor: Actor, appeal: Appeal) -> bool:
    """Whether this actor decides there and did not decide before; asks no database, for lists."""
    return bool((decides_there & did_not_decide_before)(actor, appeal))


def reads(actor: Actor, appeal: Appeal) -> bool:
    """Whether this actor is one of those who decide, and so reads what is not shown; each reading is on record."""
    return may_decide(actor, appeal) and bool(did_not_write_it(actor, appeal))


MODERATION_POLICY = Policy(
    {
        Act.APPEAL: wrote_it & is_withheld & was_not_appealed,
        Act.DECIDE: decides_there & did_not_decide_before & did_not_write_it & is_undecided,
    }
)


def role_of(actor: Actor, area: Any) -> str:
    """In which role somebody decides: what the log says in place of a name."""
    ranks = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER)
    held = next((str(role) for role in ranks if actor.holds(role, in_=area)), "")
    elsewhere = (str(role) for role in (*ranks, Role.ADMINISTRATOR, Role.CHAIR) if actor.holds(role))
    return held or next(elsewhere, actor.kind)
