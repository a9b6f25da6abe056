"""What is read: the list of meetings, the page of one, and the form that announces one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import AnnounceForm, NoteForm
from openbeat.apps.meetings.lifecycle import NOTES_OUT, Act, Stage
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.policies import POLICY, doors, has_minutes
from openbeat.apps.meetings.queries import Wish
from openbeat.apps.meetings.services import meetings
from openbeat.apps.meetings.views.doors import steps
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpResponse

    from openbeat.apps.meetings.queries import Line
    from openbeat.core.places.models import Area
    from openbeat.kit.policy import Conflict

PER_PAGE = 25


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    at, areas = now(), places.areas()
    wish = Wish(places.area_by_slug(request.GET.get("area", "")), past=request.GET.get("when") == "past")
    found = Paginator(queries.found(wish, request.actor, at), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "meetings/index.html",
        wish=wish,
        areas=areas,
        found=found,
        months=_by_month(found),
        may_announce=bool(queries.areas_led(request.actor)),
    )


def _by_month(found: Iterable[Meeting]) -> list[tuple[date, list[Meeting]]]:
    zone = department.zone()
    months = groupby(found, key=lambda meeting: meeting.starts_at.astimezone(zone).date().replace(day=1))
    return [(month, list(group)) for month, group in months]


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return meeting_page(request, find(request, pk))


@reads
def new(request: Request) -> HttpResponse:
    first = {"area": request.GET.get("area", "")}
    return announce_page(request, AnnounceForm(initial=first, areas=areas_to_lead(request), at=now()))


def areas_to_lead(request: Request) -> list[Area]:
    """The areas for which this actor may announce a meeting; raises Refused where there is none."""
    areas = queries.areas_led(request.actor)
    if not areas:
        POLICY.require(request.actor, Act.ANNOUNCE, places.root())
    return areas


def announce_page(request: Request, form: AnnounceForm, status: int = 200) -> HttpResponse:
    """The page on which a meeting is announced."""
    return page(request, "meetings/new.html", form=form, status=status)


@dataclass(frozen=True, slots=True)
class Opened:
    """An act whose form stands open: asked for, filled in wrong, or with two people's words to compare."""

    name: str
    form: Any
    conflict: Conflict | None = None

    @property
    def status(self) -> int:
        """409 where somebody else was faster, 422 where something is wrong."""
        return 409 if self.conflict else 422 if self.form.is_bound else 200

    @property
    def compared(self) -> dict[str, str] | None:
        """What stands now, and what somebody else wrote meanwhile."""
        if self.conflict is None:
            return None
        plan = getattr(self.form, "plan", None)
        mine = meetings.in_words(plan()) if plan else self.form.cleaned_data["words"]
        return {"mine": mine, "theirs": self.conflict.theirs}


def meeting_page(request: Request, meeting: Meeting, opened: Opened | None = None) -> HttpResponse:
    """The page of a meeting, with the acts that this actor may do; a form that was filled in wrong stands open."""
    at, actor = now(), request.actor
    open_doors = doors(actor, meeting, at)
    draft = queries.minutes_of(meeting) if meeting.stage == Stage.DRAFTED else None
    sections = [
        (section, [(line, _note_form(line, opened)) for line in section.lines], _head_form(section, opened))
        for section in queries.agenda(meeting, actor)
    ]
    return page(
        request,
        "meetings/detail.html",
        status=opened.status if opened else 200,
        meeting=meeting,
        sections=sections,
        next_meeting=queries.next_after(meeting),
        together=meeting.together,
        doors=open_doors,
        over=at >= meeting.ends_at,
        acts=steps(meeting, open_doors, opened, at),
        why_not=open_doors[Act.PUBLISH].reason,
        compared=opened.compared if opened else None,
        draft=draft,
        drafted=queries.text_of(draft, None) if draft else None,
        with_minutes=bool(has_minutes(actor, meeting)),
        notes_out=meeting.stage in NOTES_OUT or bool(open_doors[Act.NOTE]),
        form=opened.form if opened and opened.form.is_bound else None,
    )


def _note_form(line: Line, opened: Opened | None) -> NoteForm:
    name = f"note-{line.item.pk}"
    if opened and opened.name == name:
        form: NoteForm = opened.form
        return form
    return NoteForm(initial=NoteForm.first(line.item), auto_id=f"{name}-%s")


def _head_form(section: queries.Section, opened: Opened | None) -> NoteForm:
    return _note_form(queries.Line(section.head, None), opened)


def find(request: Request, pk: int) -> Meeting:
    """The meeting that this actor may see, or 404."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)
