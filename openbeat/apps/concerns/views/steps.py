"""Acts on a concern that need a form: answer, open again, look, put on the chart, hand over, sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.forms import AnswerForm, ChartForm, LookForm, MoveForm, ReopenForm, SortForm
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.views.finding import found, matter, opens_one
from openbeat.core.files import queries as files
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.kit.policy import Verdict

TITLES = {
    "answer": pgettext_lazy("to do", "Answer"),
    "reopen": gettext_lazy("Open it again"),
    "look": gettext_lazy("What can everybody read?"),
    "chart": gettext_lazy("Put a task on the Progress Chart"),
    "move": gettext_lazy("Hand it over to another area"),
    "sort": gettext_lazy("Put right what it is about"),
}


def _page(
    request: Request, step: str, concern: Concern, form: Form, *, status: int = 200, **more: object
) -> HttpResponse:
    if request.method == "POST":  # a page that answers to a form shows the words too
        services.opened(concern, by=request.actor, at=now())
    head = matter(request, concern)
    context = head | {"form": form, "door": _door(head["doors"], step), "step_title": TITLES[step]} | more
    return page(request, f"concerns/{step}.html", status=status, **context)


def _door(doors: dict[str, Verdict], step: str) -> Verdict:
    return doors["amend"] or doors["answer"] if step == "answer" else doors[step]


def _finished(request: Request, concern: Concern, words: str) -> HttpResponse:
    messages.success(request, words)
    visible = queries.visible_to(request.actor).filter(pk=concern.pk)
    return redirect(concern) if visible else redirect("concerns:index")


@opens_one
def show_answer(request: Request, concern: Concern) -> HttpResponse:
    return _answer(request, concern, _answer_form(concern))


def _answer(request: Request, concern: Concern, form: AnswerForm, *, status: int = 200, **texts: str) -> HttpResponse:
    more = {"mine": "", "theirs": "", "standing": queries.newest_answer(concern)} | texts
    return _page(request, "answer", concern, form, status=status, **more)


def _answer_form(concern: Concern) -> AnswerForm:
    standing = queries.newest_answer(concern) if concern.stage == "answered" else None
    text = standing.text if standing else concern.done_words
    language = (standing.language if standing else concern.done_language) or concern.language
    return AnswerForm(initial={"text": text, "language": language, "version": concern.answers_given})


@writes
def take_answer(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _answer(request, concern, form, status=422)
    try:
        concern = services.answer(concern, form.reply(), by=request.actor, at=now())
    except Conflict as conflict:
        return _both(request, concern, form, conflict)
    return _finished(request, concern, _("Answered. Whoever raised it is told, and asked whether it is solved."))


def _both(request: Request, concern: Concern, form: AnswerForm, conflict: Conflict) -> HttpResponse:
    concern.refresh_from_db()
    mine, again = form.cleaned_data["text"], form.again(conflict.version)
    return _answer(request, concern, again, status=409, mine=mine, theirs=conflict.theirs)


answer = shows_and_takes(show_answer, take_answer)


@opens_one
def show_reopen(request: Request, concern: Concern) -> HttpResponse:
    return _page(request, "reopen", concern, ReopenForm())


@writes
def take_reopen(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, "reopen", concern, form, status=422)
    concern = services.reopen(concern, form.reply(), by=request.actor, at=now())
    return _finished(request, concern, _("It is open again, and an answer is owed by the date shown here."))


reopen = open_to_all(shows_and_takes(show_reopen, take_reopen))


@opens_one
def show_look(request: Request, concern: Concern) -> HttpResponse:
    chosen = {"words": concern.words_withheld, "photo": concern.photo_withheld, "point": concern.point_withheld}
    chosen = {name: value for name, value in chosen.items() if value}
    return _look(request, concern, LookForm(parts=queries.parts(concern), initial=chosen))


@writes
def take_look(request: Request, pk: int) -> HttpResponse:
    concern = found(request, pk)
    form = LookForm(request.POST, parts=queries.parts(concern))
    if not form.is_valid():
        return _look(request, concern, form, status=422)
    concern = services.look(concern, form.found(), by=request.actor, at=now())
    return _finished(request, concern, _("Kept. Everybody can now read what you released."))


def _look(request: Request, concern: Concern, form: LookForm, status: int = 200) -> HttpResponse:
    more = {
        "photos": list(files.of(concern)),
        "waiting": queries.reopenings_of(concern),
        "further": queries.further_waits(concern),
    }
    return _page(request, "look", concern, form, status=status, **more)


look = shows_and_takes(show_look, take_look)


@opens_one
def show_chart(request: Request, concern: Concern) -> HttpResponse:
    title = concern.title if queries.is_released(concern) else ""
    return _page(request, "chart", concern, ChartForm(initial={"title": title, "language": concern.language}))


@writes
def take_chart(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), ChartForm(request.POST)
    if not form.is_valid():
        return _page(request, "chart", concern, form, status=422)
    concern = services.chart(concern, form.job(), by=request.actor, at=now())
    return _finished(request, concern, _("It is on the Progress Chart, and everybody can see by when."))


chart = shows_and_takes(show_chart, take_chart)


@opens_one
def show_move(request: Request, concern: Concern) -> HttpResponse:
    return _page(request, "move", concern, MoveForm(area=concern.area))


@writes
def take_move(request: Request, pk: int) -> HttpResponse:
    concern = found(request, pk)
    form = MoveForm(request.POST, area=concern.area)
    if not form.is_valid():
        return _page(request, "move", concern, form, status=422)
    concern = services.move(concern, to=form.to(), by=request.actor, at=now())
    return _finished(request, concern, _("Handed over. The dates stay as they were promised."))


move = shows_and_takes(show_move, take_move)


@opens_one
def show_sort(request: Request, concern: Concern) -> HttpResponse:
    return _page(
        request, "sort", concern, SortForm(initial={"category": concern.category, "language": concern.language})
    )


@writes
def take_sort(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), SortForm(request.POST)
    if not form.is_valid():
        return _page(request, "sort", concern, form, status=422)
    other = form.language_other_than(concern.language)
    if other:
        services.say_language(concern, other, by=request.actor, at=now())
    if not other or form.category_chosen() != concern.category:
        services.sort(concern, category=form.category_chosen(), by=request.actor, at=now())
    return _finished(request, concern, _("Put right."))


sort = shows_and_takes(show_sort, take_sort)
