"""Who may change areas and posts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.core.department.policies import ADMINISTRATOR
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor


class Act(StrEnum):
    """What can be done to areas and posts."""

    SEE = "see"
    ADD = "add"
    DRAW = "draw"
    MOVE = "move"
    DESCRIBE = "describe"
    CLOSE = "close"
    OPEN_AGAIN = "open_again"
    IMPORT = "import"
    MAKE_POST = "make_post"
    EDIT_POST = "edit_post"


@rule(_("Only an administrator of the department may do this."))
def administers(actor: Actor, _thing: Any) -> bool:
    """Holds the post of administrator."""
    return actor.holds(ADMINISTRATOR)


@rule(_("Only whoever holds this post, or an administrator, may do this."))
def holds_it(actor: Actor, post: Post) -> bool:
    """Holds this very role in this area."""
    return actor.holds(post.role, in_=post.area)


@rule(_("The department itself cannot be closed."))
def is_a_part(_actor: Actor, area: Area) -> bool:
    """Is not the whole department."""
    return area.parent_id is not None


@rule(_("This area is closed."))
def is_open(_actor: Actor, area: Area) -> bool:
    """Was not closed."""
    return area.closed_at is None


@rule(_("This area is open."))
def is_closed(_actor: Actor, area: Area) -> bool:
    """Was closed."""
    return area.closed_at is not None


POLICY = Policy(
    {
        Act.SEE: administers,
        Act.ADD: administers,
        Act.DRAW: administers,
        Act.MOVE: administers,
        Act.DESCRIBE: administers,
        Act.CLOSE: administers & is_a_part & is_open,
        Act.OPEN_AGAIN: administers & is_closed,
        Act.IMPORT: administers,
        Act.MAKE_POST: administers,
        Act.EDIT_POST: administers | holds_it,
    }
)
