"""Questions to a meeting that runs: sent in by anybody, looked at, answered there or later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import QuestionAnswerForm, QuestionForm, UnshownForm
from openbeat.apps.meetings.lifecycle import QuestionAct
from openbeat.apps.meetings.policies import QUESTIONS_POLICY, leads, may_ask
from openbeat.apps.meetings.queries.webcast import reads_freely, shows_only_what_is_out
from openbeat.apps.meetings.services import questions as services
from openbeat.apps.meetings.views.pages import find
from openbeat.core.hooks import receipts
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting, Question

PER_HOUR = 20
TOO_OFTEN = 429


@opens(find, unless=shows_only_what_is_out)
def show(request: Request, meeting: Meeting) -> HttpResponse:
    return _page(request, meeting, QuestionForm())


@writes
def take(request: Request, pk: int) -> HttpResponse:
    meeting, form, at = find(request, pk), QuestionForm(request.POST), now()
    if not (verdict := may_ask(request.actor, meeting, at)):
        raise Refused(verdict.reason)
    if not limits.allow(request, "meetings.ask", per_hour=PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        services.opened_all(meeting, by=request.actor, at=at)
        return _page(request, meeting, form, TOO_OFTEN)
    if not form.is_valid():
        services.opened_all(meeting, by=request.actor, at=at)
        return _page(request, meeting, form, 422)
    question = services.ask(meeting, form.said, once=form.once, by=request.actor, at=at)
    if request.actor.person:
        messages.success(request, _("Your question has arrived. You are told when it is answered."))
        return redirect(question)
    code = receipts.issue(question, form.once, question.asked_at)
    return page(request, "meetings/told.html", code=code, meeting=meeting, back=request.path)


asked = open_to_all(shows_and_takes(show, take))


def _one(request: Request, pk: int) -> Question:
    """A question that this actor may read: out for everybody, or one's own, or for whoever leads; else 404."""
    question = get_object_or_404(queries.all_questions(), pk=pk)
    if not (leads(request.actor, question) or reads_freely(request.actor, question)):
        raise Http404
    return question


@opens(_one, unless=reads_freely)
def show_one(request: Request, question: Question) -> HttpResponse:
    return _question(request, question, QuestionAnswerForm(items=queries.named_items(question.meeting)))


@writes
def take_one(request: Request, pk: int) -> HttpResponse:
    question, by, at = _one(request, pk), request.actor, now()
    act = QuestionAct(request.POST["act"]) if request.POST.get("act") in DECISIONS else QuestionAct.ANSWER
    QUESTIONS_POLICY.require(by, act, question)
    if act is QuestionAct.SHOW:
        services.show(question, by=by, at=at)
    elif act is QuestionAct.WITHHOLD:
        services.withhold(question, request.POST.get("why", ""), by=by, at=at)
    else:
        form = QuestionAnswerForm(request.POST, items=queries.named_items(question.meeting))
        if not form.is_valid():
            services.opened(question, by=by, at=at)
            return _question(request, question, form, 422)
        services.answer(question, form.said, item=form.item, by=by, at=at)
    messages.success(request, _("It is saved."))
    return redirect("meetings:questions", question.meeting_id)


DECISIONS = frozenset({QuestionAct.SHOW.value, QuestionAct.WITHHOLD.value})
one = open_to_all(shows_and_takes(show_one, take_one))


def _page(request: Request, meeting: Meeting, form: QuestionForm, status: int = 200) -> HttpResponse:
    return page(
        request,
        "meetings/questions.html",
        status=status,
        meeting=meeting,
        questions=queries.questions_of(meeting, request.actor),
        door=may_ask(request.actor, meeting, now()),
        leads=leads(request.actor, meeting),
        form=form,
    )


def _question(request: Request, question: Question, form: Any, status: int = 200) -> HttpResponse:
    acts = (QuestionAct.SHOW, QuestionAct.WITHHOLD, QuestionAct.ANSWER)
    doors = {act.value: QUESTIONS_POLICY.verdict(request.actor, act, question) for act in acts}
    facts = {"question": question, "doors": doors, "withhold": UnshownForm()}
    return page(request, "meetings/question.html", status=status, meeting=question.meeting, form=form, facts=facts)
