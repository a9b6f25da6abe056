"""Where an administrator writes the department's own words: bodies, definitions, rights, reports, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms import publication as forms
from openbeat.apps.complaints.lifecycle.publication import BodyFacts, Words
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.queries import definitions as meanings
from openbeat.apps.complaints.queries import explaining, publication
from openbeat.apps.complaints.services import explaining as services
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form

    from openbeat.apps.complaints.models import Body, Correction


def form_page(request: Request, title: str, lead: str, form: Form, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one of these forms."""
    context = {
        "thing": None,
        "rows": (),
        "nothing": "",
        "second": None,
        "second_title": "",
        "second_url": "",
        "second_button": "",
        **more,
    }
    return page(request, "outcomes/form.html", status=status, title=title, lead=lead, form=form, **context)


def done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether it was done; where it was refused, the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except (Refused, ValidationError) as problem:
        form.add_error(None, getattr(problem, "messages", None) or str(problem))
        return False
    return True


def saved(request: Request, *where: Any) -> HttpResponse:
    """Say that it is saved, and go there."""
    messages.success(request, _("Saved."))
    return redirect(*where)


def _first() -> dict[str, Any]:
    return {"language": get_language()}


# Bodies outside the police


@reads
def show_bodies(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.NAME_BODY, None)
    return _bodies(request, forms.BodyForm(initial=_first()))


def _bodies(request: Request, form: Form, status: int = 200) -> HttpResponse:
    rows = [(reverse("complaints:body", args=[body.pk]), body, "name") for body in explaining.bodies()]
    lead = _("Name a body outside the police: what it may do, and how to reach it. Everybody can read it.")
    return form_page(request, _("Bodies outside the police"), lead, form, status, rows=rows)


@writes
def take_body(request: Request) -> HttpResponse:
    form = forms.BodyForm(request.POST)
    if done(form, lambda: services.name_body(BodyFacts(**form.cleaned_data), by=request.actor, at=now())):
        return saved(request, "complaints:bodies")
    POLICY.require(request.actor, Act.NAME_BODY, None)
    return _bodies(request, form, 422)


@reads
def show_body(request: Request, pk: int) -> HttpResponse:
    POLICY.require(request.actor, Act.NAME_BODY, None)
    found = _body(pk)
    return _one_body(request, found, forms.BodyForm(initial={name: getattr(found, name) for name in FACTS}))


FACTS = tuple(BodyFacts.__dataclass_fields__)


def _one_body(request: Request, found: Body, form: Form, status: int = 200) -> HttpResponse:
    lead = _("Change what is said of this body. Everybody can read it.")
    more = {"second": forms.EndForm(), "second_title": _("It oversees the police no more")}
    more |= {"second_url": reverse("complaints:end_body", args=[found.pk]), "second_button": _("Take it off the page")}
    return form_page(request, found.name, lead, form, status, thing=found, **more)


@writes
def take_changes(request: Request, pk: int) -> HttpResponse:
    found, form = _body(pk), forms.BodyForm(request.POST)
    if done(form, lambda: services.name_body(BodyFacts(**form.cleaned_data), body=found, by=request.actor, at=now())):
        return saved(request, "complaints:bodies")
    POLICY.require(request.actor, Act.NAME_BODY, None)
    return _one_body(request, found, form, 422)


@writes
def end_body(request: Request, pk: int) -> HttpResponse:
    services.end_body(_body(pk), by=request.actor, at=now())
    return saved(request, "complaints:bodies")


def _body(pk: int) -> Body:
    found = explaining.body(pk)
    if found is None:
        raise Http404
    return found


# Definitions


@reads
def show_definitions(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.DEFINE, None)
    first = {one.finding: str(one.words) for one in meanings.in_force(now())}
    return _definitions(request, forms.DefinitionsForm(initial=first | _first()))


def _definitions(request: Request, form: Form, status: int = 200) -> HttpResponse:
    lead = _("Say what each finding means from now on. A finding that was made before keeps the words of its time.")
    return form_page(request, _("What findings mean"), lead, form, status)


