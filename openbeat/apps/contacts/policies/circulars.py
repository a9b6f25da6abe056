"""Who writes to the followers of an area, and who looks at it first: never the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.circulars import CIRCULARS, CircularAct, CircularStage
from openbeat.core.people.roles import COMMITTEE, Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import Circular
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

AUTHORS = (*COMMITTEE, Role.LEADER)
MODERATORS = (Role.LIAISON, Role.DEPUTY, *COMMITTEE)


@rule(_("Only community leaders and the committee of this area write to those who follow it."))
def leads_here(actor: Actor, area: Area) -> bool:
    return any(actor.holds(role, in_=area) for role in AUTHORS)


@rule(_("Only whoever wrote it may do this."))
def wrote_it(actor: Actor, circular: Circular) -> bool:
    return actor.is_subject_of(circular)


@rule(_("Only the liaison officer or the committee of this area looks at it."))
def moderates_here(actor: Actor, circular: Circular) -> bool:
    return any(actor.holds(role, in_=circular.area_id) for role in MODERATORS)


@rule(_("Somebody else looks at what you wrote yourself."))
def did_not_write_it(actor: Actor, circular: Circular) -> bool:
    return not actor.is_subject_of(circular)


@rule(_("It was not sent yet."))
def was_sent(_actor: Actor, circular: Circular) -> bool:
    return circular.stage == CircularStage.SENT


@rule(_("It is being written."))
def is_submitted(_actor: Actor, circular: Circular) -> bool:
    return circular.stage not in {CircularStage.DRAFT, CircularStage.WITHDRAWN}


CIRCULAR_POLICY = Policy(
    {
        CircularAct.BEGIN: leads_here,
        CircularAct.WRITE: wrote_it & CIRCULARS.permits(CircularAct.WRITE),
        CircularAct.SUBMIT: wrote_it & CIRCULARS.permits(CircularAct.SUBMIT),
        CircularAct.WITHDRAW: wrote_it & CIRCULARS.permits(CircularAct.WITHDRAW),
        CircularAct.RELEASE: moderates_here & did_not_write_it & CIRCULARS.permits(CircularAct.RELEASE),
        CircularAct.RETURN: moderates_here & did_not_write_it & CIRCULARS.permits(CircularAct.RETURN),
        CircularAct.READ: wrote_it | (moderates_here & is_submitted) | was_sent,
    }
)


def author_role(actor: Actor, area: Area) -> str:
    """In which role somebody writes."""
    return str(next((role for role in AUTHORS if actor.holds(role, in_=area)), Role.RESIDENT))


def areas_of(actor: Actor, roles: tuple[Role, ...]) -> list[Any]:
    """The keys of the areas in which the actor holds one of these roles."""
    return sorted({area for role in roles for area in actor.areas(role)})
