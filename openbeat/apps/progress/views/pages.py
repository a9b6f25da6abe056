"""What is read: the chart of all areas, the chart of one, on paper too, and the page of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from openbeat.apps.progress import queries
from openbeat.apps.progress.forms import EscalateForm, FilterForm, PutForm, ResolveForm, TriedForm
from openbeat.apps.progress.lifecycle import MEANS, Act, Sara, TacticAct
from openbeat.apps.progress.policies import POLICY, TACTIC_POLICY, escalate_verdict, resolve_verdict
from openbeat.apps.progress.queries import Wish
from openbeat.apps.progress.views.doors import mine, steps
from openbeat.apps.progress.views.sheet import blank_pdf, chart_pdf
from openbeat.apps.progress.views.timeline import timeline
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, public, reads
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.apps.progress.models import Problem, Task
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor
    from openbeat.kit.policy import Conflict

PER_PAGE = 25


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    at, actor = now(), request.actor
    form = FilterForm(request.GET, areas=places.areas(), signed_in=actor.person is not None)
    wish = Wish(**form.wish())
    tasks = queries.with_notes(queries.found(wish, actor, at))
    found = Paginator(tasks, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "progress/index.html",
        filter_form=form,
        filtered=wish != Wish(),
        found=found,
        rows=(rows := queries.rows(found, actor, at)),
        with_tactics=any(row.tactics for row in rows),
        may_put=bool(queries.areas_served(actor)),
    )


@open_to_all
@reads
def area(request: Request, slug: str) -> HttpResponse:
    at, place = now(), _area(slug)
    view = "timeline" if request.GET.get("view") == "timeline" else "table"
    tasks = queries.with_notes(queries.of_area(place, request.actor))
    found = Paginator(tasks, 2 * PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows(found, request.actor, at)
    doors = {"put": POLICY.verdict(request.actor, Act.PUT, place)}
    late = queries.late(place, at).count()
    drawn = timeline(rows, queries.today(at)) if view == "timeline" else None
    return page(
        request,
        "progress/area.html",
        area=place,
        found=found,
        rows=rows,
        with_tactics=any(row.tactics for row in rows),
        late=late,
        doors=doors,
        view=view,
        timeline=drawn,
    )


@public
@reads
def pdf(request: Request, slug: str) -> HttpResponse:
    place = _area(slug)
    blank, beside = request.GET.get("blank") == "1", request.GET.get("beside", "")
    body = blank_pdf(place, at=now(), beside=beside) if blank or beside else chart_pdf(place, at=now())
    named = {"Content-Disposition": f'inline; filename="progress-{place.slug}.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=named)


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return task_page(request, find(request, pk))


@open_to_all
@reads
def tried(request: Request) -> HttpResponse:
    form = TriedForm(request.GET, areas=places.areas())
    found = Paginator(queries.sought(form.wish(), request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "progress/tried.html", filter_form=form, found=found)


@reads
def new(request: Request) -> HttpResponse:
    first = {"area": request.GET.get("area", "")}
    form = PutForm(initial=first, areas=areas_to_serve(request), today=queries.today(now()))
    return put_page(request, form)


def areas_to_serve(request: Request) -> list[Area]:
    """The areas for which this actor may put a task on the chart; raises Refused where there is none."""
    areas = queries.areas_served(request.actor)
    if not areas:
        POLICY.require(request.actor, Act.PUT, places.root())
    return areas


def put_page(request: Request, form: Form, status: int = 200) -> HttpResponse:
    """The page on which a task is put on the chart."""
    return page(request, "progress/new.html", form=form, status=status)


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


def task_page(request: Request, task: Task, opened: Opened | None = None) -> HttpResponse:
    """The page of a task, with the acts that this actor may do; a form that was filled in wrong stands open."""
    at, actor = now(), request.actor
    doors = POLICY.doors(actor, task)
    closed = doors[Act.COMPLETE if task.is_open else Act.REOPEN].reason
    return page(
        request,
        "progress/detail.html",
        status=opened.status if opened else 200,
        task=task,
        row=queries.rows([task], actor, at)[0],
        late=task.is_open and task.due_on < queries.today(at),
        next_step=queries.next_step(task),
        problems=[_noted(actor, problem, opened) for problem in task.problems.all()],
        acts=steps(task, doors, opened, queries.today(at)),
        why_not=closed,
        conflict=opened.conflict and {"mine": mine(opened.form), "theirs": opened.conflict.theirs} if opened else None,
        may_propose=TACTIC_POLICY.verdict(actor, TacticAct.PROPOSE, task.area),
        about=str(Ref.of(task)),
        sara=_sara(task),
        timeline_of=queries.timeline(task),
        opened=opened.form.auto_id if opened else "",
        form=opened.form if opened and opened.form.is_bound else None,
    )


def _sara(task: Task) -> dict[str, Any]:
    tried = [one for one in task.tried.all() if one.newest]
    return {"step": task.get_sara_display(), "means": MEANS[Sara(task.sara)], "tried": tried[0] if tried else None}


@dataclass(frozen=True, slots=True)
class Noted:
    """A problem as the page of its task shows it: with what this actor may do about it."""

    problem: Problem
    resolving: Form | None
    escalating: Form | None


def _noted(actor: Actor, problem: Problem, opened: Opened | None) -> Noted:
    return Noted(
        problem,
        _opened(opened, f"resolve-{problem.pk}", ResolveForm) if resolve_verdict(actor, problem) else None,
        _opened(opened, f"escalate-{problem.pk}", EscalateForm) if escalate_verdict(actor, problem) else None,
    )


def _opened(opened: Opened | None, name: str, made: type[Form]) -> Form:
    form: Form = opened.form if opened and opened.name == name else made(auto_id=f"{name}-%s")
    return form


def find(request: Request, pk: int) -> Task:
    """The task that this actor may see, or 404."""
    found: Any = get_object_or_404(queries.with_story(queries.visible_to(request.actor)), pk=pk)
    for problem in found.problems.all():
        problem.task = found  # spares a query each: the policy asks for the task's area
    task: Task = found
    return task


def _area(slug: str) -> Area:
    place = places.area_by_slug(slug)
    if place is None:
        raise Http404
    return place
