"""Calendars that other programs subscribe to (RFC 5545): of all areas, and of one. Always as a visitor sees them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.hooks import calendar as hook
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, public, reads
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from icalendar import Event as Entry

    from openbeat.core.places.models import Area

BACK, AHEAD = timedelta(days=120), timedelta(days=400)
EVERY = timedelta(hours=6)  # how often a program may ask again
TYPE = "text/calendar; charset=utf-8"


@public
@reads
def everything(request: Request) -> HttpResponse:
    name = _("Meetings: %(house)s") % {"house": department.house().name}
    return _answer(request, None, str(name))


@public
@reads
def area(request: Request, slug: str) -> HttpResponse:
    place = places.area_by_slug(slug)
    if place is None:
        raise Http404
    return _answer(request, place, _("Meetings: %(area)s") % {"area": place.name})


def _answer(request: Request, place: Area | None, name: str) -> HttpResponse:
    at = now()
    events = hook.events(VISITOR, place, at - BACK, at + AHEAD)
    root = request.build_absolute_uri("/").rstrip("/")
    file = f'inline; filename="{place.slug if place else "meetings"}.ics"'
    body = written(events, name=name, root=root, at=at)
    return HttpResponse(body, content_type=TYPE, headers={"Content-Disposition": file})


def written(events: list[hook.Event], *, name: str, root: str, at: datetime) -> bytes:
    """The events as a calendar; every time is in UTC, so no program can get the change of clocks wrong."""
    from icalendar import Calendar  # noqa: PLC0415  eighty modules that only a calendar needs

    calendar = Calendar()
    calendar.add("prodid", f"-//Openbeat//{get_language() or 'en'}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", department.department().zone)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event, root, at))
    return bytes(calendar.to_ical())


def _entry(event: hook.Event, root: str, at: datetime) -> Entry:
    from icalendar import Event, vText, vUri  # noqa: PLC0415  as above

    entry = Event()
    spoken = {"LANGUAGE": event.language} if event.language else {}
    changed = event.changed_at or at
    entry.add("uid", event.uid)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    entry.add("summary", vText(event.title), parameters=spoken)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("url", vUri(f"{root}{event.url}"))
    if event.place:
        entry.add("location", vText(event.place), parameters=spoken)
    if event.text:
        entry.add("description", vText(event.text), parameters=spoken)
    if event.area:
        entry.add("categories", [event.area.name])
    return entry
