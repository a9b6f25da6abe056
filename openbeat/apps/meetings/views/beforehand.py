"""Saying something before a meeting without being there, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import SayForm, SuitForm
from openbeat.apps.meetings.lifecycle import BeforehandAct, Sort
from openbeat.apps.meetings.policies import may_say
from openbeat.apps.meetings.services import beforehand as services
from openbeat.apps.meetings.services.beforehand import Said
from openbeat.apps.meetings.views.pages import find
from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import services as receipts
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.apps.meetings.models import AgendaItem, Meeting

PER_HOUR = 20
TOO_OFTEN = 429
SIGNS = 80  # of an item in the list to choose from


@reads
def show(request: Request, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    first = {name: request.GET[name] for name in ("sort", "item") if name in request.GET}
    return _page(request, meeting, _form(request, meeting, first)[0])


@writes
def take(request: Request, pk: int) -> HttpResponse:
    at, meeting = now(), find(request, pk)
    form, items = _form(request, meeting)
    if not (door := may_say(request.actor, BeforehandAct.SEND, meeting, at)):
        raise Refused(door.reason)
    box = limits.letter_box(request, "reach")
    if not limits.allow(request, "meetings.say", per_hour=PER_HOUR, device=box):
        form.add_error(None, _("There were too many from here in the last hour. What you wrote is still here."))
        return _page(request, meeting, form, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, meeting, form, 422)
    facts = form.cleaned_data
    said = Said(facts["sort"], form.said, items[facts["item"]] if facts["sort"] == Sort.COMMENT else None)
    row = services.send(meeting, said, by=request.actor, at=at, arrival=form.arrival())
    if request.actor.person:
        messages.success(request, _("Thank you. It is with whoever leads the meeting."))
        return redirect(row)
    code = receipts.issue(row, form.once, row.sent_at)
    return page(request, "meetings/said.html", said=row, meeting=meeting, code=code)


say = open_to_all(never_cache(shows_and_takes(show, take)))


@open_to_all
@never_cache
@reads
def my_words(request: Request, pk: int) -> HttpResponse:
    said = get_object_or_404(queries.own_contributions(request.actor), pk=pk)
    return page(request, "meetings/my_words.html", said=said, meeting=said.meeting)


@reads
def show_hours(request: Request, pk: int) -> HttpResponse:
    return _hours(request, find(request, pk), SuitForm())


@writes
def take_hours(request: Request, pk: int) -> HttpResponse:
    at, meeting, form = now(), find(request, pk), SuitForm(request.POST)
    if not (door := may_say(request.actor, BeforehandAct.SUIT, meeting, at)):
        raise Refused(door.reason)
    if not limits.allow(request, "meetings.hours", per_hour=PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. What you wrote is still here."))
        return _hours(request, meeting, form, TOO_OFTEN)
    if not form.is_valid():
        return _hours(request, meeting, form, 422)
    days = [int(day) for day in form.cleaned_data["days"]]
    services.suit(meeting, days, form.cleaned_data["hours"], once=form.once, at=at, by=request.actor)
    messages.success(request, _("Thank you. It is counted, and nobody knows that it was you."))
    return redirect("meetings:cannot-come", meeting.pk)


cannot_come = open_to_all(never_cache(shows_and_takes(show_hours, take_hours)))


def _form(
    request: Request, meeting: Meeting, first: dict[str, Any] | None = None
) -> tuple[SayForm, dict[str, AgendaItem]]:
    named = queries.named_items(meeting)
    choices = [(str(item.pk), title[:SIGNS]) for item, title in named]
    known = request.actor.person is not None
    form = SayForm(request.POST or None, initial=first, items=choices, known=known)
    return form, {str(item.pk): item for item, _title in named}


def _page(request: Request, meeting: Meeting, form: SayForm, status: int = 200) -> HttpResponse:
    door = may_say(request.actor, BeforehandAct.SEND, meeting, now())
    return page(request, "meetings/say.html", status=status, meeting=meeting, form=form, door=door)


def _hours(request: Request, meeting: Meeting, form: SuitForm, status: int = 200) -> HttpResponse:
    at = now()
    return page(
        request,
        "meetings/cannot_come.html",
        status=status,
        meeting=meeting,
        form=form,
        suits=queries.suits(meeting.area, at),
        door=may_say(request.actor, BeforehandAct.SUIT, meeting, at),
        may_write=may_say(request.actor, BeforehandAct.SEND, meeting, at),
    )
