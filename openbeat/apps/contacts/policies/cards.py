"""Who may put up a card: the officer whom it is about, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.cards import CardAct
from openbeat.core.people.roles import Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.kit.actors import Actor


@rule(_("Only an officer who works an area has a card here. Other posts have theirs by the post."))
def works_an_area(actor: Actor, _thing: Any) -> bool:
    return actor.person is not None and actor.holds(Role.OFFICER)


@rule(_("Only the officer whom the card is about may take it back."))
def is_about_oneself(actor: Actor, card: Any) -> bool:
    return card is not None and actor.is_subject_of(card)


CARD_POLICY = Policy({CardAct.AGREE: works_an_area, CardAct.TAKE_BACK: is_about_oneself})
