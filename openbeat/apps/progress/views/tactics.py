"""Tactics: the page of one, with what residents say; a new one; and the acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.forms import ExplainForm, LookForm, ProposeForm, SayForm, SpeakForm, UseForm
from openbeat.apps.progress.lifecycle import Proposal, TacticAct
from openbeat.apps.progress.policies import ANSWER_POLICY, TACTIC_POLICY
from openbeat.apps.progress.services import answers, tactics
from openbeat.core.hooks import origins
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.places import queries as places
from openbeat.core.web import devices, limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpResponse, QueryDict

    from openbeat.apps.progress.models import Tactic, TacticAnswer
    from openbeat.core.hooks.origins import Card
    from openbeat.core.places.models import Area

PER_HOUR = 30
TOO_OFTEN = 429
ACTS = (TacticAct.SPEAK, TacticAct.USE, TacticAct.EXPLAIN, TacticAct.GIVE_UP)


def _find(request: Request, pk: int) -> Tactic:
    found: Tactic = get_object_or_404(queries.tactics_visible_to(request.actor), pk=pk)
    return found


@open_to_all
@opens(_find, unless=queries.opens_no_words)
def tactic(request: Request, found: Tactic) -> HttpResponse:
    return tactic_page(request, found, {})


@reads
def new_tactic(request: Request) -> HttpResponse:
    area, card = _asked(request, request.GET)
    TACTIC_POLICY.require(request.actor, TacticAct.PROPOSE, area)
    return page(request, "progress/tactic_new.html", form=ProposeForm(), area=area, card=card)


@writes
def propose(request: Request) -> HttpResponse:
    area, card = _asked(request, request.POST)
    TACTIC_POLICY.require(request.actor, TacticAct.PROPOSE, area)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return page(request, "progress/tactic_new.html", status=422, form=form, area=area, card=card)
    facts = form.cleaned_data
    proposal = Proposal(area, card.ref, facts["field"], form.said, facts["agency"])
    made = tactics.propose(proposal, by=request.actor, at=now())
    messages.success(request, _("The tactic is proposed. Residents can say whether they want it."))
    return redirect(made)


@writes
def take_say(request: Request, pk: int) -> HttpResponse:
    found = _find(request, pk)
    TACTIC_POLICY.require(request.actor, TacticAct.SAY, found)
    form = SayForm(request.POST, auto_id="say-%s")
    device = devices.word(request)
    if not limits.allow(request, "progress.say", per_hour=PER_HOUR, device=device):
        form.add_error(None, _("There were too many from here in the last hour. Please try later."))
        return _again(request, found, TacticAct.SAY, form, TOO_OFTEN)
    if not form.is_valid():
        return _again(request, found, TacticAct.SAY, form)
    mark = "" if request.actor.person else devices.mark(device, str(Ref.of(found)))
    answers.say(found, form.opinion, device=mark, by=request.actor, at=now())
    messages.success(request, _("Your answer counts. You can change it here at any time."))
    response = redirect(found)
    if mark:
        devices.remember(response, device)
    return response


@reads
def open_tactic(request: Request, pk: int, act: str = "") -> HttpResponse:
    return redirect(_find(request, pk))


say = open_to_all(shows_and_takes(open_tactic, take_say))


@writes
def tactic_act(request: Request, pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    found, at = _find(request, pk), now()
    name = TacticAct(act)
    TACTIC_POLICY.require(request.actor, name, found)
    form = _form(name, found, request.POST)
    if form is not None and not form.is_valid():
        return _again(request, found, name, form)
    try:
        DO[name](found, form, by=request.actor, at=at)
    except Conflict:
        messages.warning(request, _("Somebody changed this while you were writing. Look at what stands now."))
        return redirect(found)
    messages.success(request, _("It is on the chart."))
    return redirect(found)


@writes
def look(request: Request, pk: int) -> HttpResponse:
    answer = get_object_or_404(queries.answers_to_look_at(request.actor), pk=pk)
    form = LookForm(request.POST)
    ANSWER_POLICY.require(request.actor, TacticAct.SHOW, answer)
    if not form.is_valid():
        return redirect(answer.tactic)
    answers.look(answer, withheld=form.cleaned_data["withheld"], by=request.actor, at=now())
    messages.success(request, _("It is on the chart."))
    return redirect(answer.tactic)


@reads
def open_look(request: Request, pk: int) -> HttpResponse:
    return redirect(get_object_or_404(queries.answers_to_look_at(request.actor), pk=pk).tactic)


DO: dict[TacticAct, Callable[..., Any]] = {
    TacticAct.SPEAK: lambda found, form, **by_at: answers.speak(found, form.opinion, **by_at),
    TacticAct.USE: lambda found, form, **by_at: tactics.use(
        found, why=form.said, version=form.cleaned_data["version"], **by_at
    ),
    TacticAct.EXPLAIN: lambda found, form, **by_at: tactics.explain(found, why=form.said, **by_at),
    TacticAct.GIVE_UP: lambda found, _form, **by_at: tactics.give_up(found, **by_at),
}


def _form(act: TacticAct, found: Tactic, sent: QueryDict | None = None) -> Form | None:
    auto_id = f"{act}-%s"
    if act is TacticAct.SPEAK:
        return SpeakForm(sent, auto_id=auto_id)
    if act is TacticAct.USE:
        return UseForm(sent, auto_id=auto_id, needed=found.is_unwanted, initial={"version": found.version})
    return ExplainForm(sent, auto_id=auto_id) if act is TacticAct.EXPLAIN else None


def tactic_page(request: Request, found: Tactic, opened: dict[TacticAct, Form], status: int = 200) -> HttpResponse:
    """The page of a tactic: what is proposed, what residents say, what this actor may do."""
    actor = request.actor
    doors = TACTIC_POLICY.doors(actor, found)
    own = queries.answer_of(found, actor, devices.known(request, str(Ref.of(found))))
    first = {"say": own.say, "words": own.words, "language": own.language} if own else {}
    words = queries.answers_of(found, actor)
    return page(
        request,
        "progress/tactic.html",
        status=status,
        tactic=found,
        card=origins.cards([found.about], actor).get(found.about),
        doors=doors,
        own=own,
        say_form=opened.get(TacticAct.SAY) or SayForm(initial=first, auto_id="say-%s"),
        forms=[(act, opened.get(act) or _form(act, found), act in opened) for act in ACTS if doors[act]],
        answers=[(answer, _looking(actor, answer)) for answer in words if not answer.withheld],
        withheld=[answer for answer in words if answer.withheld],
        form=next(iter(opened.values()), None),
    )


def _again(request: Request, found: Tactic, act: TacticAct, form: Form, status: int = 422) -> HttpResponse:
    """The page once more, with a form that is not right yet; that its words are shown is recorded all the same."""
    answers.opened(found, by=request.actor, at=now())
    return tactic_page(request, found, {act: form}, status)


def _looking(actor: Any, answer: TacticAnswer) -> LookForm | None:
    may = ANSWER_POLICY.verdict(actor, TacticAct.SHOW, answer)
    return LookForm(auto_id=f"look-{answer.pk}-%s") if may else None


def _asked(request: Request, sent: QueryDict) -> tuple[Area, Card]:
    try:
        about = Ref.parse(sent.get("about", ""))
    except ValueError:
        raise Http404 from None
    area, card = places.area_by_slug(sent.get("area", "")), origins.cards([about], request.actor).get(about)
    if area is None or card is None:
        raise Http404
    return area, card
