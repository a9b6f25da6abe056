"""Saying that you come, with or without an account; and the page on which it is changed or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import ComingChangeForm, ComingForm
from openbeat.apps.meetings.lifecycle import ComingAct, Seat
from openbeat.apps.meetings.policies import may_come
from openbeat.apps.meetings.services import coming as services
from openbeat.apps.meetings.views.pages import find
from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import services as receipts
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Coming, Meeting

PER_HOUR = 20
TOO_OFTEN = 429


@reads
def show(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    own = queries.own_for(meeting, request.actor) if request.actor.person else None
    return redirect(own) if own else _page(request, meeting, _form(request))


@writes
def take(request: Request, pk: int) -> HttpResponse:
    at, meeting, form = now(), find(request, pk), _form(request)
    box = limits.letter_box(request, "reach")
    if not limits.allow(request, "meetings.coming", per_hour=PER_HOUR, device=box):
        form.add_error(None, _("There were too many from here in the last hour. What you wrote is still here."))
        return _page(request, meeting, form, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, meeting, form, 422)
    said = services.say(meeting, form.heads(), by=request.actor, at=at, arrival=form.arrival())
    if request.actor.person:
        messages.success(request, _words_of(said))
        return redirect(said)
    code = receipts.issue(said, form.once, said.said_at)
    return page(request, "meetings/coming_said.html", coming=said, meeting=said.meeting, code=code)


coming = open_to_all(never_cache(shows_and_takes(show, take)))


@reads
def mine(request: Request, pk: int) -> HttpResponse:
    said = _own(request, pk)
    return _mine(request, said, ComingChangeForm(initial=_first(said)))


@writes
def change(request: Request, pk: int) -> HttpResponse:
    said, form = _own(request, pk), ComingChangeForm(request.POST)
    if not form.is_valid():
        return _mine(request, said, form, 422)
    said = services.change(said, form.heads(), by=request.actor, at=now())
    messages.success(request, _words_of(said))
    return redirect(said)


my_coming = open_to_all(never_cache(shows_and_takes(mine, change)))


@open_to_all
@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    said = services.withdraw(_own(request, pk), by=request.actor, at=now())
    messages.success(request, _("You do not come. Thank you for saying so."))
    return redirect(said)


def _own(request: Request, pk: int) -> Coming:
    return get_object_or_404(queries.own_coming(request.actor), pk=pk)


def _form(request: Request) -> ComingForm:
    return ComingForm(request.POST or None, known=request.actor.person is not None)


def _page(request: Request, meeting: Meeting, form: ComingForm, status: int = 200) -> HttpResponse:
    door = may_come(request.actor, ComingAct.SAY, meeting, now())
    if not door and request.method == "POST":
        raise Refused(door.reason)
    room = queries.room(meeting)
    return page(request, "meetings/coming.html", status=status, meeting=meeting, form=form, room=room, door=door)


def _mine(request: Request, said: Coming, form: ComingChangeForm, status: int = 200) -> HttpResponse:
    return page(
        request,
        "meetings/my_coming.html",
        status=status,
        coming=said,
        meeting=said.meeting,
        form=form,
        door=may_come(request.actor, ComingAct.CHANGE, said, now()),
        ahead=queries.ahead_of(said) if said.stage == Seat.WAITING else 0,
    )


def _first(said: Coming) -> dict[str, object]:
    return {name: getattr(said, name) for name in ("adults", "children", "care", "interpreter", "access")}


def _words_of(said: Coming) -> str:
    if said.stage == Seat.WAITING:
        return _("The room is full. You are on the waiting list, and get a place as soon as there is one.")
    return _("It is noted that you come.")
