"""What complaints offer to the rest of the house: a role, a desk, promises, what a receipt opens. Never a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import demo, queries
from openbeat.apps.complaints.lifecycle import Act, Promise
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import INTAKE, KIND
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import menu, origins, panels, roles
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.roles import RoleInfo
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.web.http import Request

FEW = 10


def desk_panel(request: Request, _thing: Any) -> str:
    """For those who receive complaints, the newest that are open; and the ways to what others do about complaints."""
    actor = request.actor
    if actor.person is None:
        return ""
    doors = {"enters": Act.ENTER, "receives": Act.LIST, "switches": Act.SWITCH_ON}
    context: dict[str, Any] = {name: bool(POLICY.verdict(actor, act, None)) for name, act in doors.items()}
    if not any(context.values()):
        return ""
    open_ones = queries.visible_to(actor).filter(closed_at=None)[:FEW] if context["receives"] else []
    context["lines"] = queries.lines(open_ones, now())
    return render_to_string("complaints/panels/desk.html", context, request=request)


roles.offer(
    RoleInfo(
        INTAKE,
        _("Receives complaints"),
        _("Reads complaints with a key of their own, and owes an acknowledgement and an answer by a date."),
        staff=True,
    )
)
origins.offer(Origin(KIND, queries.cards))
panels.offer("desk", Panel("complaints", 15, desk_panel))
menu.offer(Item(_("Complaints"), "complaints:index", 25))
demos.offer("complaints", 70, demo.make)
promises.offer(
    PromiseInfo(
        Promise.ACKNOWLEDGE,
        _("Complaints acknowledged"),
        5,
        sentence=_("Within five working days whoever complained hears that it was read, and what happens next."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.ANSWER,
        _("Complaints answered"),
        30,
        "calendar",
        _("Within 30 days whoever complained has an answer, with reasons."),
    )
)
