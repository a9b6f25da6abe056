"""Inquiries in the rest of the house: their cards, the desk, what is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.contacts import demo, queries
from openbeat.apps.contacts.lifecycle.inquiries import Promise
from openbeat.apps.contacts.queries.closed import closed_at
from openbeat.apps.contacts.services import inquiries as services
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.vault import records
from openbeat.core.vault.records import RecordKind

if TYPE_CHECKING:
    from openbeat.core.web.http import Request

FEW = 10


def desk_panel(request: Request, _thing: Any) -> str:
    """What was written to a post that I hold or step in for, and what I wrote myself."""
    actor = request.actor
    areas = [*actor.areas(Role.LIAISON), *actor.areas(Role.DEPUTY)]
    waiting, own = queries.on_the_desk(actor, FEW) if actor.person else ([], [])
    context = {
        "waiting": waiting,
        "own": own,
        "enter": places.area(min(areas)) if areas else None,
    }
    return render_to_string("contacts/panels/desk.html", context, request=request)


origins.offer(Origin(queries.KIND, queries.cards, claim=services.claim))
panels.offer("desk", Panel("contacts.inquiries", 22, desk_panel))
records.offer(
    RecordKind(
        queries.KIND, _("Message to a post"), (), 0,
        _("No law says for how long here yet. That somebody wrote, and when it was answered, stays without them."),
        part=_("its words"), sealed=False, begins=closed_at,
    )
)  # fmt: skip
promises.offer(
    PromiseInfo(
        Promise.INQUIRY,
        _("Messages to a post answered"),
        5,
        sentence=_("Within five working days whoever wrote to a post of the police has an answer."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.COMMITTEE,
        _("Messages to the committee answered"),
        10,
        sentence=_("Within ten working days whoever wrote to the committee of an area has an answer from a neighbour."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.CONFIRM,
        _("People asked whether an answer is enough"),
        14,
        "calendar",
        _("Whoever wrote to a post is asked whether the answer is enough. Nobody has to reply."),
    )
)
demos.offer("contacts", 60, demo.make)
