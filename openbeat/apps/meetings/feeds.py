"""Calendars that other programs subscribe to (RFC 5545): of all areas, and of one. Always as a visitor sees them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Kind
from openbeat.apps.meetings.services import keys
from openbeat.core.department import queries as department
from openbeat.core.hooks import calendar as hook
from openbeat.core.hooks.texts import Quote
from openbeat.core.places import queries as places
from openbeat.core.translation import queries as translations
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
    return _answer(request, _of_kind(request, _events(None, now())), str(name), "meetings")


@public
@reads
def area(request: Request, slug: str) -> HttpResponse:
    place = places.area_by_slug(slug)
    if place is None:
        raise Http404
    name = _("Meetings: %(area)s") % {"area": place.name}
    return _answer(request, _of_kind(request, _events(place, now())), name, place.slug)


@public
@reads
def own(request: Request, token: str) -> HttpResponse:
    """What the areas of a person have ahead, and where they said that they come: only what a visitor may see."""
    key, at = queries.key_by(keys.fingerprint(token)), now()
    if key is None:
        raise Http404
    found = {event.uid: event for place in queries.areas_followed(key.person) for event in _events(place, at)}
    coming = queries.comes_to(key.person)
    wanted = {str(meeting.uid) for meeting in coming} - found.keys()
    for place in {meeting.area for meeting in coming if str(meeting.uid) in wanted}:
        found |= {event.uid: event for event in _events(place, at) if event.uid in wanted}
    response = _answer(request, sorted(found.values(), key=lambda event: event.starts), _("My meetings"), "meetings")
    response["Cache-Control"] = "private, no-store"
    return response


def _events(place: Area | None, at: datetime) -> list[hook.Event]:
    return hook.events(VISITOR, place, at - BACK, at + AHEAD)


def _of_kind(request: Request, events: list[hook.Event]) -> list[hook.Event]:
    """Only those of the kind that was asked for, such as ?kind=beat; 404 for a kind that does not exist."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Kind.values:
        raise Http404
    return [event for event in events if kind in {"", event.kind}]


def _answer(request: Request, events: list[hook.Event], name: str, file: str) -> HttpResponse:
    root = request.build_absolute_uri("/").rstrip("/")
    body = written(events, name=name, root=root, at=now())
    return HttpResponse(body, content_type=TYPE, headers={"Content-Disposition": f'inline; filename="{file}.ics"'})


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
    said = translations.for_feed({quote for event in events for quote in _quotes(event).values()})
    for event in events:
        calendar.add_component(_entry(event, said, root, at))
    return bytes(calendar.to_ical())


def _quotes(event: hook.Event) -> dict[str, Quote]:
    """What the event says, by the name that a calendar has for it."""
    words = {"summary": event.title, "location": event.place, "description": event.text}
    return {name: Quote(said, event.language) for name, said in words.items() if said or name == "summary"}


def _entry(event: hook.Event, said: dict[Quote, Quote], root: str, at: datetime) -> Entry:
    from icalendar import Event, vText, vUri  # noqa: PLC0415  as above

    entry = Event()
    changed = event.changed_at or at
    entry.add("uid", event.uid)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("url", vUri(f"{root}{event.url}"))
    for name, quote in _quotes(event).items():
        spoken = {"LANGUAGE": said[quote].language} if said[quote].language else {}
        entry.add(name, vText(said[quote].words), parameters=spoken)
    if event.area:
        entry.add("categories", [event.area.name])
    return entry
