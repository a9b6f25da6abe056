"""What the priorities offer to the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.concerns import demo, queries
from openbeat.apps.concerns.lifecycle import ADMIT_PROMISE, ENDED, RoundStage, Standing
from openbeat.apps.concerns.models import Candidate
from openbeat.apps.concerns.policies import leads
from openbeat.apps.concerns.services import priorities, seats
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import agenda, forgetting, news, origins, panels, search
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

NEXT = {
    Standing.PROPOSED: _("Whoever leads the meetings looks at it; then everybody can read it."),
    Standing.CANDIDATE: _("A round of dots says whether it comes first."),
    Standing.ACTIVE: _("Police and residents work on it; residents say whether it is better."),
    Standing.RESOLVED: _("Nothing more: it is resolved. It can be brought back."),
    Standing.SET_ASIDE: _("Nothing more: it was set aside, and its page says why."),
}


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How problems appear in other apps."""
    rows = queries.problems(actor).filter(pk__in=[key for key in keys if key.isdigit()])
    return [card(problem) for problem in rows]


def card(problem: Candidate) -> Card:
    """The card of one problem."""
    stage = Standing(problem.stage)
    return Card(
        ref=Ref.of(problem),
        title=problem.title,
        language=problem.language,
        url=problem.get_absolute_url(),
        kind_label=_("Problem"),
        station=problem.station,
        stage_label=stage.label,
        area=problem.area.name,
        next_step=NEXT[stage],
    )


def voice_cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """The dots that somebody gave, for whoever holds their receipt: never what was chosen."""
    return [
        Card(
            ref=Ref.of(voice),
            title=voice.round.area.name,
            language=voice.round.area.name_language,
            url=reverse("concerns:round", args=[voice.round_id]),
            kind_label=_("Your dots"),
            stage_label=voice.round.get_stage_display(),
            next_step=_("Until the round is closed you can change them.")
            if voice.round.stage == RoundStage.OPEN
            else "",
        )
        for voice in queries.voices_by_key(keys, actor)
    ]


def feedback(area: Area, _actor: Actor, _at: datetime, since: datetime | None = None) -> Iterable[Card]:
    """What a meeting hears of first: the priorities, and those that ended since the last meeting."""
    found = queries.priorities_of(area)
    ended = [
        problem
        for problem in queries.of_area(area, *ENDED)
        if since and problem.area_id == area.pk and problem.ended_at and problem.ended_at >= since
    ]
    return [card(problem) for problem in (*found, *ended)]


def area_panel(request: Request, area: Area) -> str:
    """The priorities of an area on its page, and the round that is open."""
    active, round_ = queries.priorities_of(area), queries.undecided_round(area)
    if not active and not round_ and area.kind != "beat":
        return ""
    context = {"area": area, "active": active, "round": round_, "limit": queries.limit(area)}
    return render_to_string("concerns/priorities/panels/area.html", context, request=request)


def meeting_panel(request: Request, meeting: Any) -> str:
    """On the page of a meeting: the priorities of its area, and the round that is decided in it."""
    area, ref = meeting.area, Ref.of(meeting)
    here, round_ = queries.rounds_for(ref), queries.undecided_round(area)
    active, leader = queries.priorities_of(area), bool(leads(request.actor, area))
    if not (active or here or round_ or leader) or getattr(meeting, "is_cancelled", False):
        return ""
    context = {"area": area, "active": active, "here": here, "round": round_, "leads": leader, "ref": str(ref)}
    return render_to_string("concerns/priorities/panels/meeting.html", context, request=request)


origins.offer(Origin(queries.PROBLEM_KIND, cards, done=seats.work_done, asks=False))
origins.offer(Origin(queries.VOICE_KIND, voice_cards))
agenda.offer(Business(queries.PROBLEM_KIND, feedback=True, cards=feedback))
panels.offer("area", Panel("priorities", 8, area_panel))
panels.offer("meeting", Panel("priorities", 20, meeting_panel))
panels.offer("cannot-come", Panel("priorities", 20, meeting_panel))  # who cannot come ranks all the same
news.offer(queries.ROUND_KIND, queries.decided_lately)
search.offer(queries.PROBLEM_KIND, _("Problem"))
demos.offer("priorities", 60, demo.priorities)
promises.offer(
    PromiseInfo(
        ADMIT_PROMISE,
        _("Proposed problems looked at"),
        10,
        sentence=_("Within ten working days whoever leads the meetings looks at a problem that somebody proposed."),
    )
)
forgetting.offer("concerns.priorities", priorities.forget_titles)
