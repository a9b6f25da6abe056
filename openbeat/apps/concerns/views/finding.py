"""How a view finds its concern, and how the parts of its page are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.lifecycle import NEXT, STATIONS, Act, Stage
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY, insider, is_open_reading, owns_the_area, reads_wish
from openbeat.core.files import queries as files
from openbeat.core.hooks import chart
from openbeat.core.ledger.http import opens
from openbeat.core.places import drawing
from openbeat.core.places.figures.maps import Mark
from openbeat.core.web import furniture
from openbeat.core.web.cache import MOMENT
from openbeat.core.web.furniture import Part
from openbeat.core.web.http import Request
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import ReopenRequest
    from openbeat.kit.actors import Actor

LABELS = {
    Act.ACKNOWLEDGE: gettext_lazy("Say what we understood"),
    Act.TAKE_UP: gettext_lazy("Take it up"),
    Act.CHART: gettext_lazy("Put a task on the Progress Chart"),
    Act.ANSWER: pgettext_lazy("to do", "Answer"),
    Act.CONFIRM: gettext_lazy("Say that it is solved"),
    Act.REOPEN: gettext_lazy("Open it again"),
    Act.SHIFT: gettext_lazy("Another date"),
    Act.NOT_OURS: gettext_lazy("It is not ours"),
    Act.NO_ACTION: gettext_lazy("No further action"),
    Act.MERGE: gettext_lazy("It was told before"),
    Act.LOOK: gettext_lazy("Look what everybody can read"),
    Act.MOVE: gettext_lazy("Hand it over to another area"),
}


def found(request: Request, pk: int) -> Concern:
    """The concern, or 404: what is hidden from somebody and what is not there look the same."""
    return queries.placed(get_object_or_404(queries.visible_to(request.actor), pk=pk))


opens_one = opens(found, unless=is_open_reading)


def matter(request: Request, concern: Concern) -> dict[str, Any]:
    """What each page of one concern shows at its head."""
    return _matter(request.actor, concern)


def _matter(actor: Actor, concern: Concern) -> dict[str, Any]:
    doors = POLICY.doors(actor, concern)
    (line,) = queries.lines([concern], actor, now())
    named = bool(doors[Act.READ] and concern.title)
    return {
        "concern": concern,
        "doors": doors,
        "line": line,
        "station": STATIONS[Stage(concern.stage)],
        "named": named,
        "heading": concern.title if named else str(concern.get_category_display()),
        "charted": chart.provided(),
        "insider": bool(insider(actor, concern)),
        "category": queries.category_ref(concern.area_id, concern.category),
        "closed": [(label, doors[act].reason) for act, label in LABELS.items() if not doors[act]],
    }


def to_others(concern: Concern) -> SafeString:
    """What the page says to whoever has no part in it: the same as to a visitor, and like theirs a moment old."""
    values = tuple(getattr(concern, field.attname) for field in Concern._meta.concrete_fields)
    return _to_others(_AsItStands(values, get_language() or "", concern))()


@dataclass(frozen=True, slots=True)
class _AsItStands:
    """A concern that is the same as another one when all its values are: an act on it makes another one of it."""

    values: tuple[Any, ...]
    language: str
    concern: Concern = field(compare=False)


@memory.for_seconds(MOMENT, most=256)
def _to_others(standing: _AsItStands) -> Part:
    head = {**_matter(VISITOR, standing.concern), "actor": VISITOR}
    facts = _whole(VISITOR, standing.concern, head)
    return furniture.apart(lambda: render_to_string("concerns/detail.html#panel", facts))


def whole(request: Request, concern: Concern, head: dict[str, Any]) -> dict[str, Any]:
    """What the page of one concern shows, and what its `matter` says."""
    return _whole(request.actor, concern, head)


def _whole(actor: Actor, concern: Concern, head: dict[str, Any]) -> dict[str, Any]:
    answers = queries.answers_to(concern)
    return (
        head
        | _others(actor, concern, head)
        | {
            "answer": answers[0] if answers else None,
            "next_step": NEXT[Stage(concern.stage)],
            "moments": queries.history(concern, actor, answers),
            "sentence": queries.sentences_of(concern).last(),
            "promised": queries.promised(concern),
            "responsible": queries.responsible(concern),
            "task": queries.task_card(concern, actor),
            "draft": queries.draft_of(concern, actor) if owns_the_area(actor, concern) else None,
            "further": queries.further_words(concern, actor),
            "looks_like": queries.looks_like(concern, actor),
            "photos": list(files.of(concern)) if head["doors"][Act.SEE_PHOTO] else [],
            "drawing": drawn(concern) if head["doors"][Act.SEE_POINT] else "",
        }
    )


def _others(actor: Actor, concern: Concern, head: dict[str, Any]) -> dict[str, Any]:
    """Who else says so or asks again, what it goes on with, and what was written for everybody of a private one."""
    other = queries.goes_on_with(concern)
    merged = [each for each in queries.merged_into(concern) if not each.private]
    return {
        "goes_on": queries.lines([other], actor, now())[0] if other else None,
        "merged": queries.lines(merged, actor, now()),
        "wishes": [] if concern.private else _wishes(actor, concern),
        "published": queries.question_of(concern) if head["doors"][Act.PUBLISH] else None,
        "commander": services.commander_of(concern) if concern.escalated_at else None,
    }


def _wishes(actor: Actor, concern: Concern) -> list[tuple[ReopenRequest, bool]]:
    """Who asks to open it again, and whether this actor reads why."""
    return [(wish, reads_wish(actor, wish, concern)) for wish in queries.requests_of(concern)]


def drawn(concern: Concern) -> str:
    """The area with the exact point in it, where one was given."""
    if concern.lon is None or concern.lat is None:
        return ""
    mark = Mark((concern.lon, concern.lat), 1, _("The point"))
    return drawing.area_map([concern.area], current=concern.area, marks=[mark], links=False)
