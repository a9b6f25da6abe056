"""Who may make an address for a calendar: each for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings.lifecycle import KeyAct
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@rule(_("Sign in first: the calendar is that of a person."))
def is_a_person(actor: Actor, _thing: Any) -> bool:
    """Holds for everybody who is signed in."""
    return actor.person is not None


KEY_POLICY = Policy({KeyAct.MAKE: is_a_person, KeyAct.REVOKE: is_a_person})
