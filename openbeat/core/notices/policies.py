"""Who may read a message to somebody else, and see to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.core.hooks import origins
from openbeat.core.notices.lifecycle import BY_HAND, LIFECYCLE, Act, Channel, Following
from openbeat.core.people.roles import Role
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Policy, rule, signed_in

if TYPE_CHECKING:
    from openbeat.core.notices.models import Message
    from openbeat.kit.actors import Actor
    from openbeat.kit.refs import Ref

AREA_ROLES = (Role.LIAISON, Role.DEPUTY, Role.COMMANDER)


@rule(_("Only whoever answers for this area may do this."))
def answers_for_it(actor: Actor, message: Message) -> bool:
    if message.area_id is None:
        return actor.holds(Role.ADMINISTRATOR)
    return any(actor.holds(role, in_=message.area_id) for role in AREA_ROLES)


@rule(_("Only whoever answers for this area, or an administrator, may do this."))
def is_administrator(actor: Actor, message: Message) -> bool:
    return actor.holds(Role.ADMINISTRATOR)


@rule(_("Only whoever answers for an area, or an administrator, may see this list."))
def answers_somewhere(actor: Actor, _nothing: object) -> bool:
    return actor.holds(Role.ADMINISTRATOR) or any(actor.holds(role) for role in AREA_ROLES)


@rule(_("Somebody has seen to this message."))
def is_open(actor: Actor, message: Message) -> bool:
    return message.closed_at is None


@rule(_("This message goes out by itself."))
def goes_by_hand(actor: Actor, message: Message) -> bool:
    return message.channel in BY_HAND


@rule(_("This is a letter, not a call."))
def is_spoken(actor: Actor, message: Message) -> bool:
    return message.channel != Channel.LETTER


@rule(_("This is a call, not a letter."))
def is_not_a_call(actor: Actor, message: Message) -> bool:
    return message.channel != Channel.TELEPHONE


@rule(_("Its words are gone; they are kept for thirty days."))
def has_words(actor: Actor, message: Message) -> bool:
    return bool(message.body)


@rule(_("There is no address to send it to."))
def has_address(actor: Actor, message: Message) -> bool:
    return bool(message.address)


_by_hand = answers_for_it & is_open & goes_by_hand
_either = (answers_for_it | is_administrator) & is_open

POLICY = Policy(
    {
        Act.SEE: answers_somewhere,
        Act.READ: answers_for_it,
        Act.TOLD: _by_hand & is_spoken & LIFECYCLE.permits(Act.TOLD),
        Act.NO_ANSWER: _by_hand & is_spoken & LIFECYCLE.permits(Act.NO_ANSWER),
        Act.WRONG: _by_hand & LIFECYCLE.permits(Act.WRONG),
        Act.POSTED: _by_hand & is_not_a_call & LIFECYCLE.permits(Act.POSTED),
        Act.CONFIRM: _either & LIFECYCLE.permits(Act.CONFIRM),
        Act.RESEND: _either & LIFECYCLE.permits(Act.RESEND) & has_words & has_address,
        Act.GIVE_UP: _either & LIFECYCLE.permits(Act.GIVE_UP),
    }
)


@rule(_("Only what everybody can see can be followed. Whoever raised a private matter is told without that."))
def everybody_sees_it(actor: Actor, what: Ref) -> bool:
    return what in origins.cards([what], VISITOR)


FOLLOWING_POLICY = Policy({Following.FOLLOW: signed_in & everybody_sees_it, Following.UNFOLLOW: signed_in})
