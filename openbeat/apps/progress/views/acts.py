"""What is done: a task is put on the chart, and what happens to it. Each is one service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.forms import EscalateForm, PutForm, ResolveForm
from openbeat.apps.progress.lifecycle import Act
from openbeat.apps.progress.policies import POLICY, PROBLEM_POLICY
from openbeat.apps.progress.services import problems, tasks
from openbeat.apps.progress.views.doors import DOORS
from openbeat.apps.progress.views.pages import Opened, areas_to_serve, find, put_page, task_page
from openbeat.core.hooks.chart import Wanted
from openbeat.core.web.http import Request, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict


@writes
def put(request: Request) -> HttpResponse:
    at = now()
    form = PutForm(request.POST, areas=areas_to_serve(request), today=queries.today(at))
    if not form.is_valid():
        return put_page(request, form, 422)
    task = tasks.put(Wanted(**form.cleaned_data), by=request.actor, at=at)
    messages.success(request, _("The task is on the chart."))
    return redirect(task)


@reads
def open_act(request: Request, pk: int, act: str) -> HttpResponse:
    if act not in DOORS:
        raise Http404
    task = find(request, pk)
    POLICY.require(request.actor, Act(act), task)
    form = DOORS[act].form(task=task, today=queries.today(now()), auto_id=f"{act}-%s")
    return task_page(request, task, Opened(act, form))


@writes
def act(request: Request, pk: int, act: str) -> HttpResponse:
    if act not in DOORS:
        raise Http404
    at, task, door = now(), find(request, pk), DOORS[act]
    POLICY.require(request.actor, Act(act), task)  # before their words are looked at
    form = door.form(request.POST, task=task, today=queries.today(at), auto_id=f"{act}-%s")
    if not form.is_valid():
        return task_page(request, task, Opened(act, form))
    try:
        door.service(task, **door.facts(form), by=request.actor, at=at)
    except Conflict as conflict:
        form.data = request.POST.copy()
        form.data["version"] = str(conflict.version)  # sent again, it replaces theirs
        return task_page(request, task, Opened(act, form, conflict))
    messages.success(request, _("It is on the chart."))
    return redirect(task)


@reads
def open_resolve(request: Request, pk: int) -> HttpResponse:
    problem = get_object_or_404(queries.problems_visible_to(request.actor), pk=pk)
    return redirect(problem.task)


@reads
def open_escalate(request: Request, pk: int) -> HttpResponse:
    problem = get_object_or_404(queries.problems_visible_to(request.actor), pk=pk)
    PROBLEM_POLICY.require(request.actor, Act.ESCALATE, problem)
    return task_page(request, find(request, problem.task_id), Opened(f"escalate-{pk}", _escalating(pk)))


@writes
def escalate(request: Request, pk: int) -> HttpResponse:
    problem = get_object_or_404(queries.problems_visible_to(request.actor), pk=pk)
    PROBLEM_POLICY.require(request.actor, Act.ESCALATE, problem)
    form = _escalating(pk, request.POST)
    if not form.is_valid():
        return task_page(request, find(request, problem.task_id), Opened(f"escalate-{pk}", form))
    problems.escalate(problem, form.appeal, by=request.actor, at=now())
    messages.success(request, _("It is on the chart."))
    return redirect(problem.task)


def _escalating(pk: int, sent: QueryDict | None = None) -> EscalateForm:
    return EscalateForm(sent, auto_id=f"escalate-{pk}-%s")


@writes
def resolve(request: Request, pk: int) -> HttpResponse:
    problem = get_object_or_404(queries.problems_visible_to(request.actor), pk=pk)
    form = ResolveForm(request.POST, auto_id=f"resolve-{pk}-%s")
    if not form.is_valid():
        return task_page(request, find(request, problem.task_id), Opened(f"resolve-{pk}", form))
    problems.resolve(problem, words=form.said, by=request.actor, at=now())
    messages.success(request, _("It is on the chart."))
    return redirect(problem.task)