@writes
def take_definitions(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.DEFINE, None)
    form = forms.DefinitionsForm(request.POST)

    def act() -> None:
        told = form.cleaned_data
        services.define(form.words(), told["language"], told["decided_by"], by=request.actor, at=now())

    return saved(request, "complaints:how_it_works") if done(form, act) else _definitions(request, form, 422)


# Rights


@reads
def show_rights(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.WRITE_RIGHTS, None)
    return _rights(request, forms.RightsForm(initial=_first()), forms.CheckedForm())


def _rights(request: Request, form: Form, second: Form, status: int = 200) -> HttpResponse:
    lead = _("Write one text anew. It stands in place of the one before, and no lawyer has checked it then.")
    more = {"second": second, "second_title": _("A lawyer has checked the texts as they stand")}
    more |= {"second_url": reverse("complaints:rights_checked"), "second_button": _("Put on record")}
    return form_page(request, _("Texts about rights"), lead, form, status, **more)


@writes
def take_rights(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.WRITE_RIGHTS, None)
    form = forms.RightsForm(request.POST)

    def act() -> None:
        told = form.cleaned_data
        words = Words(told["words"], told["language"])
        services.write_rights(told["when"], words, told["written_by"], by=request.actor, at=now())

    if done(form, act):
        return saved(request, "complaints:rights_words")
    return _rights(request, form, forms.CheckedForm(), 422)


@writes
def checked(request: Request) -> HttpResponse:
    """Enter which lawyer has checked the texts, and when."""
    POLICY.require(request.actor, Act.CHECK_RIGHTS, None)
    form = forms.CheckedForm(request.POST)

    def act() -> None:
        told = form.cleaned_data
        services.check_rights(told["checked_by"], told["checked_on"], by=request.actor, at=now())

    if done(form, act):
        return saved(request, "complaints:rights_words")
    return _rights(request, forms.RightsForm(initial=_first()), form, 422)


# The report, and corrections


@reads
def show_report(request: Request, year: int) -> HttpResponse:
    POLICY.require(request.actor, Act.WRITE_REPORT, None)
    return _report(request, year, forms.ReportForm(initial=_first()))


def _report(request: Request, year: int, form: Form, status: int = 200) -> HttpResponse:
    title = _("Words in the report of %(year)s") % {"year": year}
    lead = _("The chief and the body outside the police each say in their own words what they make of the year.")
    return form_page(request, title, lead, form, status)


@writes
def take_report(request: Request, year: int) -> HttpResponse:
    POLICY.require(request.actor, Act.WRITE_REPORT, None)
    form = forms.ReportForm(request.POST)

    def act() -> None:
        told = form.cleaned_data
        words = Words(told["words"], told["language"])
        services.write_report(year, told["author"], words, by=request.actor, at=now())

    return saved(request, "complaints:report_words", year) if done(form, act) else _report(request, year, form, 422)


@reads
def show_correction(request: Request, pk: int) -> HttpResponse:
    POLICY.require(request.actor, Act.EXPLAIN, None)
    return _correction(request, _found(pk), forms.WhyForm(initial=_first()))


def _correction(request: Request, _row: Correction, form: Form, status: int = 200) -> HttpResponse:
    lead = _("Say in a sentence why the number that was published is another one now.")
    return form_page(request, _("Why a number was corrected"), lead, form, status)


@writes
def take_correction(request: Request, pk: int) -> HttpResponse:
    POLICY.require(request.actor, Act.EXPLAIN, None)
    row, form = _found(pk), forms.WhyForm(request.POST)

    def act() -> None:
        words = Words(form.cleaned_data["why"], form.cleaned_data["language"])
        services.explain(row, words, by=request.actor, at=now())

    return saved(request, "complaints:outcomes") if done(form, act) else _correction(request, row, form, 422)


def _found(pk: int) -> Correction:
    found = publication.corrections().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


bodies = shows_and_takes(show_bodies, take_body)
body = shows_and_takes(show_body, take_changes)
definitions = shows_and_takes(show_definitions, take_definitions)
rights = shows_and_takes(show_rights, take_rights)
report = shows_and_takes(show_report, take_report)
correction = shows_and_takes(show_correction, take_correction)
