"""Asking for a translation on the page where one reads: of a concern, a meeting, a task, a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from openbeat.apps.translators import queries
from openbeat.apps.translators.forms import AskForm
from openbeat.apps.translators.policies import may_ask
from openbeat.core.hooks import panels
from openbeat.core.hooks.panels import Panel
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.web.http import Request

PLACES = ("concern", "meeting", "task", "inquiry")


def ask_panel(request: Request, thing: Any) -> str:
    """For whoever may ask: what is under way of these texts or stands, and the form; nothing for everybody else."""
    if not may_ask(request.actor):
        return ""
    about = Ref.of(thing)
    sources = queries.texts_of(about, request.actor)
    if not sources:
        return ""
    lines, stands = queries.lines_of(sources, request.actor)
    context = {
        "lines": lines,
        "stands": stands,
        "form": AskForm(options=queries.options(sources), initial={"about": str(about)}),
        "back": request.path,
    }
    return render_to_string("translators/panels/ask.html", context, request=request)


for place in PLACES:
    panels.offer(place, Panel("translators.ask", 90, ask_panel))
