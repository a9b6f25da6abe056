"""The committee on the desk, and an officer's own card on the officer's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.cards import CardAct
from openbeat.apps.contacts.lifecycle.committee import NewsPromise
from openbeat.apps.contacts.policies import CARD_POLICY
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.people.models import Person
    from openbeat.core.web.http import Request

FEW = 8


def desk_panel(request: Request, _thing: Any) -> str:
    """What my committee still waits for, with one tap to ask; my terms and hand-over sheets."""
    actor, at = request.actor, now()
    areas = queries.areas_of_committee(actor)
    if not areas:
        return ""
    lines = queries.awaited([area.pk for area in areas], actor, at)
    context = {"areas": areas, "lines": lines[:FEW], "more": len(lines) > FEW, "posts": queries.own_posts(actor, at)}
    return render_to_string("contacts/panels/committee.html", context, request=request)


def own_card(request: Request, person: Person) -> str:
    """The way to one's own card, for an officer who works an area."""
    if not request.actor.is_subject_of(person) or not CARD_POLICY.verdict(request.actor, CardAct.AGREE, None):
        return ""
    return render_to_string("contacts/panels/own_card.html", {"card": queries.own_card(person)}, request=request)


origins.offer(Origin(queries.NEWS_KIND, queries.news_cards))
panels.offer("desk", Panel("contacts.committee", 24, desk_panel))
panels.offer("person", Panel("contacts.card", 60, own_card))
promises.offer(
    PromiseInfo(
        NewsPromise.NEWS,
        _("News for a committee that asks"),
        5,
        sentence=_("Within five working days a committee that asks how far something is has a line about it."),
    )
)
