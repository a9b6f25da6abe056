"""The priorities of an area, for everybody; and what is proposed, named and limited there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.figures.merging import DOTS
from openbeat.apps.concerns.forms import BallotForm, BeginForm, NominateForm, ProposeForm, SeatsForm
from openbeat.apps.concerns.lifecycle import ENDED, ProblemAct, RoundAct, RoundStage
from openbeat.apps.concerns.policies import PRIORITIES_POLICY, ROUNDS_POLICY, leads, round_verdict
from openbeat.apps.concerns.services import priorities, rounds, seats
from openbeat.core.people.http import shows_and_takes
from openbeat.core.places import queries as places
from openbeat.core.receipts import services as receipts
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.apps.concerns.models import Round
    from openbeat.core.places.models import Area

PAST, PER_HOUR, TOO_OFTEN = 12, 10, 429


def area_of(slug: str) -> Area:
    """The area with this address, or 404."""
    area = places.area_by_slug(slug)
    if area is None:
        raise Http404
    return area


@open_to_all
@reads
def index(request: Request, slug: str) -> HttpResponse:
    area, at, actor = area_of(slug), now(), request.actor
    active = queries.priorities_of(area)
    round_ = queries.undecided_round(area)
    ended = [problem for problem in queries.of_area(area, *ENDED) if problem.area_id == area.pk]
    return page(
        request,
        "concerns/priorities/index.html",
        area=area,
        active=queries.shown(active, actor),
        limit=queries.limit(area),
        round=round_,
        ballot=ballot(request, round_) if round_ and round_verdict(actor, RoundAct.VOTE, round_, at) else None,
        others=[] if round_ and round_.stage == RoundStage.OPEN else queries.can_be_chosen(area),
        ended=ended[::-1],
        past=queries.past_rounds(area, PAST),
        waiting=queries.waiting_for_a_look(actor, area),
        proposals=queries.proposals(area),
        beats=[below for below in places.areas("beat") if below.parent_id == area.pk],
        doors=_doors(request, area),
    )


def _doors(request: Request, area: Area) -> dict[str, Any]:
    return {
        "nominate": PRIORITIES_POLICY.verdict(request.actor, ProblemAct.NOMINATE, area),
        "seats": PRIORITIES_POLICY.verdict(request.actor, ProblemAct.SEATS, area),
        "begin": ROUNDS_POLICY.verdict(request.actor, RoundAct.BEGIN, area),
    }


def ballot(request: Request, round_: Round, form: BallotForm | None = None) -> dict[str, Any]:
    """What the ballot shows: the problems, the dots of this actor where there are some, and the form."""
    found = [nominee.candidate for nominee in queries.nominees(round_)]
    mine = queries.voice_of(round_, request.actor)
    form = form or BallotForm(problems=found, initial={"dots": mine.dots if mine else []})
    ticked = {str(value) for value in form["dots"].value() or ()}
    boxes = [(problem, str(problem.pk) in ticked) for problem in found]
    return {"round": round_, "form": form, "boxes": boxes, "mine": mine, "dots": DOTS}


# Propose, or name


@reads
def show_propose(request: Request, slug: str) -> HttpResponse:
    return _propose(request, area_of(slug))


@writes
def take_propose(request: Request, slug: str) -> HttpResponse:
    area = area_of(slug)
    return _nominate(request, area) if leads(request.actor, area) else _take_proposal(request, area)


def _propose(request: Request, area: Area, form: Form | None = None, status: int = 200) -> HttpResponse:
    form = form or _form(request, area, None)
    names = leads(request.actor, area)
    return page(request, "concerns/priorities/propose.html", area=area, form=form, status=status, names=names)


def _form(request: Request, area: Area, data: Any) -> Form:
    if leads(request.actor, area):
        return NominateForm(data, concerns=queries.to_name(request.actor, area))
    return ProposeForm(data)


def _nominate(request: Request, area: Area) -> HttpResponse:
    form = NominateForm(request.POST, concerns=queries.to_name(request.actor, area))
    if not form.is_valid():
        return _propose(request, area, form, 422)
    problem = priorities.nominate(form.said(), area=area, by=request.actor, at=now(), concern=form.of())
    messages.success(request, _("It can be chosen as soon as the four questions are answered."))
    return redirect(problem)


def _take_proposal(request: Request, area: Area) -> HttpResponse:
    form = ProposeForm(request.POST)
    if not limits.allow(request, "priorities.propose", per_hour=PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        return _propose(request, area, form, TOO_OFTEN)
    if not form.is_valid():
        return _propose(request, area, form, 422)
    problem = priorities.propose(form.said(), area=area, by=request.actor, at=now(), once=form.once)
    code = receipts.issue(problem, form.once, problem.proposed_at)
    return page(request, "concerns/priorities/proposed.html", area=area, problem=problem, code=code)


propose = open_to_all(shows_and_takes(show_propose, take_propose))


# Begin a round, and the limit


@reads
def show_begin(request: Request, slug: str) -> HttpResponse:
    area = area_of(slug)
    first = {"meeting": request.GET.get("meeting", "")}
    form = BeginForm(problems=queries.can_be_chosen(area), at=now(), initial=first)
    return _begin(request, area, form)


@writes
def take_begin(request: Request, slug: str) -> HttpResponse:
    area, at = area_of(slug), now()
    ROUNDS_POLICY.require(request.actor, RoundAct.BEGIN, area)
    form = BeginForm(request.POST, problems=queries.can_be_chosen(area), at=at)
    if not form.is_valid():
        return _begin(request, area, form, 422)
    round_ = rounds.begin(form.term(), area=area, by=request.actor, at=at)
    messages.success(request, _("The round is open. Everybody can give three dots."))
    return redirect(round_)


def _begin(request: Request, area: Area, form: BeginForm, status: int = 200) -> HttpResponse:
    found = queries.can_be_chosen(area)
    asked = queries.questions_of(found)
    unready = [problem for problem in found if not all(one.answered for one in asked[problem.pk])]
    door = ROUNDS_POLICY.verdict(request.actor, RoundAct.BEGIN, area)
    context: dict[str, Any] = {"area": area, "form": form, "door": door, "unready": unready, "enough": len(found) > 1}
    return page(request, "concerns/priorities/begin.html", status=status, **context)


begin = shows_and_takes(show_begin, take_begin)


@reads
def show_seats(request: Request, slug: str) -> HttpResponse:
    area = area_of(slug)
    return _seats(request, area, SeatsForm(initial={"number": queries.limit(area)}))


@writes
def take_seats(request: Request, slug: str) -> HttpResponse:
    area, form = area_of(slug), SeatsForm(request.POST)
    PRIORITIES_POLICY.require(request.actor, ProblemAct.SEATS, area)
    if not form.is_valid():
        return _seats(request, area, form, 422)
    seats.set_seats(area, form.cleaned_data["number"], form.said(), by=request.actor, at=now())
    messages.success(request, _("It is saved."))
    return redirect("concerns:priorities", area.slug)


def _seats(request: Request, area: Area, form: SeatsForm, status: int = 200) -> HttpResponse:
    door = PRIORITIES_POLICY.verdict(request.actor, ProblemAct.SEATS, area)
    return page(request, "concerns/priorities/seats.html", area=area, form=form, door=door, status=status)


limit = shows_and_takes(show_seats, take_seats)
