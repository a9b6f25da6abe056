"""The administrator's pages about the department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openbeat.core.department import promises, queries, services
from openbeat.core.department.forms import DecisionForm, DetailsForm, FillForm, HolidayForm, PromiseForm
from openbeat.core.department.policies import POLICY, Act
from openbeat.core.department.wrong import Wrong
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.core.department.models import Holiday
    from openbeat.core.department.queries import Decided, Standing


@reads
def index(request: Request) -> HttpResponse:
    """All that the department says of itself."""
    POLICY.require(request.actor, Act.SEE, None)
    return page(
        request,
        "department/index.html",
        department=queries.department(),
        promises=queries.promises_made(now()),
        decisions=queries.decisions(),
        undecided=len(queries.undecided()),
        holidays=queries.holidays_from(timezone.localdate(now()))[:5],
    )


@reads
def details(request: Request) -> HttpResponse:
    """The form for name, town, languages, working days and so on."""
    POLICY.require(request.actor, Act.DESCRIBE, None)
    return _details(request, DetailsForm(initial=DetailsForm.first(queries.department())))


@writes
def describe(request: Request) -> HttpResponse:
    """Change what the department says of itself, or set it up."""
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _details(request, form, 422)
    try:
        if queries.is_set_up():
            services.describe(form.facts(), form.cleaned_data["version"], by=request.actor, at=now())
        else:
            services.set_up(form.facts(), by=request.actor, at=now())
    except Conflict as conflict:
        return _conflict(request, form, conflict)
    except (Wrong, ValidationError) as problem:
        return _details(request, _told(form, problem), 422)
    messages.success(request, _("Saved."))
    return redirect("department:index")


def _details(request: Request, form: DetailsForm, status: int = 200, **more: str) -> HttpResponse:
    context = {"theirs": "", "mine": "", **more}
    return page(request, "department/details.html", status=status, form=form, **context)


def _conflict(request: Request, form: DetailsForm, conflict: Conflict) -> HttpResponse:
    sent: Any = form.data
    sent = sent.copy()
    sent["version"] = str(conflict.version)
    form.data = sent
    return _details(request, form, 409, theirs=conflict.theirs, mine=services.in_words(form.facts()))


@reads
def holidays(request: Request) -> HttpResponse:
    """The days on which nobody works."""
    POLICY.require(request.actor, Act.ADD_HOLIDAY, None)
    return _holidays(request)


@writes
def add_holiday(request: Request) -> HttpResponse:
    """Add a day."""
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return _holidays(request, 422, form=form)
    services.add_holiday(**form.cleaned_data, by=request.actor, at=now())
    return redirect("department:holidays")


@writes
def fill_holidays(request: Request) -> HttpResponse:
    """Add the public holidays of a year."""
    form = FillForm(request.POST)
    if not form.is_valid():
        return _holidays(request, 422, filling=form)
    facts = form.cleaned_data
    country, region = facts["country"].upper(), facts["region"].upper()
    try:
        count = services.fill_holidays(country, region, facts["year"], by=request.actor, at=now())
    except Wrong as problem:
        return _holidays(request, 422, filling=_told(form, problem))
    messages.success(request, ngettext("%(count)s day is new.", "%(count)s days are new.", count) % {"count": count})
    return redirect("department:holidays")


@writes
def remove_holiday(request: Request, pk: int) -> HttpResponse:
    """Work on that day again."""
    services.remove_holiday(_holiday(pk), by=request.actor, at=now())
    return redirect("department:holidays")


def _holiday(pk: int) -> Holiday:
    found = next((holiday for holiday in queries.holidays() if holiday.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _holidays(
    request: Request, status: int = 200, *, form: Form | None = None, filling: Form | None = None
) -> HttpResponse:
    department, today = queries.department(), timezone.localdate(now())
    first = {"country": department.country, "region": department.region, "year": today.year}
    return page(
        request,
        "department/holidays.html",
        status=status,
        coming=queries.holidays_from(today),
        form=form or HolidayForm(initial={"language": get_language()}),
        filling=filling or FillForm(initial=first, prefix=None, auto_id="fill_%s"),
    )


@reads
def promise(request: Request, name: str) -> HttpResponse:
    """One promise: what it says, what it said, and a form to change it."""
    POLICY.require(request.actor, Act.PROMISE, None)
    stands = _standing(name)
    first = {"days": stands.days, "clock": stands.clock, "language": get_language()}
    return page(request, "department/promise.html", stands=stands, form=PromiseForm(initial=first))


@writes
def set_promise(request: Request, name: str) -> HttpResponse:
    """Promise something else from a day on."""
    stands, form = _standing(name), PromiseForm(request.POST)
    if form.is_valid():
        try:
            services.set_promise(form.change(name), by=request.actor, at=now())
        except (Wrong, ValidationError) as problem:
            _told(form, problem)
        else:
            messages.success(request, _("The promise was changed."))
            return redirect("department:promise", name)
    return page(request, "department/promise.html", status=422, stands=stands, form=form)


def _standing(name: str) -> Standing:
    try:
        return queries.standing(name, now())
    except promises.NotOffered as problem:
        raise Http404 from problem


@reads
def line(request: Request, key: str) -> HttpResponse:
    """One line of law and safety: its default, what was decided, and a form to decide it."""
    POLICY.require(request.actor, Act.DECIDE, None)
    decided = _decided(key)
    first = {"number": queries.number(key)} if decided.line.number else {}
    form = DecisionForm(decided.line, initial={**first, "language": get_language()})
    return page(request, "department/line.html", decided=decided, form=form)


@writes
def decide(request: Request, key: str) -> HttpResponse:
    """Put a decision on record."""
    decided = _decided(key)
    form = DecisionForm(decided.line, request.POST)
    if form.is_valid():
        services.decide(key, form.decision(), by=request.actor, at=now())
        messages.success(request, _("The decision is on record."))
        return redirect("department:index")
    return page(request, "department/line.html", status=422, decided=decided, form=form)


def _decided(key: str) -> Decided:
    found = queries.decision(key)
    if found is None:
        raise Http404
    return found


def _told[F: Form](form: F, problem: Wrong | ValidationError) -> F:
    sentences = problem.messages if isinstance(problem, ValidationError) else [problem.sentence]
    for sentence in sentences:
        form.add_error(None, sentence)
    return form
