"""The policy and the log, for everybody; an appeal, for whoever wrote it; the decision, for whoever commands."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.core.department import queries as department
from openbeat.core.hooks import moderation as port
from openbeat.core.ledger.http import opens
from openbeat.core.moderation import queries, services
from openbeat.core.moderation.forms import AppealForm, DecisionForm, LogForm
from openbeat.core.moderation.models import Appeal, Outcome, Removal
from openbeat.core.moderation.policies import MODERATION_POLICY, Act
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref


@public
@reads
def index(request: Request) -> HttpResponse:
    reason, month = LogForm(request.GET).chosen()
    shown, lines = queries.log(reason, month, request.GET.get("page", ""))
    return page(
        request,
        "moderation/index.html",
        form=LogForm(initial={"reason": reason, "month": month}),
        narrowed=bool(reason or month),
        page_obj=shown,
        lines=lines,
        months=queries.by_month(now()),
        counts=queries.by_reason(),
        total=queries.total(),
        kinds=port.offered(),
        promise=department.standing(services.Promise.APPEAL, now()),
    )


@open_to_all
@reads
def own(request: Request, kind: str, key: str) -> HttpResponse:
    """What of one's own thing is not shown, and the appeal against each."""
    removals = queries.of(Ref(kind, key), request.actor)
    if not removals:
        raise Http404
    rows = [(each, queries.line(each)) for each in removals]
    return page(request, "moderation/own.html", rows=rows, thing=_thing(removals[0]))


def _thing(removal: Removal) -> object:
    offered = port.of(removal.kind)
    return offered.thing(removal.key) if offered else None


def _own(request: Request, pk: int) -> Removal:
    removal = queries.own(pk, request.actor)
    if removal is None:
        raise Http404
    return removal


def _appeal(request: Request, removal: Removal, form: AppealForm, status: int = 200) -> HttpResponse:
    door = MODERATION_POLICY.verdict(request.actor, Act.APPEAL, removal)
    line = queries.line(removal)
    return page(
        request, "moderation/appeal.html", status=status, removal=removal, line=line, form=form, door=door,
        promise=department.standing(services.Promise.APPEAL, now()),
    )  # fmt: skip


@reads
def show_appeal(request: Request, pk: int) -> HttpResponse:
    return _appeal(request, _own(request, pk), AppealForm())


@writes
def take_appeal(request: Request, pk: int) -> HttpResponse:
    removal, form = _own(request, pk), AppealForm(request.POST)
    if not form.is_valid():
        return _appeal(request, removal, form, 422)
    services.appeal(removal, form.words(), by=request.actor, at=now())
    messages.success(request, _("Your appeal was taken. Somebody else decides, by the date shown here."))
    return redirect("moderation:appeal", pk)


appeal = open_to_all(shows_and_takes(show_appeal, take_appeal))


@reads
def appeals(request: Request) -> HttpResponse:
    found = queries.appeals_for(request.actor)
    return page(request, "moderation/appeals.html", rows=[(each, queries.line(each.removal)) for each in found])


def _to_decide(request: Request, pk: int) -> Appeal:
    found = queries.appeal_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _decide(request: Request, found: Appeal, form: DecisionForm, status: int = 200) -> HttpResponse:
    offered = port.of(found.removal.kind)
    return page(
        request,
        "moderation/decide.html",
        status=status,
        appeal=found,
        line=queries.line(found.removal),
        part=offered.shown(found.removal.key, found.removal.part) if offered else None,
        form=form,
        door=MODERATION_POLICY.verdict(request.actor, Act.DECIDE, found),
    )


@opens(_to_decide)
def show_decision(request: Request, found: Appeal) -> HttpResponse:
    return _decide(request, found, DecisionForm())


@writes
def take_decision(request: Request, pk: int) -> HttpResponse:
    found, form = _to_decide(request, pk), DecisionForm(request.POST)
    if not form.is_valid():
        return _decide(request, found, form, 422)
    made = services.decide(found, form.outcome_chosen(), form.words(), by=request.actor, at=now())
    shown = made.outcome == Outcome.SHOWN
    messages.success(request, _("Decided: it is shown now.") if shown else _("Decided: it stays as it was."))
    return redirect("moderation:appeals")


decide = shows_and_takes(show_decision, take_decision)
