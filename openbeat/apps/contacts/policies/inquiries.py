"""Who may do what about an inquiry: it is between the person who wrote and the post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.inquiries import INQUIRIES, Act
from openbeat.core.people.roles import COMMITTEE, WRITERS, Role
from openbeat.kit.policy import Policy, anyone, rule, signed_in

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import Inquiry
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

POLICE_POSTS = (Role.LIAISON, Role.COMMANDER)
WRITABLE = (*POLICE_POSTS, *COMMITTEE)  # posts that residents can write to


def _answers_for(actor: Actor, post: Post) -> bool:
    """Whoever holds the post (a deputy of the committee holds it too); for the liaison officer, the deputy's post."""
    if actor.holds(post.role, in_=post.area_id):
        return True
    return bool(post.role == Role.LIAISON and actor.holds(Role.DEPUTY, in_=post.area_id))


def _reads(actor: Actor, post: Post) -> bool:
    """The same, and one who steps in: the commander for the police, the chair for the committee."""
    above = Role.CHAIR if post.role in COMMITTEE else Role.COMMANDER
    return _answers_for(actor, post) or actor.holds(above, in_=post.area_id)


@rule(_("Only the person who wrote this may do this."))
def wrote_it(actor: Actor, inquiry: Inquiry) -> bool:
    return actor.is_subject_of(inquiry)


@rule(_("You cannot answer what you wrote yourself."))
def did_not_write_it(actor: Actor, inquiry: Inquiry) -> bool:
    return not actor.is_subject_of(inquiry)


@rule(_("Only whoever holds this post, or steps in for it, may do this."))
def reads_the_post(actor: Actor, inquiry: Inquiry) -> bool:
    return _reads(actor, inquiry.post)


@rule(_("Only staff who write down what residents say may do this."))
def writes_down(actor: Actor, _thing: Any) -> bool:
    return any(actor.holds(role) for role in WRITERS)


@rule(_("What people write to the committee is for the committee. Show them how to write to it here."))
def is_of_the_police(_actor: Actor, to: Any) -> bool:
    return getattr(to, "post", to).role in POLICE_POSTS


@rule(_("It belongs to somebody already."))
def is_unclaimed(_actor: Actor, inquiry: Inquiry) -> bool:
    return inquiry.written_by_id is None


INQUIRY_POLICY = Policy(
    {
        Act.WRITE: anyone,
        Act.ENTER: writes_down & is_of_the_police,
        Act.READ: wrote_it | reads_the_post,
        Act.TAKE_UP: reads_the_post & did_not_write_it & INQUIRIES.permits(Act.TAKE_UP),
        Act.LOG: reads_the_post & did_not_write_it,
        Act.ANSWER: reads_the_post & did_not_write_it & INQUIRIES.permits(Act.ANSWER),
        Act.CONFIRM: wrote_it & INQUIRIES.permits(Act.CONFIRM),
        Act.SEND_BACK: wrote_it & INQUIRIES.permits(Act.SEND_BACK),
        Act.CLAIM: signed_in & is_unclaimed,
    }
)


def role_of(actor: Actor, inquiry: Inquiry) -> str:
    """In which role somebody acts on an inquiry: what a page says in place of a name."""
    if actor.is_subject_of(inquiry):
        return "written_by"
    post = inquiry.post
    roles = (post.role, Role.DEPUTY, Role.COMMANDER, Role.CHAIR)
    held = (role for role in roles if actor.holds(role, in_=post.area_id))
    elsewhere = (role for role in WRITERS if actor.holds(role))
    return str(next(held, None) or next(elsewhere, None) or (Role.RESIDENT if actor.person else actor.kind))


def is_own(actor: Actor, inquiry: Inquiry) -> bool:
    """Whether it is one's own, so that reading it is no act on record."""
    return actor.is_subject_of(inquiry)
