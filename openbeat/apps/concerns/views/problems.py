"""The page of one problem, and what is done about it. Each act is one service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.concerns import forms, queries
from openbeat.apps.concerns.lifecycle import ProblemAct
from openbeat.apps.concerns.models import Candidate
from openbeat.apps.concerns.policies import PRIORITIES_POLICY, side_of
from openbeat.apps.concerns.services import priorities, seats
from openbeat.core.hooks import chart
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.actors import Actor
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from datetime import datetime

FormOf = Callable[[Any, Candidate, Actor], Any]  # data or None, problem, actor
Service = Callable[[Candidate, Any, Actor, "datetime"], Candidate]  # problem, form, by, at


@dataclass(frozen=True, slots=True)
class Door:
    """What an act is called, what to know before it, its form, and the service behind it."""

    act: ProblemAct
    label: Any
    form: FormOf
    service: Service
    hint: Any = ""
    offered: Callable[[], bool] = lambda: True


def _plain(form: type[Any]) -> FormOf:
    return lambda data, _problem, _actor: form(data)


def _admit(data: Any, problem: Candidate, _actor: Actor) -> Any:
    return forms.AdmitForm(data, initial=forms.AdmitForm.first(problem))


def _judge(data: Any, problem: Candidate, actor: Actor) -> Any:
    return forms.JudgeForm(data, standing=queries.answers_of(problem, side_of(actor, problem)))


DOORS = {
    "look": Door(
        ProblemAct.ADMIT,
        gettext_lazy("Look at it, and let everybody read it"),
        _admit,
        lambda problem, form, by, at: priorities.admit(problem, form.said(), by=by, at=at),
        gettext_lazy("Take out names, houses and accusations. Criticism of the police stays."),
    ),
    "questions": Door(
        ProblemAct.JUDGE,
        gettext_lazy("Answer the four questions"),
        _judge,
        lambda problem, form, by, at: priorities.judge(problem, form.answers(), by=by, at=at),
        gettext_lazy("Police and chair may answer differently: both answers stand side by side, in public."),
    ),
    "choose": Door(
        ProblemAct.CHOOSE,
        gettext_lazy("Make it a priority without a round"),
        _plain(forms.WhyForm),
        lambda problem, form, by, at: seats.choose(problem, form.said(), by=by, at=at),
        gettext_lazy("Priorities are chosen by a round of dots. Say why this one is not."),
    ),
    "task": Door(
        ProblemAct.TASK,
        gettext_lazy("Put a task on the Progress Chart"),
        _plain(forms.ProblemTaskForm),
        lambda problem, form, by, at: seats.task(problem, form.job(), by=by, at=at),
        offered=chart.provided,
    ),
    "ask": Door(
        ProblemAct.ASK,
        gettext_lazy("Write down what residents say of it now"),
        _plain(forms.FeelingForm),
        lambda problem, form, by, at: seats.ask(problem, form.felt(), by=by, at=at),
        gettext_lazy("Ask in the meeting: is it better, the same, or worse than when we began?"),
    ),
    "resolve": Door(
        ProblemAct.RESOLVE,
        gettext_lazy("Say that it is resolved"),
        _plain(forms.LearntForm),
        lambda problem, form, by, at: seats.resolve(problem, form.said(), by=by, at=at),
    ),
    "set-aside": Door(
        ProblemAct.SET_ASIDE,
        gettext_lazy("Set it aside"),
        _plain(forms.AsideForm),
        lambda problem, form, by, at: seats.set_aside(problem, form.cleaned_data["reason"], form.said(), by=by, at=at),
    ),
    "bring-back": Door(
        ProblemAct.BRING_BACK,
        gettext_lazy("Bring it back"),
        _plain(forms.NothingForm),
        lambda problem, _form, by, at: seats.bring_back(problem, by=by, at=at),
        gettext_lazy("It is there again: it can be chosen once more."),
    ),
}


def found(request: Request, pk: int) -> Candidate:
    """The problem that this actor may see, or 404."""
    return get_object_or_404(queries.problems(request.actor), pk=pk)


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    problem = found(request, pk)
    (shown,) = queries.shown([problem], request.actor)
    open_to_me = [
        (name, door)
        for name, door in DOORS.items()
        if door.offered() and PRIORITIES_POLICY.verdict(request.actor, door.act, problem)
    ]
    return page(
        request,
        "concerns/priorities/problem.html",
        problem=problem,
        shown=shown,
        moods=queries.moods_of([problem])[problem.pk],
        story=queries.story(problem),
        rounds=queries.rounds_of(problem),
        doors=open_to_me,
        origin=queries.origin_of(problem, request.actor),
        public=queries.problem_is_public(problem),
    )


@reads
def show_act(request: Request, pk: int, act: str) -> HttpResponse:
    problem, door = found(request, pk), _door(act)
    return _act(request, problem, door, door.form(None, problem, request.actor))


@writes
def take_act(request: Request, pk: int, act: str) -> HttpResponse:
    problem, door = found(request, pk), _door(act)
    PRIORITIES_POLICY.require(request.actor, door.act, problem)
    form = door.form(request.POST, problem, request.actor)
    if not form.is_valid():
        return _act(request, problem, door, form, 422)
    problem = door.service(problem, form, request.actor, now())
    messages.success(request, _("It is saved."))
    return redirect(problem)


def _door(act: str) -> Door:
    if act not in DOORS or not DOORS[act].offered():
        raise Http404
    return DOORS[act]


def _act(request: Request, problem: Candidate, door: Door, form: Any, status: int = 200) -> HttpResponse:
    verdict = PRIORITIES_POLICY.verdict(request.actor, door.act, problem)
    context = {"problem": problem, "step": door, "form": form, "door": verdict}
    return page(request, "concerns/priorities/act.html", status=status, **context)


act = shows_and_takes(show_act, take_act)
