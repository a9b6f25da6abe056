"""Series of meetings: which there are, the page of one, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from openbeat.apps.meetings import forms, queries
from openbeat.apps.meetings.lifecycle import SeriesAct, how_often
from openbeat.apps.meetings.policies import SERIES_POLICY, series_doors
from openbeat.apps.meetings.queries.series import still_left_out
from openbeat.apps.meetings.services import rehanging, series
from openbeat.apps.meetings.views.doors import Step
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Series
    from openbeat.apps.meetings.services.rehanging import Changed
    from openbeat.core.places.models import Area
    from openbeat.kit.policy import Verdict

AHEAD = 12  # days that the page of a series shows


@dataclass(frozen=True, slots=True)
class Door:
    """What the act is called, its form, and what it does."""

    label: Any
    form: Callable[[Any, Series], Any]
    do: Callable[..., str]  # series, form, by=, at=: what is said after it
    hint: Any = ""


def what_changed(done: Changed) -> str:
    """What became of a change of several meetings, in a sentence or three."""
    told = [
        ngettext("%(count)s meeting changed.", "%(count)s meetings changed.", done.changed) % {"count": done.changed}
    ]
    if done.kept:
        stays = ngettext(
            "%(count)s meeting was changed or cancelled on its own before: it stays as it is.",
            "%(count)s meetings were changed or cancelled on their own before: they stay as they are.",
            len(done.kept),
        )
        told.append(stays % {"count": len(done.kept)})
    if done.cancelled:
        off = ngettext("%(count)s meeting was cancelled.", "%(count)s meetings were cancelled.", done.cancelled)
        told.append(off % {"count": done.cancelled})
    return " ".join(told)


def _change(found: Series, form: Any, **who: Any) -> str:
    facts = form.cleaned_data
    done = rehanging.change(found, form.plan(), version=facts["version"], since=facts["since"], **who)
    return what_changed(done)


def _leave_out(found: Series, form: Any, **who: Any) -> str:
    series.leave_out(found, form.cleaned_data["day"], why=form.said, **who)
    return _("On that day the series does not meet.")


def _end(found: Series, form: Any, **who: Any) -> str:
    series.end(found, since=form.cleaned_data["since"], why=form.said, **who)
    return _("The series ends.")


DOORS = {
    SeriesAct.CHANGE.value: Door(
        gettext_lazy("Change the series"),
        lambda data, found: forms.ChangeSeriesForm(
            data, initial=forms.SeriesForm.first(found), series=found, auto_id="change-%s"
        ),
        _change,
        gettext_lazy("Meetings that are announced change with it, and calendars follow."),
    ),
    SeriesAct.LEAVE_OUT.value: Door(
        gettext_lazy("Leave out a day"),
        lambda data, _found: forms.LeaveOutForm(data, auto_id="leave-%s"),
        _leave_out,
        gettext_lazy("A meeting that is announced for that day is cancelled."),
    ),
    SeriesAct.END.value: Door(
        gettext_lazy("End the series"),
        lambda data, _found: forms.EndForm(data, auto_id="end-%s"),
        _end,
        gettext_lazy("Meetings that are announced after that day are cancelled."),
    ),
}


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    area = places.area_by_slug(request.GET.get("area", ""))
    found = list(queries.series_of(area, request.actor, now()))
    return page(
        request,
        "meetings/series/index.html",
        area=area,
        areas=places.areas(),
        rows=[(one, how_often(queries.plan_of(one))) for one in found],
        may_begin=bool(queries.areas_led(request.actor)),
    )


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return _page(request, find(request, pk))


@reads
def new(request: Request) -> HttpResponse:
    first = {"area": request.GET.get("area", ""), "begins_on": now().date()}
    return _new_page(request, forms.BeginForm(initial=first, areas=_areas_to_lead(request)))


@writes
def begin(request: Request) -> HttpResponse:
    form = forms.BeginForm(request.POST, areas=_areas_to_lead(request))
    if not form.is_valid():
        return _new_page(request, form, 422)
    begun = series.begin(form.plan(), area=form.cleaned_data["area"], by=request.actor, at=now())
    messages.success(request, _("The series is announced."))
    return redirect(begun)


@reads
def open_act(request: Request, pk: int, act: str) -> HttpResponse:
    found = _asked(request, pk, act)
    return _page(request, found, (act, DOORS[act].form(None, found)))


@writes
def act(request: Request, pk: int, act: str) -> HttpResponse:
    found = _asked(request, pk, act)
    form = DOORS[act].form(request.POST, found)
    if not form.is_valid():
        return _page(request, found, (act, form), status=422)
    try:
        said = DOORS[act].do(found, form, by=request.actor, at=now())
    except Conflict as conflict:
        form.data = request.POST.copy()
        form.data["version"] = str(conflict.version)
        compared = {"mine": series.in_words(form.plan()), "theirs": conflict.theirs}
        return _page(request, found, (act, form), compared, status=409)
    messages.success(request, said)
    return redirect(found)


@reads
def back(request: Request, pk: int) -> HttpResponse:
    return redirect(find(request, pk))


@writes
def put_back(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    gone = get_object_or_404(queries.left_out(found), pk=request.POST.get("exception", "0"))
    series.put_back(found, gone.day, by=request.actor, at=now())
    messages.success(request, _("On that day the series meets after all."))
    return redirect(found)


@writes
def one_day(request: Request, pk: int) -> HttpResponse:
    """A far day is announced now, and its form stands open: it can be changed on its own."""
    found = find(request, pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Http404 from None
    meeting = series.announce_day(found, day, by=request.actor, at=now())
    messages.success(request, _("This day is announced now. What you change here is for it alone."))
    return redirect("meetings:act", meeting.pk, "change")


def find(request: Request, pk: int) -> Series:
    """The series that this actor may see, or 404."""
    return get_object_or_404(queries.all_series(request.actor), pk=pk)


def _asked(request: Request, pk: int, act: str) -> Series:
    """The series, when it may be done; asked before their words are looked at."""
    if act not in DOORS:
        raise Http404
    found = find(request, pk)
    SERIES_POLICY.require(request.actor, SeriesAct(act), found)
    return found


def _areas_to_lead(request: Request) -> list[Area]:
    areas = queries.areas_led(request.actor)
    if not areas:
        SERIES_POLICY.require(request.actor, SeriesAct.BEGIN, places.root())
    return areas


def _new_page(request: Request, form: Any, status: int = 200) -> HttpResponse:
    return page(request, "meetings/series/new.html", form=form, status=status)


def _page(
    request: Request,
    found: Series,
    opened: tuple[str, Any] | None = None,
    compared: dict[str, str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at, doors = now(), series_doors(request.actor, found)
    return page(
        request,
        "meetings/series/detail.html",
        status=status,
        series=found,
        together=found.together,
        often=how_often(queries.plan_of(found)),
        coming=queries.days_ahead(found, at, AHEAD),
        left_out=_still_left_out(found, at),
        acts=_steps(found, doors, opened),
        doors=doors,
        why_not=doors[SeriesAct.CHANGE].reason,
        compared=compared,
        form=opened[1] if opened and opened[1].is_bound else None,
    )


def _steps(found: Series, doors: dict[str, Verdict], opened: tuple[str, Any] | None) -> list[Step]:
    """The acts that are open to whoever looks, each with its form."""
    asked, form = opened or ("", None)
    return [
        Step(name, door.label, door.hint, form if name == asked else door.form(None, found), name == asked)
        for name, door in DOORS.items()
        if doors[name]
    ]


def _still_left_out(found: Series, at: datetime) -> list[Any]:
    return list(queries.left_out(found).filter(still_left_out(at)))
