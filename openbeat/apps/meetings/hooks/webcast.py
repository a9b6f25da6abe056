"""What webcasts and questions offer to other apps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import QuestionPromise, WebcastAct
from openbeat.apps.meetings.policies import WEBCAST_POLICY, may_ask
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.web import dates
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

QUESTION = "meetings.question"


def question_cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How questions appear on the desk and by receipt; never their words."""
    return [
        Card(
            ref=Ref.of(question),
            title=question.meeting.title,
            language=question.meeting.language,
            url=question.get_absolute_url(),
            kind_label=_("Question to a meeting"),
            station=Station.ANSWERED if question.answered_at else Station.HEARD,
            stage_label=question.get_stage_display(),
            area=question.area.name,
            own=actor.is_subject_of(question),
            next_step=dates.words(question.meeting.starts_at, "day"),
        )
        for question in queries.all_questions().filter(pk__in=[key for key in keys if key.isdigit()])
    ]


def beside_the_meeting(request: Request, meeting: Meeting) -> str:
    """Where to watch, and where to ask, on the page of the meeting."""
    context = {
        "meeting": meeting,
        "webcast": queries.webcast_of(meeting),
        "asks": may_ask(request.actor, meeting, now()),
        "sets": WEBCAST_POLICY.verdict(request.actor, WebcastAct.SET, meeting),
    }
    if not (context["webcast"] or context["asks"] or context["sets"]):
        return ""
    return render_to_string("meetings/panels/webcast.html", context, request=request)


origins.offer(Origin(QUESTION, question_cards))
panels.offer("meeting-aside", Panel("webcast", 60, beside_the_meeting))
promises.offer(
    PromiseInfo(
        QuestionPromise.ANSWER,
        _("Questions to a meeting answered"),
        5,
        sentence=_("Within five working days each question that a meeting left open is answered."),
    )
)
