"""Who owes a translation, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.translators.lifecycle import Promise
from openbeat.core.loop.services import Debtor
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.places import services as posts

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.translators.models import Work
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor


def promise_of(work: Work) -> Promise:
    """What was promised about it."""
    return Promise.URGENT if work.urgent else Promise.WORK


def debtor(work: Work, *, by: Actor, at: datetime) -> Debtor:
    """The next translator's post that is held, where the text is public; else whoever asked, by post or by name."""
    area = work.area or places.root()
    translators = None if work.private else _held_post(area, at)
    if translators:
        return Debtor(work.area, translators)
    if own := _own_post(work, by, at):
        return Debtor(work.area, own)
    if by.person:
        return Debtor(work.area, person=by.person)
    return Debtor(work.area, posts.post(area, Role.TRANSLATOR) if area else None)


def _held_post(area: Area | None, at: datetime) -> Post | None:
    chain = [each.pk for each in places.lineage(area)] if area else []
    found = list(places.posts().filter(role=Role.TRANSLATOR, area__in=chain))
    holders = people.holders_of([post.pk for post in found], at)
    held = [post for post in found if holders[post.pk]]
    return min(held, key=lambda post: chain.index(post.area_id), default=None)


def _own_post(work: Work, by: Actor, at: datetime) -> Post | None:
    """The post in which it was asked for: the one next to the text's area, so that it survives a transfer."""
    if by.person is None:
        return None
    chain = [each.pk for each in places.lineage(work.area)] if work.area else []
    held = [
        each.post for each in people.tenures_of(by.person) if each.post.role == work.asked_as and not _ended(each, at)
    ]
    return min(held, key=lambda post: chain.index(post.area_id) if post.area_id in chain else len(chain), default=None)


def _ended(tenure: object, at: datetime) -> bool:
    until: datetime | None = getattr(tenure, "until", None)
    return until is not None and until <= at
