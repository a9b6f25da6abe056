"""How the chart's templates name a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from openbeat.apps.progress import queries

if TYPE_CHECKING:
    from openbeat.core.places.models import Post

register = template.Library()


@register.simple_tag
def office(post: Post) -> str:
    """A post by its role and its area: `{% office escalation.to %}`."""
    return queries.office(post)
