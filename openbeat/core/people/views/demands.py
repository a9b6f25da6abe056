"""Demands from outside for what people gave here: for those who answer them, and counted for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from openbeat.core.people import queries, services
from openbeat.core.people.forms import AnswerDemandForm, DemandForm
from openbeat.core.people.models import Demand
from openbeat.core.people.policies import DEMANDS, Act
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now


@public
@reads
def counts(request: Request) -> HttpResponse:
    """How many demands came in, and what became of them: never who was asked about."""
    kinds, outcomes = dict(Demand.Kind.choices), dict(Demand.Outcome.choices)
    rows = [
        {"kind": kinds[row["kind"]], "outcome": outcomes[row["outcome"]], "count": row["count"]}
        for row in queries.demand_counts()
    ]
    return page(request, "people/demand_counts.html", rows=rows)


@reads
def index(request: Request) -> HttpResponse:
    DEMANDS.require(request.actor, Act.READ_DEMANDS, None)
    return _index(request, DemandForm())


@writes
def record(request: Request) -> HttpResponse:
    DEMANDS.require(request.actor, Act.RECORD_DEMAND, None)
    form = DemandForm(request.POST)
    if not form.is_valid():
        return _index(request, form, 422)
    return redirect(services.record_demand(form.asked(), by=request.actor, at=now()))


def _index(request: Request, form: DemandForm, status: int = 200) -> HttpResponse:
    return page(request, "people/demands.html", status=status, form=form, demands=queries.demands())


@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return _detail(request, _demand(request, pk), AnswerDemandForm())


@writes
def answer(request: Request, pk: int) -> HttpResponse:
    demand, form = _demand(request, pk), AnswerDemandForm(request.POST)
    if not form.is_valid():
        return _detail(request, demand, form, 422)
    return redirect(services.answer_demand(demand, **form.cleaned_data, by=request.actor, at=now()))


def _demand(request: Request, pk: int) -> Demand:
    DEMANDS.require(request.actor, Act.READ_DEMANDS, None)
    return get_object_or_404(queries.demands(), pk=pk)


def _detail(request: Request, demand: Demand, form: AnswerDemandForm, status: int = 200) -> HttpResponse:
    doors = {"answer": DEMANDS.verdict(request.actor, Act.ANSWER_DEMAND, demand)}
    return page(request, "people/demand.html", status=status, demand=demand, form=form, doors=doors)
