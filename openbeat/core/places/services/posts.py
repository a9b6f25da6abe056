"""Make posts, and say how they are reached."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.core.ledger import services as ledger
from openbeat.core.places.models import Post
from openbeat.core.places.policies import POLICY, Act
from openbeat.core.places.services.areas import changed
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.facts import Reach
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


def post(area: Area, role: str) -> Post:
    """The post of this role in this area; made where there is none yet. Who may hold it is for the caller to ask."""
    found, _new = Post.objects.get_or_create(role=str(role), area=area)
    return found


@transaction.atomic
def make_post(area: Area, role: str, reach: Reach, *, by: Actor, at: datetime) -> Post:
    """Make a post and say how it is reached; one that is there already is edited."""
    POLICY.require(by, Act.MAKE_POST, area)
    made = post(area, role)
    return edit_post(made, reach, made.version, by=by, at=at)


@transaction.atomic
def edit_post(post: Post, reach: Reach, version: int, *, by: Actor, at: datetime) -> Post:
    """Change how a post is reached; raises Conflict where somebody else changed it meanwhile."""
    post = Post.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary").get(pk=post.pk)
    POLICY.require(by, Act.EDIT_POST, post)
    if post.version != version:
        raise Conflict(post.hours, post.version)
    altered = [name for name, value in asdict(reach).items() if getattr(post, name) != value]
    for name, value in asdict(reach).items():
        setattr(post, name, value)
    post.version += 1
    post.full_clean(exclude=["area"])
    post.save()
    ledger.record(Act.EDIT_POST, post, by=by, at=at, changed=altered)
    return changed(post)
