"""Answers that end it otherwise: it is somebody else's, nothing more is done, or it was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns.lifecycle import Act, End, Kind, Stage
from openbeat.apps.concerns.models import Answer, Concern
from openbeat.apps.concerns.policies import POLICY, owns_the_area
from openbeat.apps.concerns.services.answering import give
from openbeat.apps.concerns.services.steps import count_voices, locked
from openbeat.core.notices import services as outbox
from openbeat.core.places import queries as places
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor


@transaction.atomic
def not_ours(concern: Concern, end: End, *, by: Actor, at: datetime) -> Concern:
    """Say whose it is and where to go: an answer like any other, and it can be opened again. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.NOT_OURS, concern)
    row = Answer(kind=Kind.NOT_OURS, text=end.text, language=end.language, whose=end.whose)
    row.telephone, row.url = end.telephone, end.url
    return give(concern, Act.NOT_OURS, row, by=by, at=at)


@transaction.atomic
def no_action(concern: Concern, end: End, *, by: Actor, at: datetime) -> Concern:
    """Say that nothing more is done, and why: by a reason that everybody knows, and in words. Raises Refused."""
    concern = locked(concern)
    POLICY.require(by, Act.NO_ACTION, concern)
    row = Answer(kind=Kind.NO_ACTION, text=end.text, language=end.language, reason=end.reason)
    return give(concern, Act.NO_ACTION, row, by=by, at=at)


@transaction.atomic
def merge(concern: Concern, into: Concern, end: End, *, by: Actor, at: datetime) -> Concern:
    """It was told before: it goes on with the other one, which keeps every voice and every follower. Raises Refused.

    Opening it again undoes this.
    """
    concern, into = _both(concern, into)
    POLICY.require(by, Act.MERGE, concern)
    _may_go_on(concern, into, by)
    Concern.objects.filter(duplicate_of=concern).update(duplicate_of=into)  # no chains: all go on with the same one
    row = Answer(kind=Kind.DUPLICATE, text=end.text, language=end.language)
    concern = give(concern, Act.MERGE, row, by=by, at=at, duplicate_of=into)
    outbox.move_followers(concern, into, at=at)
    count_voices(into)
    count_voices(concern)
    return concern


def _both(concern: Concern, into: Concern) -> tuple[Concern, Concern]:
    """Both of them locked, the older first, so that two people who merge crosswise do not wait for each other."""
    by_key = {each.pk: locked(each) for each in sorted((concern, into), key=lambda each: each.pk)}
    return by_key[concern.pk], by_key[into.pk]


def _may_go_on(concern: Concern, into: Concern, by: Actor) -> None:
    if concern.pk == into.pk:
        raise Refused(_("A concern cannot go on with itself."))
    if into.private:
        raise Refused(_("It can only go on with one that everybody can see."))
    if into.stage == Stage.DUPLICATE:
        raise Refused(_("That one goes on with another one itself: choose that one."))
    if into.area_id not in places.below(concern.area_id) or not owns_the_area(by, into):
        raise Refused(_("It can only go on with one of the same area."))
