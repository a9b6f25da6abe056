"""The page of current conditions that a meeting looks at, and what people and whoever leads say beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import FeelForm, TellForm, VerdictsForm
from openbeat.apps.meetings.lifecycle import LISTED, ConditionAct, Crime
from openbeat.apps.meetings.policies import CONDITIONS_POLICY, may_feel
from openbeat.apps.meetings.queries.verdicts import kinds_said
from openbeat.apps.meetings.services import conditions
from openbeat.core.people.http import shows_and_takes
from openbeat.core.places import queries as places
from openbeat.core.places.figures.maps import Mark
from openbeat.core.web import dates, devices, limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from openbeat.apps.meetings.queries import Conditions

PER_HOUR, TOO_OFTEN = 10, 429


def meeting_of(request: Request, pk: int) -> Meeting:
    """The meeting that this actor may see, or 404."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return _page(request, meeting_of(request, pk))


def _page(request: Request, meeting: Meeting, form: FeelForm | None = None, status: int = 200) -> HttpResponse:
    at = now()
    found = queries.conditions_of(meeting, at)
    door = may_feel(request.actor, meeting, at)
    own = queries.own_verdict(meeting, request.actor, devices.known(request, str(Ref.of(meeting))))
    (said,) = queries.verdicts_to([meeting])
    return page(
        request,
        "meetings/conditions.html",
        status=status,
        meeting=meeting,
        conditions=found,
        course=_course(found),
        marks=_marks(found),
        areas=places.areas(),
        said=said,
        before=queries.verdicts_before(meeting),
        door=door,
        own=own,
        kinds=kinds_said(meeting),
        form=form or (FeelForm(initial=FeelForm.first(own), crimes=_crimes(found)) if door else None),
        tells=bool(CONDITIONS_POLICY.verdict(request.actor, ConditionAct.TELL, meeting)),
        counts=bool(CONDITIONS_POLICY.verdict(request.actor, ConditionAct.COUNT, meeting)),
    )


def _crimes(found: Conditions | None) -> list[Crime]:
    """The kinds that somebody can speak of: those of the table, or all where there are no figures."""
    return [line.crime for line in found.lines] if found and found.lines else list(LISTED)


def _course(found: Conditions | None) -> list[tuple[str, int]]:
    if found is None:
        return []
    return [(dates.words(month, "month"), number) for month, number in queries.course(found.area, found.span.until)]


def _marks(found: Conditions | None) -> list[Mark]:
    if found is None:
        return []
    return [
        Mark((lon, lat), number, f"{name or _('a block')}: {number}")
        for lon, lat, name, number in queries.blocks(found.area, found.span)
    ]


@writes
def take_feeling(request: Request, pk: int) -> HttpResponse:
    at, meeting, device = now(), meeting_of(request, pk), devices.word(request)
    form = FeelForm(request.POST, crimes=_crimes(queries.conditions_of(meeting, at)))
    if not limits.allow(request, "conditions.feel", per_hour=PER_HOUR, device=device):
        form.add_error(None, _("There were too many from here in the last hour. Please try later."))
        return _page(request, meeting, form, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, meeting, form, 422)
    mark = devices.mark(device, str(Ref.of(meeting)))
    conditions.feel(meeting, form.feeling(), device=mark, by=request.actor, at=at)
    messages.success(request, _("Thank you. It counts beside the figures, and you can change it here."))
    response = redirect("meetings:conditions", meeting.pk)
    if not request.actor.person:
        devices.remember(response, device)
    return response


show = open_to_all(shows_and_takes(detail, take_feeling))


# What whoever leads enters


@reads
def show_act(request: Request, pk: int, act: str) -> HttpResponse:
    meeting = meeting_of(request, pk)
    return _act(request, meeting, act, _form(request, meeting, act, None))


@writes
def take_act(request: Request, pk: int, act: str) -> HttpResponse:
    meeting = meeting_of(request, pk)
    CONDITIONS_POLICY.require(request.actor, _acts(act), meeting)
    form: Any = _form(request, meeting, act, request.POST)
    if not form.is_valid():
        return _act(request, meeting, act, form, 422)
    if act == "told":
        conditions.tell(meeting, form.cleaned_data["crime"], form.said(), by=request.actor, at=now())
    else:
        conditions.count(meeting, form.found(), by=request.actor, at=now())
    messages.success(request, _("It is saved."))
    return redirect("meetings:conditions", meeting.pk)


def _acts(act: str) -> ConditionAct:
    return ConditionAct.TELL if act == "told" else ConditionAct.COUNT


def _form(request: Request, meeting: Meeting, act: str, data: Any) -> TellForm | VerdictsForm:
    if act == "counted":
        return VerdictsForm(data)
    asked = request.GET.get("crime", "")
    crime = asked if asked in LISTED else ""
    return TellForm(data, initial=TellForm.first(queries.deed(meeting, crime), crime))


def _act(request: Request, meeting: Meeting, act: str, form: Any, status: int = 200) -> HttpResponse:
    door = CONDITIONS_POLICY.verdict(request.actor, _acts(act), meeting)
    context: dict[str, Any] = {"meeting": meeting, "act": act, "form": form, "door": door}
    return page(request, "meetings/conditions_act.html", status=status, **context)


act = shows_and_takes(show_act, take_act)
