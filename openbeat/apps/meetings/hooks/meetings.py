"""What meetings offer to other apps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from openbeat.apps.meetings import demo, queries
from openbeat.apps.meetings.lifecycle import Act, Promise, Stage
from openbeat.apps.meetings.policies import POLICY
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import calendar, menu, news, origins, panels, search
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks.calendar import Event
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.news import News
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.web import dates
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

KIND = "meetings.meeting"


def events(actor: Actor, area: Area | None, since: datetime, until: datetime) -> Iterable[Event]:
    """The meetings as events of a calendar, and the days of series for which none is announced yet."""
    yield from (_event(meeting) for meeting in queries.between(area, actor, since, until))
    at = now()
    if until > at:
        yield from (_turn(turn) for turn in queries.turns(queries.series_of(area, actor, at), max(since, at), until))


def soonest(actor: Actor, since: datetime, until: datetime, most: int) -> Iterable[Event]:
    """The first meetings that take place, and the days of series before the last of them: more than asked for, if any.

    So the turns of a city's series are worked out for a day or two, not for all of the span.
    """
    found = list(queries.taking_place(actor, since, until)[:most])
    yield from (_event(meeting) for meeting in found)
    at, before = now(), found[-1].starts_at if len(found) == most else until
    if before > at:
        yield from (_turn(turn) for turn in queries.turns(queries.series_of(None, actor, at), max(since, at), before))


def _turn(turn: queries.Turn) -> Event:
    series, slot = turn
    return Event(
        uid=str(series.uid_of(slot.day)),
        title=series.title,
        language=series.language,
        starts=slot.starts,
        ends=slot.ends,
        url=series.get_absolute_url(),
        place=", ".join(part for part in (series.place, series.address) if part),
        text="\n".join(part for part in (series.access, series.online) if part),
        area=series.area,
        kind=series.kind,
        changed_at=series.changed_at,
    )


def _event(meeting: Meeting) -> Event:
    return Event(
        uid=str(meeting.uid),
        title=meeting.title,
        language=meeting.language,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        url=meeting.get_absolute_url(),
        place=", ".join(part for part in (meeting.place, meeting.address) if part),
        text="\n".join(part for part in (meeting.reason, meeting.access, meeting.online) if part),
        area=meeting.area,
        kind=meeting.kind,
        cancelled=meeting.is_cancelled,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
    )


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How these meetings appear in other apps."""
    return [
        _card(meeting) for meeting in queries.visible_to(actor).filter(pk__in=[key for key in keys if key.isdigit()])
    ]


def _card(meeting: Meeting) -> Card:
    return Card(
        ref=Ref.of(meeting),
        title=meeting.title,
        language=meeting.language,
        url=meeting.get_absolute_url(),
        kind_label=_("Meeting"),
        station=Station.ANSWERED if meeting.stage == Stage.NOTED else Station.OWNED,
        stage_label=meeting.get_stage_display(),
        area=meeting.area.name,
        next_step=dates.words(meeting.starts_at),
    )


def area_panel(request: Request, area: Area) -> str:
    """The next meeting of an area, and the note of the last one."""
    context = {
        "area": area,
        "next": queries.next_of(area, now()),
        "last": queries.last_note(area),
        "pace": queries.pace(area, now()),
        "doors": {"announce": POLICY.verdict(request.actor, Act.ANNOUNCE, area)},
    }
    return render_to_string("meetings/panels/area.html", context, request=request)


def front_panel(request: Request, _thing: Any) -> str:
    """What came of the last meetings, on the front page."""
    notes = list(queries.notes_lately(None, 2))
    return render_to_string("meetings/panels/front.html", {"notes": notes}, request=request) if notes else ""


def latest(area: Area | None, count: int) -> Iterable[News]:
    """Meetings that were announced, changed, cancelled, and notes that were published."""
    for meeting in queries.news(area, count):
        yield News(
            uid=f"{KIND}:{meeting.uid}:{meeting.stage}",
            title=meeting.title,
            language=meeting.summary_language or meeting.reason_language or meeting.language,
            text=meeting.summary or meeting.reason or _when_and_where(meeting),
            url=meeting.get_absolute_url(),
            at=meeting.changed_at,
            area=meeting.area.name,
        )


def _when_and_where(meeting: Meeting) -> str:
    """In the language in which the place is written."""
    with override(meeting.language):
        return f"{dates.words(meeting.starts_at)}, {meeting.place}"


calendar.offer(KIND, events, soonest)
origins.offer(Origin(KIND, cards))
panels.offer("area", Panel("meetings", 15, area_panel))
panels.offer("front", Panel("meetings", 20, front_panel))
news.offer(KIND, latest)
search.offer(KIND, _("Meeting"))
menu.offer(Item(_("Meetings"), "meetings:index", 40))
demos.offer("meetings", 50, demo.make)
promises.offer(
    PromiseInfo(
        Promise.NOTE,
        _("Notes of meetings published"),
        5,
        sentence=_("Within five working days after a meeting everybody can read what came of it."),
    )
)
