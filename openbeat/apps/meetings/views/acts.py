"""What is done about meetings. Each is one service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import AnnounceForm, NoteForm
from openbeat.apps.meetings.lifecycle import Act
from openbeat.apps.meetings.policies import verdict
from openbeat.apps.meetings.services import items, meetings
from openbeat.apps.meetings.services.rehanging import Changed
from openbeat.apps.meetings.views import series
from openbeat.apps.meetings.views.doors import DOORS
from openbeat.apps.meetings.views.pages import Opened, announce_page, areas_to_lead, find, meeting_page
from openbeat.core.web.http import Request, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict, Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Meeting


@writes
def announce(request: Request) -> HttpResponse:
    at = now()
    form = AnnounceForm(request.POST, areas=areas_to_lead(request), at=at)
    if not form.is_valid():
        return announce_page(request, form, 422)
    meeting = meetings.announce(form.plan(), area=form.cleaned_data["area"], by=request.actor, at=at)
    messages.success(request, _("The meeting is announced."))
    return redirect(meeting)


@reads
def open_act(request: Request, pk: int, act: str) -> HttpResponse:
    at, meeting = now(), find(request, pk)
    _ask(request, act, meeting, at)
    return meeting_page(request, meeting, Opened(act, DOORS[act].form(None, meeting, at)))


@writes
def act(request: Request, pk: int, act: str) -> HttpResponse:
    at, meeting = now(), find(request, pk)
    _ask(request, act, meeting, at)
    form = DOORS[act].form(request.POST, meeting, at)
    if not form.is_valid():
        return meeting_page(request, meeting, Opened(act, form))
    try:
        done = DOORS[act].service(meeting, **DOORS[act].facts(form), by=request.actor, at=at)
    except Conflict as conflict:
        return meeting_page(request, meeting, Opened(act, _sent_again(form, request, conflict), conflict))
    messages.success(request, series.what_changed(done) if isinstance(done, Changed) else _("It is saved."))
    return redirect(meeting)


@reads
def back(request: Request, pk: int) -> HttpResponse:
    return redirect(find(request, pk))


@writes
def take_up(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    try:
        ref = Ref.parse(request.POST.get("ref", ""))
    except ValueError:
        raise Http404 from None
    items.take_up(meeting, ref, by=request.actor, at=now())
    messages.success(request, _("The meeting takes it up."))
    return redirect(meeting)


@reads
def open_note(request: Request, pk: int) -> HttpResponse:
    return redirect(get_object_or_404(queries.item(request.actor, pk)).meeting)


@writes
def note(request: Request, pk: int) -> HttpResponse:
    at, item = now(), get_object_or_404(queries.item(request.actor, pk))
    _ask_policy(request, Act.NOTE, item.meeting, at)
    form = NoteForm(request.POST, auto_id=f"note-{pk}-%s")
    if not form.is_valid():
        return meeting_page(request, item.meeting, Opened(f"note-{pk}", form))
    try:
        items.note(item, words=form.said, version=form.cleaned_data["version"], by=request.actor, at=at)
    except Conflict as conflict:
        return meeting_page(request, item.meeting, Opened(f"note-{pk}", _sent_again(form, request, conflict), conflict))
    messages.success(request, _("It is saved."))
    return redirect(item.meeting)


def _ask(request: Request, act: str, meeting: Meeting, at: datetime) -> None:
    """Ask whether it may be done before their words are looked at."""
    if act not in DOORS or not DOORS[act].offered():
        raise Http404
    _ask_policy(request, Act(act), meeting, at)


def _ask_policy(request: Request, act: Act, meeting: Meeting, at: datetime) -> None:
    if not (found := verdict(request.actor, act, meeting, at)):
        raise Refused(found.reason)


def _sent_again(form: Any, request: Request, conflict: Conflict) -> Any:
    """Their words stay in the form; sent again, they replace the other's."""
    form.data = request.POST.copy()
    form.data["version"] = str(conflict.version)
    return form
