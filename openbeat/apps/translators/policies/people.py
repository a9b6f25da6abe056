"""Who says that they translate, and who admits it: never themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.translators.lifecycle import TongueAct
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, rule, signed_in

if TYPE_CHECKING:
    from openbeat.apps.translators.models import Tongue
    from openbeat.kit.actors import Actor


@rule(_("Only an administrator may do this."))
def is_administrator(actor: Actor, _tongue: Tongue) -> bool:
    """Holds for whoever says who holds which post."""
    return actor.holds(Role.ADMINISTRATOR)


@rule(_("Somebody else admits the languages that you translate into."))
def is_not_for_oneself(actor: Actor, tongue: Tongue) -> bool:
    """Holds for another person than the translator."""
    return not actor.is_subject_of(tongue)


@rule(_("Only the translator or an administrator may do this."))
def is_own(actor: Actor, tongue: Tongue) -> bool:
    """Holds for the translator."""
    return actor.is_subject_of(tongue)


@rule(_("This was decided already."))
def waits(_actor: Actor, tongue: Tongue) -> bool:
    """Holds until somebody has admitted or ended it."""
    return tongue.admitted_at is None and tongue.ended_at is None


@rule(_("This has ended already."))
def stands(_actor: Actor, tongue: Tongue) -> bool:
    """Holds until it was ended."""
    return tongue.ended_at is None


TONGUE_POLICY = Policy(
    {
        TongueAct.SAY: signed_in,
        TongueAct.ADMIT: is_administrator & is_not_for_oneself & waits,
        TongueAct.END: (is_administrator | is_own) & stands,
    }
)
