"""How long records are kept, for everybody; and for an administrator: periods, holds, and destroying by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.vault import queries
from openbeat.core.vault.forms import DestroyForm, HoldForm, SeriesForm
from openbeat.core.vault.policies import RECORDS_POLICY, Act
from openbeat.core.vault.services import retention
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.forms import Form


@public
@reads
def about(request: Request) -> HttpResponse:
    """For how long each kind of record is kept here, and under which law."""
    return page(request, "vault/about.html", periods=queries.periods())


@reads
def records(request: Request) -> HttpResponse:
    """Periods, holds, and what was destroyed."""
    RECORDS_POLICY.require(request.actor, Act.SET_SERIES, None)
    return _records(request)


def _records(request: Request, status: int = 200, **forms: Form) -> HttpResponse:
    first = {"language": get_language()}
    return page(
        request, "vault/records.html", status=status, periods=queries.periods(), holds=queries.holds(),
        destroyed=queries.destroyed()[:20], due=queries.over(now()).count(),
        series=forms.get("series") or SeriesForm(initial=first, auto_id="series_%s"),
        holding=forms.get("holding") or HoldForm(initial=first, auto_id="hold_%s"),
        destroying=forms.get("destroying") or DestroyForm(auto_id="destroy_%s"),
    )  # fmt: skip


@writes
def set_series(request: Request) -> HttpResponse:
    """Set a period."""
    RECORDS_POLICY.require(request.actor, Act.SET_SERIES, None)
    form = SeriesForm(request.POST, auto_id="series_%s")
    if not form.is_valid():
        return _records(request, 422, series=form)
    retention.set_series(form.period(), by=request.actor, at=now())
    messages.success(
        request,
        _("The period is set. What is closed already is kept for longer where this is longer, and never for less."),
    )
    return redirect("vault:records")


@writes
def hold(request: Request) -> HttpResponse:
    """Put a hold on a record."""
    RECORDS_POLICY.require(request.actor, Act.HOLD, None)
    form = HoldForm(request.POST, auto_id="hold_%s")
    if not form.is_valid():
        return _records(request, 422, holding=form)
    try:
        retention.hold(form.ref(), form.reason(), by=request.actor, at=now())
    except Refused as problem:
        return _refused(request, form, problem, "holding")
    messages.success(request, _("The hold stands. Nobody and no rule destroys this record now."))
    return redirect("vault:records")


@writes
def lift(request: Request, pk: int) -> HttpResponse:
    """Lift a hold."""
    found = queries.holds().filter(pk=pk).first()
    if found is None:
        raise Http404
    retention.lift(found, by=request.actor, at=now())
    return redirect("vault:records")


@writes
def destroy(request: Request) -> HttpResponse:
    """Destroy one matter by hand, with a reason."""
    RECORDS_POLICY.require(request.actor, Act.DESTROY, None)
    form = DestroyForm(request.POST, auto_id="destroy_%s")
    if not form.is_valid():
        return _records(request, 422, destroying=form)
    safe = queries.safe_of(form.ref())
    if safe is None:
        form.add_error("number", _("There is no sealed record with this number."))
        return _records(request, 422, destroying=form)
    try:
        retention.destroy(safe, by=request.actor, at=now(), rule=form.cleaned_data["reason"])
    except Refused as problem:
        return _refused(request, form, problem, "destroying")
    messages.success(request, _("It is destroyed: what opened it has been thrown away."))
    return redirect("vault:records")


def _refused(request: Request, form: Form, problem: Refused, name: str) -> HttpResponse:
    form.add_error(None, str(problem))
    return _records(request, 422, **{name: form})
