"""Steps with a form, each like the others: what we understood, ends, another date, what is written for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openbeat.apps.concerns import forms, queries, services
from openbeat.apps.concerns.lifecycle import Act, Correction
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.views.finding import found, matter, opens_one
from openbeat.apps.concerns.views.one import done
from openbeat.core.people.http import shows_and_takes
from openbeat.core.translation.shapes import show
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from openbeat.kit.actors import Actor

type Words = StrPromise | str


@dataclass(frozen=True, slots=True)
class Step:
    """One of them: its doors, what it says, its form, and the service that it calls."""

    acts: tuple[Act, ...]
    title: Words
    button: Words
    finished: Words
    form: Callable[[Concern, Actor, Any], Any]  # of the concern, who acts, and what was sent (None to show it)
    serve: Callable[..., object]
    lead: Words = ""


def _plain(form: type[django_forms.Form], **initial: str) -> Callable[[Concern, Actor, Any], Any]:
    """A form that begins with the language of the concern, since whoever raised it reads what is written."""
    return lambda concern, _actor, data: form(data, initial={"language": concern.language, **initial})


def _correction(concern: Concern, actor: Actor, data: Any) -> Any:
    form = forms.CorrectionForm if actor.is_subject_of(concern) else forms.TakenDownForm
    return form(data, initial={"language": concern.language})


def _merge_form(concern: Concern, actor: Actor, data: Any) -> Any:
    asked = queries.Likeness(concern.area_id, f"{concern.title} {concern.story}", concern.lon, concern.lat)
    likely = [each for each in queries.alike(asked, 6) if each.pk != concern.pk]
    lines = queries.lines(likely, actor, now())
    numbered = "<span>{}: {}</span>"
    return forms.MergeForm(
        data,
        likely=[
            (line.concern.pk, format_html(numbered, line.concern.pk, show(line.title, line.concern.language)))
            for line in lines
        ],
        initial={"language": concern.language},
    )


def _merge(concern: Concern, form: Any, *, by: Actor, at: Any) -> None:
    into = queries.visible_to(by).filter(pk=form.chosen()).first()
    if into is None:
        raise Http404
    services.merge(concern, into, form.facts(), by=by, at=at)


def _question_form(concern: Concern, _actor: Actor, data: Any) -> Any:
    row = queries.question_of(concern)
    initial = {"question": row.question, "answer": row.answer, "language": row.language} if row else {}
    return forms.QuestionForm(data, initial={"language": concern.language, **initial})


def _calls(service: Callable[..., object]) -> Callable[..., object]:
    return lambda concern, form, *, by, at: service(concern, form.facts(), by=by, at=at)


ACKNOWLEDGE = Step(
    (Act.ACKNOWLEDGE, Act.RESTATE),
    gettext_lazy("What we understood"),
    gettext_lazy("Send this sentence"),
    gettext_lazy("Sent. Whoever raised it is asked whether that is it."),
    _plain(forms.SentenceForm, take_up="on"),
    _calls(services.acknowledge),
    gettext_lazy("First say in one sentence what you understood. It comes before every other step."),
)
CORRECT = Step(
    (Act.CORRECT,),
    gettext_lazy("Did we understand it?"),
    gettext_lazy("Send it"),
    gettext_lazy("Thank you. The liaison officer reads it and writes the sentence anew."),
    _correction,
    _calls(services.correct),
)
NOT_OURS = Step(
    (Act.NOT_OURS,),
    gettext_lazy("It is not ours"),
    gettext_lazy("Say whose it is"),
    gettext_lazy("Answered. Whoever raised it is told where to go, and can open it again."),
    _plain(forms.NotOursForm),
    _calls(services.not_ours),
    gettext_lazy("This is an answer: it says whose it is and where to go."),
)
NO_ACTION = Step(
    (Act.NO_ACTION,),
    gettext_lazy("No further action"),
    gettext_lazy("Say why"),
    gettext_lazy("Answered. Whoever raised it is told why, and can open it again."),
    _plain(forms.NoActionForm),
    _calls(services.no_action),
    gettext_lazy("This is an answer: it says why nothing more is done."),
)
MERGE = Step(
    (Act.MERGE,),
    gettext_lazy("It was told before"),
    gettext_lazy("Let it go on there"),
    gettext_lazy("It goes on with the other one, with every voice and every follower."),
    _merge_form,
    _merge,
    gettext_lazy("Nobody is lost: all who raised it, say so too, or follow it are told there."),
)
DATE = Step(
    (Act.SHIFT,),
    gettext_lazy("Another date for the answer"),
    gettext_lazy("Promise this date"),
    gettext_lazy("The new date and the reason are on the page. Whoever raised it is told."),
    _plain(forms.DateForm),
    _calls(services.shift),
    gettext_lazy("The first date stays visible, and counts in how promises are kept."),
)
QUESTION = Step(
    (Act.PUBLISH,),
    gettext_lazy("A question and an answer for everybody"),
    gettext_lazy("Let everybody read this"),
    gettext_lazy("Everybody can read it now. Nothing there leads to this concern."),
    _question_form,
    _calls(services.publish_question),
    gettext_lazy("What is private stays private. Write both anew, so that nobody can be recognised."),
)


def _page(request: Request, step: Step, concern: Concern, form: Any, status: int = 200) -> HttpResponse:
    if request.method == "POST":  # a page that answers to a form shows the words too
        services.opened(concern, by=request.actor, at=now())
    head = matter(request, concern)
    doors = [head["doors"][act] for act in step.acts]
    door = next((each for each in doors if each), doors[0])
    return page(
        request,
        "concerns/handle.html",
        status=status,
        **head,
        form=form,
        door=door,
        step=step,
        step_title=step.title,
        sentence=queries.sentences_of(concern).last() if step is CORRECT or step is ACKNOWLEDGE else None,
    )


def _of(step: Step) -> Any:
    @opens_one
    def show(request: Request, concern: Concern) -> HttpResponse:
        return _page(request, step, concern, step.form(concern, request.actor, None))

    @writes
    def take(request: Request, pk: int) -> HttpResponse:
        concern = found(request, pk)
        form = step.form(concern, request.actor, request.POST)
        if not form.is_valid():
            return _page(request, step, concern, form, 422)
        by, at = request.actor, now()
        step.serve(concern, form, by=by, at=at)
        messages.success(request, str(step.finished))
        return redirect(concern)

    return shows_and_takes(show, take)


acknowledge = _of(ACKNOWLEDGE)
correct = open_to_all(_of(CORRECT))
not_ours = _of(NOT_OURS)
no_action = _of(NO_ACTION)
merge = _of(MERGE)
date = _of(DATE)
question = _of(QUESTION)


@open_to_all
@writes
def understood(request: Request, pk: int) -> HttpResponse:
    """Yes, that is it: by one tap."""
    concern = services.correct(found(request, pk), Correction(right=True), by=request.actor, at=now())
    return done(request, concern, _("Thank you. We have it right."))


@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the question and the answer back out of what everybody reads."""
    concern = found(request, pk)
    services.withdraw_question(concern, by=request.actor, at=now())
    messages.success(request, _("Nobody reads it any more."))
    return redirect(concern)
