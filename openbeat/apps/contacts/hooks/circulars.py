"""Circulars on an area's page, on the desk, in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.lifecycle.circulars import CircularPromise
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import news, origins, panels, search
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel

if TYPE_CHECKING:
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request

ON_THE_PAGE = 2
LOOK_SENTENCE = _(
    "Within one working day somebody looks at what a community leader wrote to those who follow an area. "
    "Then it goes out, or its author reads why not."
)


def area_panel(request: Request, area: Area) -> str:
    """What neighbours wrote to those who follow the area, and the way to the digest of the month."""
    spoken = get_language() or "en"
    found = [(each, queries.in_language(list(each.texts.all()), spoken)) for each in queries.sent_in(area, ON_THE_PAGE)]
    context = {"area": area, "lines": found, "of_beat": area.kind != "department"}
    return render_to_string("contacts/panels/area.html", context, request=request)


def desk_panel(request: Request, _thing: Any) -> str:
    """What I began to write, what waits for my look, and where I may write."""
    actor, areas = request.actor, queries.areas_to_write_to(request.actor)
    context = {
        "own": queries.own_open(actor) if areas else [],
        "waiting": queries.waiting_for_look(actor),
        "areas": areas,
    }
    if not any(context.values()):
        return ""
    return render_to_string("contacts/panels/circulars.html", context, request=request)


origins.offer(Origin(queries.CIRCULAR_KIND, queries.circular_cards))
panels.offer("area", Panel("contacts.circulars", 40, area_panel))
panels.offer("desk", Panel("contacts.circulars", 26, desk_panel))
search.offer("contacts.circulartext", _("Circular"))
news.offer(queries.CIRCULAR_KIND, queries.circular_news)
promises.offer(
    PromiseInfo(
        CircularPromise.LOOK,
        _("Circulars of community leaders looked at"),
        1,
        sentence=LOOK_SENTENCE,
    )
)
