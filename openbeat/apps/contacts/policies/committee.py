"""Who reads and writes a hand-over sheet, who asks for news, and who gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts.lifecycle.committee import NewsAct, Over, SheetAct
from openbeat.core.people.roles import COMMITTEE, Role
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.contacts.models import NewsRequest
    from openbeat.core.loop.models import Obligation
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor

LIAISONS = (Role.LIAISON, Role.DEPUTY)
ASKED = (*LIAISONS, Role.OFFICER, Role.COMMANDER)  # posts of the police that a committee may ask
WITH_SHEETS = (*COMMITTEE, Role.LIAISON)


def _holds_any(actor: Actor, roles: tuple[Role, ...], area: int | None) -> bool:
    return area is not None and any(actor.holds(role, in_=area) for role in roles)


# The hand-over sheet; asked about the post


@rule(_("Only whoever holds this post, or its deputy, writes its hand-over sheet."))
def holds_the_post(actor: Actor, post: Post) -> bool:
    roles = LIAISONS if post.role == Role.LIAISON else (Role(post.role),)
    return _holds_any(actor, roles, post.area_id)


@rule(_("The hand-over sheet is for the posts of the committee and the liaison officer."))
def works_beside_the_post(actor: Actor, post: Post) -> bool:
    police = (*LIAISONS, Role.COMMANDER)
    readers = police if post.role == Role.LIAISON else (*COMMITTEE, *LIAISONS)
    return _holds_any(actor, readers, post.area_id)


SHEET_POLICY = Policy({SheetAct.READ: works_beside_the_post, SheetAct.WRITE: holds_the_post})


# Requests for news


@rule(_("Only the committee of this area may do this."))
def is_on_the_committee(actor: Actor, area: int | None) -> bool:
    return _holds_any(actor, COMMITTEE, area)


@rule(_("Only the committee of the area asks for news of this."))
def is_on_its_committee(actor: Actor, row: Obligation) -> bool:
    return _holds_any(actor, COMMITTEE, row.area_id)


@rule(_("Nobody waits for this any longer."))
def is_owed(_actor: Actor, row: Obligation) -> bool:
    return row.kept_at is None and row.released_at is None


@rule(_("The committee asks posts of the police only."))
def is_owed_by_the_police(_actor: Actor, row: Obligation) -> bool:
    return row.owner is not None and row.owner.role in ASKED


@rule(_("Only the committee, and the post that is asked, read this."))
def has_to_do_with_it(actor: Actor, request: NewsRequest) -> bool:
    return _is_asked(actor, request) or _holds_any(actor, COMMITTEE, request.area_id)


@rule(_("Only the post that is asked gives the news."))
def is_asked(actor: Actor, request: NewsRequest) -> bool:
    return _is_asked(actor, request)


def _is_asked(actor: Actor, request: NewsRequest) -> bool:
    post = request.obligation.owner
    roles = (Role(post.role), *LIAISONS, Role.COMMANDER) if post else ()
    return bool(post) and _holds_any(actor, roles, post.area_id if post else None)


@rule(_("This request is over."))
def is_open(_actor: Actor, request: NewsRequest) -> bool:
    return request.over == Over.NO


NEWS_POLICY = Policy(
    {
        NewsAct.LIST: is_on_the_committee,
        NewsAct.ASK: is_on_its_committee & is_owed & is_owed_by_the_police,
        NewsAct.READ: has_to_do_with_it,
        NewsAct.ANSWER: is_asked & is_open,
    }
)


def committee_role(actor: Actor, area: int | None) -> str:
    """In which role of the committee somebody acts."""
    return str(next((role for role in COMMITTEE if _holds_any(actor, (role,), area)), Role.RESIDENT))


def any_committee(actor: Actor) -> list[Any]:
    """The keys of the areas on whose committee the actor is."""
    return sorted({area for role in COMMITTEE for area in actor.areas(role)})
