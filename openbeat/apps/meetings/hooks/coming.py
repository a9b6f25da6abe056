"""What saying that you come offers to the rest of the house: a receipt, a part of the meeting's page, promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.demo import coming as people_of_the_town
from openbeat.apps.meetings.lifecycle import STILL_WANTED, BeforehandAct, ComingAct, Promise
from openbeat.apps.meetings.policies import leads, may_come, may_say
from openbeat.apps.meetings.services import claiming
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.web import dates
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Coming, Meeting
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

KIND = "meetings.coming"


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """What somebody said, for that somebody alone."""
    own = queries.own_coming(actor).filter(pk__in=[key for key in keys if key.isdigit()])
    return [_card(coming) for coming in own]


def _card(coming: Coming) -> Card:
    meeting = coming.meeting
    return Card(
        ref=Ref.of(coming),
        title=meeting.title,
        language=meeting.language,
        url=coming.get_absolute_url(),
        kind_label=_("You said that you come"),
        station=Station.OWNED if coming.stage in STILL_WANTED else None,
        stage_label=meeting.get_stage_display() if meeting.is_cancelled else coming.get_stage_display(),
        area=meeting.area.name,
        own=True,
        next_step=dates.words(meeting.starts_at),
    )


def meeting_panel(request: Request, meeting: Meeting) -> str:
    """How many come, and the way to say so."""
    context = {
        "meeting": meeting,
        "room": queries.room(meeting),
        "door": may_come(request.actor, ComingAct.SAY, meeting, now()),
        "own": queries.own_for(meeting, request.actor),
        "may_write": may_say(request.actor, BeforehandAct.SEND, meeting, now()),
        "leads": leads(request.actor, meeting),
    }
    if not (context["door"] or context["leads"]):
        return ""
    return render_to_string("meetings/panels/coming.html", context, request=request)


origins.offer(Origin(KIND, cards, claim=claiming.claim_coming))
demos.offer("meetings.coming", 58, people_of_the_town.make)
panels.offer("meeting-aside", Panel("coming", 10, meeting_panel))
promises.offer(
    PromiseInfo(
        Promise.NEEDS,
        _("Interpreters, child care and access arranged"),
        5,
        sentence=_(
            "Two days before a meeting the interpreters, child care and access that people asked for are arranged."
        ),
    )
)
