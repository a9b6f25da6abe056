"""What is said beforehand, the officers and the agenda offer to the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Heard, Promise
from openbeat.apps.meetings.queries.beforehand import SAID
from openbeat.apps.meetings.services import claiming, forgetting
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import forgetting as leaving
from openbeat.core.hooks import origins, panels
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Contribution, Meeting
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

KIND = SAID
STATION = {Heard.WAITING: Station.HEARD}


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """What somebody said beforehand, for that somebody; for whoever leads, the way to decide about it."""
    wanted = [int(key) for key in keys if key.isdigit()]
    return [_card(said, own=said.pk in own) for own in [_own(wanted, actor)] for said in queries.said_to(wanted, actor)]


def _own(keys: list[int], actor: Actor) -> set[int]:
    return set(queries.own_contributions(actor).filter(pk__in=keys).values_list("pk", flat=True))


def _card(said: Contribution, *, own: bool) -> Card:
    meeting = said.meeting
    return Card(
        ref=Ref.of(said),
        title=meeting.title,
        language=meeting.language,
        url=said.get_absolute_url() if own else queries.host_page_of(meeting),
        kind_label=said.get_sort_display(),
        station=STATION.get(Heard(said.stage), Station.ANSWERED),
        stage_label=said.get_stage_display(),
        area=meeting.area.name,
        own=own,
    )


def officers_panel(request: Request, meeting: Meeting) -> str:
    """Which officers are expected, and which came."""
    officers = list(queries.officers_of(meeting))
    context = {"officers": officers, "begun": now() >= meeting.starts_at}
    return render_to_string("meetings/panels/officers.html", context, request=request) if officers else ""


def comments_panel(request: Request, meeting: Meeting) -> str:
    """What people said beforehand about items of the agenda."""
    comments = queries.comments(meeting)
    return (
        render_to_string("meetings/panels/comments.html", {"comments": comments}, request=request) if comments else ""
    )


origins.offer(Origin(KIND, cards, claim=claiming.claim_contribution))
panels.offer("meeting-aside", Panel("officers", 3, officers_panel))
panels.offer("meeting", Panel("comments", 10, comments_panel))
promises.offer(
    PromiseInfo(
        Promise.PROPOSAL,
        _("Proposals for the agenda answered"),
        5,
        sentence=_("Within five working days, and before the meeting, whoever proposed something has an answer."),
    )
)
promises.offer(
    PromiseInfo(
        Promise.LOOK,
        _("Words before a meeting looked at"),
        2,
        sentence=_("Within two working days, and before the meeting, somebody looks at what people said beforehand."),
    )
)
leaving.offer("meetings", forgetting.forget_words)
