"""What moderation offers: its link, its promise, the appeals on the desk."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.texts import Kind, offer
from openbeat.core.moderation import queries, services
from openbeat.core.web import furniture


def desk_panel(request: Any, _thing: Any) -> str:
    """How many appeals wait for whoever commands."""
    count = queries.waiting(request.actor)
    return render_to_string("moderation/desk.html", {"waiting": count}, request) if count else ""


origins.offer(Origin(queries.KIND, queries.cards))
panels.offer("desk", Panel("moderation", 60, desk_panel))
furniture.offer_link(furniture.Link(_("What is not shown, and why"), "moderation:index"))
offer(
    Kind(
        queries.KIND,
        _("Appeal"),
        {"words": _("Words"), "answer": _("Answer")},
        queries.appeal_texts,
        queries.appeals_seen,
    )
)
promises.offer(
    PromiseInfo(
        services.Promise.APPEAL,
        _("Appeals decided"),
        10,
        sentence=_("Within ten working days somebody else decides whether something is shown after all."),
    )
)
