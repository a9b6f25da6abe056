"""The page of a round, giving dots, and what whoever leads does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.figures.merging import DOTS
from openbeat.apps.concerns.forms import BallotForm, CountForm, DecideForm, NothingForm
from openbeat.apps.concerns.lifecycle import COUNTED_BY_HAND, RoundAct, RoundStage, Seal
from openbeat.apps.concerns.policies import in_time, round_verdict
from openbeat.apps.concerns.services import rounds
from openbeat.apps.concerns.views.priorities import PER_HOUR, TOO_OFTEN, ballot
from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import http as browser
from openbeat.core.receipts import services as receipts
from openbeat.core.web import devices, limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Round

ACTS = {
    "paper": RoundAct.COUNT,
    "hands": RoundAct.COUNT,
    "close": RoundAct.CLOSE,
    "decide": RoundAct.PUBLISH,
}


def found(pk: int) -> Round:
    """The round, or 404."""
    return get_object_or_404(queries.rounds(), pk=pk)


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    round_, at = found(pk), now()
    taken, result = round_verdict(request.actor, RoundAct.VOTE, round_, at), queries.result(round_)
    return page(
        request,
        "concerns/priorities/round.html",
        round=round_,
        result=result,
        counted=round_.stage != RoundStage.OPEN,
        people=[(channel, number) for channel, number, _dots in result.channels],
        ballot=ballot(request, round_) if taken else None,
        closed=taken.reason,
        meeting=queries.meeting_card(round_),
        dots=DOTS,
        doors={name: round_verdict(request.actor, act, round_, at) for name, act in ACTS.items()},
    )


# Giving dots


@reads
def show_vote(request: Request, pk: int) -> HttpResponse:
    return _vote(request, found(pk))


@writes
def take_vote(request: Request, pk: int) -> HttpResponse:
    round_, at = found(pk), now()
    problems = [nominee.candidate for nominee in queries.nominees(round_)]
    form = BallotForm(request.POST, problems=problems)
    if not limits.allow(request, "priorities.vote", per_hour=PER_HOUR, device=devices.word(request)):
        form.add_error(None, _("There were too many from here in the last hour. Please try later."))
        return _vote(request, round_, form, TOO_OFTEN)
    if not form.is_valid():
        return _vote(request, round_, form, 422)
    device = devices.word(request)
    seal = Seal(form.once, devices.mark(device, str(Ref.of(round_))))
    voice = rounds.vote(round_, form.cleaned_data["dots"], seal, by=request.actor, at=at)
    if request.actor.person:
        messages.success(request, _("Your dots count. Until the round is closed you can change them here."))
        return redirect(round_)
    code = receipts.issue(voice, form.once, at)
    browser.hold(request, Ref.of(voice))
    chosen = [problem for problem in problems if problem.pk in voice.dots]
    response = page(request, "concerns/priorities/voted.html", round=round_, code=code, chosen=chosen)
    devices.remember(response, device)
    return response


def _vote(request: Request, round_: Round, form: BallotForm | None = None, status: int = 200) -> HttpResponse:
    taken = round_verdict(request.actor, RoundAct.VOTE, round_, now())
    context: dict[str, Any] = {
        "round": round_,
        "door": taken,
        "ballot": ballot(request, round_, form) if taken else None,
    }
    return page(request, "concerns/priorities/vote.html", status=status, **context)


vote = open_to_all(shows_and_takes(show_vote, take_vote))


# What whoever leads does


@reads
def show_act(request: Request, pk: int, act: str) -> HttpResponse:
    round_ = found(pk)
    return _act(request, round_, act, _form(round_, act, None))


@writes
def take_act(request: Request, pk: int, act: str) -> HttpResponse:
    round_, at = found(pk), now()
    form = _form(round_, act, request.POST)
    if not (verdict := round_verdict(request.actor, ACTS[act], round_, at)):
        raise Refused(verdict.reason)
    if not form.is_valid():
        return _act(request, round_, act, form, 422)
    if act in COUNTED_BY_HAND:
        rounds.count(round_, form.counted(), by=request.actor, at=at)
    elif act == "close":
        rounds.close(round_, by=request.actor, at=at)
    else:
        rounds.publish(round_, form.decision(), by=request.actor, at=at)
    messages.success(request, _("It is saved."))
    return redirect(round_)


def _form(round_: Round, act: str, data: Any) -> Any:
    if act == "close":
        return NothingForm(data)
    if act == "decide":
        return DecideForm(data, result=queries.result(round_))
    if act not in COUNTED_BY_HAND:
        raise Http404
    problems = [nominee.candidate for nominee in queries.nominees(round_)]
    standing = queries.turnout(round_, act)
    first = {f"dots_{key}": number for key, number in standing.dots.items()} if standing else {}
    people = {"people": standing.people} if standing else {}
    return CountForm(data, channel=act, problems=problems, initial={**first, **people})


def _act(request: Request, round_: Round, act: str, form: Any, status: int = 200) -> HttpResponse:
    verdict = round_verdict(request.actor, ACTS[act], round_, now())
    result = queries.result(round_) if act == "decide" else None
    context: dict[str, Any] = {"round": round_, "act": act, "form": form, "door": verdict, "result": result}
    early = act == "close" and in_time(round_, now())
    return page(request, "concerns/priorities/round_act.html", status=status, early=early, **context)


act = shows_and_takes(show_act, take_act)
