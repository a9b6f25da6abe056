"""The way from a thing to the appeal against what of it is not shown: `{% appeal_link concern %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context

from openbeat.core.moderation import queries
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.db.models import Model

register = template.Library()


@register.inclusion_tag("moderation/link.html", takes_context=True)
def appeal_link(context: Context, thing: Model) -> dict[str, Any]:
    """Lead whoever wrote the thing to what of it is not shown; nothing for anybody else, and nothing where all is."""
    actor = context.get("actor") or VISITOR
    ref = Ref.of(thing)
    return {"ref": ref, "count": queries.standing(ref) if actor.is_subject_of(thing) else 0}
