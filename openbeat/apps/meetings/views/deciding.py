"""What whoever leads a meeting does with one line of its page: something said beforehand, an officer, a reminder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import forms, queries
from openbeat.apps.meetings.lifecycle import BeforehandAct
from openbeat.apps.meetings.policies import BEFOREHAND_POLICY
from openbeat.apps.meetings.services import beforehand, hosting
from openbeat.apps.meetings.views.host import find_to_host, host_page
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.web.http import Request, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.http import HttpResponse


@dataclass(frozen=True, slots=True)
class Decision:
    """The form of a decision, its service, and how the form becomes its facts."""

    form: type[Any]
    service: Callable[..., Any]
    facts: Callable[[Any], dict[str, Any]]


DECISIONS = {
    BeforehandAct.SHOW.value: Decision(forms.ShowForm, beforehand.show, lambda _form: {}),
    BeforehandAct.WITHHOLD.value: Decision(
        forms.WithholdForm, beforehand.withhold, lambda form: {"reason": form.cleaned_data["reason"]}
    ),
    BeforehandAct.ACCEPT.value: Decision(
        forms.AcceptForm,
        beforehand.accept,
        lambda form: {"part": form.cleaned_data["part"], "wording": form.wording},
    ),
    BeforehandAct.DECLINE.value: Decision(forms.DeclineForm, beforehand.decline, lambda form: {"why": form.said}),
}


@writes
def decide(request: Request, pk: int, act: str) -> HttpResponse:
    if act not in DECISIONS:
        raise Http404
    said, decision, at = get_object_or_404(queries.contribution(pk)), DECISIONS[act], now()
    meeting = find_to_host(request, said.meeting_id)
    BEFOREHAND_POLICY.require(request.actor, BeforehandAct(act), said)
    form = decision.form(request.POST, auto_id=f"{act}-{pk}-%s")
    if not form.is_valid():
        ledger.record(Reading.OPEN, meeting, by=request.actor, at=at)
        return host_page(request, meeting, (f"{act}-{pk}", form), 422)
    decision.service(said, **decision.facts(form), by=request.actor, at=at)
    messages.success(request, _("It is decided, and whoever said it is told."))
    return redirect("meetings:host", meeting.pk)


@writes
def officer(request: Request, pk: int, act: str) -> HttpResponse:
    row, at = get_object_or_404(queries.officer(pk)), now()
    if act == "take-back":
        hosting.unexpect(row, by=request.actor, at=at)
    elif act in {"came", "missed"}:
        hosting.note_attendance(row, came=act == "came", by=request.actor, at=at)
    else:
        raise Http404
    messages.success(request, _("It is saved."))
    return redirect("meetings:host", row.meeting_id)


@writes
def unremind(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.reminder(pk))
    hosting.unremind(row, by=request.actor, at=now())
    messages.success(request, _("The reminder is taken back."))
    return redirect("meetings:host", row.meeting_id)
