"""Who answers for an area: its posts as cards, and the post that a person writes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.apps.contacts.policies import POLICE_POSTS, WRITABLE
from openbeat.core.department import queries as department
from openbeat.core.department import tongues
from openbeat.core.people import queries as people
from openbeat.core.people.roles import COMMITTEE, STAFF, Role
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.core.people.models import Tenure
    from openbeat.core.places.models import Area, Post

ON_CARDS = (Role.LIAISON, Role.COMMANDER, *COMMITTEE)
SHOWN = (Role.DEPUTY, *ON_CARDS)  # a deputy is named on the card of the liaison officer


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody held a post, from when to when; named only by a name of their own choosing."""

    since: datetime
    until: datetime | None
    deputy: bool
    name: str


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A post of an area and who holds it: officers by name, others by role or a name of their choosing."""

    post: Post
    names: tuple[str, ...]
    deputies: tuple[str, ...]
    held: bool
    has_deputy: bool
    vacant_since: datetime | None
    languages: tuple[str, ...]
    term_until: date | None
    writable: bool
    history: tuple[Held, ...] = ()
    term_is_over: bool = False

    @property
    def label(self) -> Any:
        """What people call the post."""
        return self.post.label

    @property
    def area(self) -> Area:
        """Where the post is: the area itself, or the district it lies in."""
        return self.post.area


def contact_cards(area: Area, at: datetime) -> list[ContactCard]:
    """The posts that answer for an area, the nearest of each role; the liaison officer's first. Three queries."""
    posts = _nearest(area)
    keys = [post.pk for post in posts.values()]
    now_, before = people.tenures_by_post(keys, at), people.tenures_by_post(keys, at, ended=True)
    today = at.astimezone(department.zone()).date()
    stands_in = now_.get(posts[Role.DEPUTY].pk, []) if Role.DEPUTY in posts else []
    return [
        _card(post, now_[post.pk], before[post.pk], stands_in if role == Role.LIAISON else [], today)
        for role, post in posts.items()
        if role in ON_CARDS
    ]


def _nearest(area: Area) -> dict[str, Post]:
    lineage = [each.pk for each in places.lineage(area)]
    found = sorted(
        places.posts().filter(area__in=lineage, role__in=SHOWN), key=lambda post: -lineage.index(post.area_id)
    )
    nearest = {post.role: post for post in found}
    return {role: nearest[role] for role in SHOWN if role in nearest}


def _card(post: Post, held: list[Tenure], before: list[Tenure], stands_in: list[Tenure], today: date) -> ContactCard:
    holders = [tenure for tenure in held if not tenure.deputy]
    deputies = [*(tenure for tenure in held if tenure.deputy), *stands_in]
    term = next((tenure.term_until for tenure in holders if tenure.term_until), None)
    ended = next((tenure.until for tenure in before if not tenure.deputy), None)
    return ContactCard(
        post=post,
        names=_names(post, holders),
        deputies=_names(post, deputies),
        held=bool(holders),
        has_deputy=bool(deputies),
        vacant_since=None if holders else ended,
        languages=tuple(tongues.name(code) for code in post.languages),
        term_until=term,
        term_is_over=term is not None and term < today,
        writable=can_be_written_to(post, somebody=bool(held)),
        history=tuple(
            Held(each.since, each.until, each.deputy, each.person.name_public) for each in [*reversed(held), *before]
        ),
    )


def can_be_written_to(post: Post, *, somebody: bool) -> bool:
    """Whether what a person writes to this post is read: by the police always, of the committee by who is there."""
    return post.role in POLICE_POSTS or (post.role in COMMITTEE and somebody)


def _names(post: Post, tenures: list[Tenure]) -> tuple[str, ...]:
    people_ = [tenure.person for tenure in tenures]
    named = [person.name_public or (person.name if post.role in STAFF else "") for person in people_]
    return tuple(name for name in named if name)


def post_to_write_to(area: Area, role: str, at: datetime) -> Post | None:
    """The nearest post of this role to which people can write for the area; None where there is none."""
    post = _nearest(area).get(role) if role in WRITABLE else None
    if post is None or not can_be_written_to(post, somebody=bool(people.holders(post, at))):
        return None
    return post
