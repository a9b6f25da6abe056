"""Who may do what to a person's record, to the holding of a post, and to a demand from outside."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.core.people.roles import WRITERS, Role, is_staff
from openbeat.kit.policy import Policy, anyone, rule

if TYPE_CHECKING:
    from openbeat.core.people.models import Demand, Person
    from openbeat.kit.actors import Actor


class Act(StrEnum):
    """What can be done about people; written into the ledger under these names."""

    REGISTER = "register"
    ENTER = "enter_person"
    CLAIM = "claim_person"
    MERGE = "merge_person"
    CHANGE_DETAILS = "change_details"
    CHANGE_WAYS = "change_ways"
    CONFIRM_EMAIL = "confirm_email"
    READ_PAGE = "read_page"
    RENEW_RECEIPT = "renew_receipt"
    EXPORT = "export_person"
    FORGET = "forget_person"
    RESET_SECOND_FACTOR = "reset_second_factor"
    SIGN_OUT_EVERYWHERE = "sign_out_everywhere"
    APPOINT = "appoint"
    DISMISS = "dismiss"
    APPOINT_OVERSIGHT = "appoint_oversight"  # the outside body: each stands in the public log
    DISMISS_OVERSIGHT = "dismiss_oversight"
    SET_TERM = "set_term"
    GIVE_BADGE = "give_badge"
    RECORD_DEMAND = "record_demand"
    ANSWER_DEMAND = "answer_demand"
    READ_DEMANDS = "read_demands"


@rule(_("Only the person whose record this is may do this."))
def is_self(actor: Actor, person: Person) -> bool:
    """Is the person, or holds the receipt of the record."""
    return actor.is_subject_of(person)


@rule(_("Only staff who write down what residents say may do this."))
def writes_down(actor: Actor, _thing: Any) -> bool:
    """Holds a role that writes down what others say."""
    return any(actor.holds(role) for role in WRITERS)


@rule(_("This person has an account, and changes these things without our help."))
def is_unclaimed(_actor: Actor, person: Person) -> bool:
    """Was entered by staff, and nobody has taken the record over."""
    return person.email is None and person.forgotten_at is None


@rule(_("This record was forgotten. Nothing of it is left to change."))
def is_remembered(_actor: Actor, person: Person) -> bool:
    """Was not forgotten."""
    return person.forgotten_at is None


@rule(_("This record belongs to somebody already."))
def is_free(_actor: Actor, person: Person) -> bool:
    """Nobody has taken the record over with an address."""
    return person.email is None


@rule(_("Only an administrator may do this."))
def is_administrator(actor: Actor, _thing: Any) -> bool:
    """Is an administrator of the department."""
    return actor.holds(Role.ADMINISTRATOR)


@rule(_("Only a commander or an administrator may do this."))
def leads(actor: Actor, _thing: Any) -> bool:
    """Answers for a district or for the department."""
    return actor.holds(Role.COMMANDER) or actor.holds(Role.ADMINISTRATOR)


@rule(_("You cannot give a post to yourself; another administrator has to do it."))
def is_not_for_oneself(actor: Actor, person: Person) -> bool:
    """Gives the post to somebody else."""
    return not actor.is_subject_of(person)


@rule(_("You cannot change your own badge number; another administrator has to do it."))
def is_not_their_own(actor: Actor, person: Person) -> bool:
    """Somebody else's: what is said about a badge must find whoever wears it."""
    return not actor.is_subject_of(person)


@rule(_("Only somebody who holds a post in the department has a badge number."))
def works_for_the_department(_actor: Actor, person: Person) -> bool:
    """Holds a post of staff now."""
    return any(is_staff(role) for role, _area in person.held)


@rule(_("You cannot take away your own second factor here; another administrator has to do it."))
def is_somebody_else(actor: Actor, person: Person) -> bool:
    """Is not the person concerned."""
    return not actor.is_subject_of(person)


@rule(_("This demand was answered already."))
def is_open(_actor: Actor, demand: Demand) -> bool:
    """Nobody has answered the demand yet."""
    return demand.answered_at is None


@rule(_("Whoever holds a post must give it up first: an administrator ends it under “Who holds which post”."))
def holds_no_post(_actor: Actor, person: Person) -> bool:
    """Holds no post now."""
    return not person.held


helped = writes_down & is_unclaimed

POLICY = Policy(
    {
        Act.REGISTER: anyone,
        Act.ENTER: writes_down,
        Act.CLAIM: is_free & is_self,
        Act.MERGE: is_free & is_self,
        Act.CHANGE_DETAILS: is_remembered & (is_self | helped),
        Act.CHANGE_WAYS: is_remembered & (is_self | helped),
        Act.CONFIRM_EMAIL: is_remembered & is_self,
        Act.READ_PAGE: is_self | writes_down,
        Act.RENEW_RECEIPT: is_remembered & helped,
        Act.EXPORT: is_remembered & (is_self | (is_administrator & is_unclaimed)),
        Act.FORGET: is_remembered & holds_no_post & (is_self | (is_administrator & is_unclaimed)),
        Act.RESET_SECOND_FACTOR: is_administrator & is_somebody_else,
        Act.SIGN_OUT_EVERYWHERE: is_self,
    }
)

# Asked about the person who is to hold the post.
POSTS = Policy(
    {
        Act.APPOINT: is_administrator & is_not_for_oneself,
        Act.DISMISS: is_administrator,
        Act.APPOINT_OVERSIGHT: is_administrator & is_not_for_oneself,
        Act.DISMISS_OVERSIGHT: is_administrator,
        Act.SET_TERM: is_administrator,
        Act.GIVE_BADGE: is_administrator & is_not_their_own & works_for_the_department,
    }
)

DEMANDS = Policy(
    {
        Act.RECORD_DEMAND: leads,
        Act.ANSWER_DEMAND: leads & is_open,
        Act.READ_DEMANDS: leads,
    }
)
