"""Who may change what the department says of itself and promises."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor

ADMINISTRATOR = "administrator"  # people.roles names it; this package stands below


class Act(StrEnum):
    """What can be done to the department."""

    SEE = "see"
    SET_UP = "set_up"
    DESCRIBE = "describe"
    ADD_HOLIDAY = "add_holiday"
    REMOVE_HOLIDAY = "remove_holiday"
    FILL_HOLIDAYS = "fill_holidays"
    PROMISE = "promise"
    DECIDE = "decide"


@rule(_("Only an administrator of the department may do this."))
def administers(actor: Actor, _thing: Any) -> bool:
    """Holds the post of administrator."""
    return actor.holds(ADMINISTRATOR)


POLICY = Policy(dict.fromkeys(Act, administers))
