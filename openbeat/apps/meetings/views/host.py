"""What whoever leads a meeting looks after: room, needs, and what came in beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Seat
from openbeat.apps.meetings.policies import leads, may_host
from openbeat.apps.meetings.views.host_doors import HOST_DOORS, form_of
from openbeat.apps.meetings.views.host_lines import officers, reminder_lines, said_lines
from openbeat.apps.meetings.views.pages import find
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading, opens
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Meeting


def find_to_host(request: Request, pk: int) -> Meeting:
    """The meeting, for whoever leads it; raises Refused for anybody else."""
    meeting = find(request, pk)
    if not (found := leads(request.actor, meeting)):
        raise Refused(found.reason)
    return meeting


@opens(find_to_host)
def host(request: Request, meeting: Meeting) -> HttpResponse:
    return host_page(request, meeting)


@reads
def back_to_host(request: Request, pk: int, act: str) -> HttpResponse:
    return redirect("meetings:host", find_to_host(request, pk).pk)


@writes
def host_act(request: Request, pk: int, act: str) -> HttpResponse:
    at, meeting = now(), find_to_host(request, pk)
    if act not in HOST_DOORS:
        raise Http404
    door = HOST_DOORS[act]
    if not (found := may_host(request.actor, door.act, meeting, at)):
        raise Refused(found.reason)
    form = form_of(act, request.POST, meeting, at)
    if not form.is_valid():
        ledger.record(Reading.OPEN, meeting, by=request.actor, at=at)
        return host_page(request, meeting, (act, form), 422)
    door.service(meeting, **door.facts(form), by=request.actor, at=at)
    messages.success(request, _("It is saved."))
    return redirect("meetings:host", meeting.pk)


def host_page(
    request: Request, meeting: Meeting, filled: tuple[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of whoever leads: counts, needs, and each act with its form."""
    at = now()
    rows = list(queries.coming_of(meeting))
    return page(
        request,
        "meetings/host.html",
        status=status,
        meeting=meeting,
        room=queries.room(meeting),
        totals=queries.totals(rows),
        needs=queries.needs_of(rows),
        came=queries.came(meeting),
        suits=queries.suits(meeting.area, at),
        said_lines=said_lines(meeting, request.actor, filled),
        reminders=reminder_lines(meeting),
        **officers(meeting, request.actor, at),
        waiting=[row for row in rows if row.stage == Seat.WAITING],
        before=at < meeting.starts_at and not meeting.is_cancelled,
        doors={name: may_host(request.actor, door.act, meeting, at) for name, door in HOST_DOORS.items()},
        forms=_forms(meeting, at, filled),
        form=filled[1] if filled else None,
    )


def _forms(meeting: Meeting, at: datetime, filled: tuple[str, Any] | None) -> dict[str, Any]:
    given = dict([filled] if filled else [])
    return {name: given.get(name) or form_of(name, None, meeting, at) for name in HOST_DOORS}
