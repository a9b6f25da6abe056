"""How a view finds its concern, and how the parts of its page are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import NEXT, STATIONS, Act, Stage
from openbeat.apps.concerns.policies import POLICY, insider, is_open_reading
from openbeat.core.files import queries as files
from openbeat.core.hooks import chart
from openbeat.core.ledger.http import opens
from openbeat.core.places import drawing
from openbeat.core.places.figures.maps import Mark
from openbeat.core.web.http import Request
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern

LABELS = {
    Act.TAKE_UP: gettext_lazy("Take it up"),
    Act.CHART: gettext_lazy("Put a task on the Progress Chart"),
    Act.ANSWER: gettext_lazy("Answer"),
    Act.CONFIRM: gettext_lazy("Say that it is solved"),
    Act.REOPEN: gettext_lazy("Open it again"),
    Act.LOOK: gettext_lazy("Look what everybody can read"),
    Act.MOVE: gettext_lazy("Hand it over to another area"),
}


def found(request: Request, pk: int) -> Concern:
    """The concern, or 404: what is hidden from somebody and what is not there look the same."""
    return queries.placed(get_object_or_404(queries.visible_to(request.actor), pk=pk))


opens_one = opens(found, unless=is_open_reading)


def matter(request: Request, concern: Concern) -> dict[str, Any]:
    """What each page of one concern shows at its head."""
    doors = POLICY.doors(request.actor, concern)
    (line,) = queries.lines([concern], request.actor, now())
    named = bool(doors[Act.READ] and concern.title)
    return {
        "concern": concern,
        "doors": doors,
        "line": line,
        "named": named,
        "heading": concern.title if named else str(concern.get_category_display()),
        "charted": chart.provided(),
        "insider": bool(insider(request.actor, concern)),
        "closed": [(label, doors[act].reason) for act, label in LABELS.items() if not doors[act]],
    }


def whole(request: Request, concern: Concern) -> dict[str, Any]:
    """What the page of one concern shows."""
    head = matter(request, concern)
    answers = queries.answers_to(concern)
    stage = Stage(concern.stage)
    return head | {
        "answer": answers[0] if answers else None,
        "station": STATIONS[stage],
        "next_step": NEXT[stage],
        "moments": queries.history(concern, request.actor, answers),
        "promised": queries.promised(concern),
        "responsible": queries.responsible(concern),
        "task": queries.task_card(concern, request.actor),
        "photos": list(files.of(concern)) if head["doors"][Act.SEE_PHOTO] else [],
        "drawing": drawn(concern) if head["doors"][Act.SEE_POINT] else "",
    }


def drawn(concern: Concern) -> str:
    """The area with the exact point in it, where one was given."""
    if concern.lon is None or concern.lat is None:
        return ""
    mark = Mark((concern.lon, concern.lat), 1, _("The point"))
    return drawing.area_map([concern.area], current=concern.area, marks=[mark], links=False)
