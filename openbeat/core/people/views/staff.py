"""What staff do about people: enter somebody, read a page (which is recorded), say who holds which post."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.hooks import panels, receipts, roles
from openbeat.core.ledger.http import opens
from openbeat.core.people import queries, services
from openbeat.core.people.forms import AppointForm, BadgeForm, EnterForm, TermForm
from openbeat.core.people.models import Person
from openbeat.core.people.policies import POLICY, POSTS, Act
from openbeat.core.places import choosing
from openbeat.core.places import queries as places
from openbeat.core.places import services as posts
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.actors import Actor
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

SHOWN_AGAIN_FOR = timedelta(hours=1)


def _found(request: Request, pk: int) -> Person:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _own(actor: Actor, person: Person) -> bool:
    return actor.is_subject_of(person)


@never_cache
@opens(_found, unless=_own)
def person(request: Request, person: Person) -> HttpResponse:
    """A person's page for staff; the person sees that it was read."""
    return page(
        request,
        "people/person.html",
        person=person,
        ways=queries.ways_of(person),
        needs=person.needs.all(),
        tenures=queries.tenures_of(person),
        parts=[panel.render(request, person) for panel in panels.offered("person")],
        doors=POLICY.doors(request.actor, person),
        second_factor=queries.has_second_factor(person),
        once=token_urlsafe(16),
    )


@reads
def enter(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.ENTER, None)
    return _enter(request, EnterForm())


@never_cache
@writes
def save_entered(request: Request) -> HttpResponse:
    """Enter somebody, and show the receipt with which they claim their record; never in an address."""
    form = EnterForm(request.POST)
    if not form.is_valid():
        return _enter(request, form, 422)
    at = now()
    person, new = services.enter_for_somebody(form.details(), form.reach(), by=request.actor, at=at)
    # A double submit finds the person that the first one made, and shows the same receipt again.
    again = not new and person.entered_by == request.actor.person and at - person.created_at < SHOWN_AGAIN_FOR
    code = receipts.issue(person, form.cleaned_data["once"], at) if new or again else ""
    return page(request, "people/entered.html", person=person, code=code)


def _enter(request: Request, form: EnterForm, status: int = 200) -> HttpResponse:
    return page(request, "people/enter.html", status=status, form=form)


@never_cache
@writes
def renew_receipt(request: Request, pk: int) -> HttpResponse:
    """A new receipt for somebody who stands here and lost theirs; the lost one is worthless from now on."""
    person = _found(request, pk)
    POLICY.require(request.actor, Act.RENEW_RECEIPT, person)
    code = receipts.renew(person, request.POST.get("once", "")[:40], now(), by=request.actor)
    return page(request, "people/entered.html", person=person, code=code)


@writes
def reset_second_factor(request: Request, pk: int) -> HttpResponse:
    person = _found(request, pk)
    services.reset_second_factor(person, by=request.actor, at=now())
    return redirect(person)


@reads
def tenures(request: Request) -> HttpResponse:
    POSTS.require(request.actor, Act.DISMISS, None)
    return _tenures(request, _appoint_form())


@writes
def appoint(request: Request) -> HttpResponse:
    """Let somebody hold a post, found by the exact address of the account."""
    form = _appoint_form(request.POST)
    POSTS.require(request.actor, Act.DISMISS, None)
    if not form.is_valid():
        return _tenures(request, form, 422)
    person = queries.by_email(form.cleaned_data["email"])
    if person is None:
        form.add_error("email", _("No account has this address. The person signs up first."))
        return _tenures(request, form, 422)
    area = next((each for each in places.areas() if str(each.pk) == form.cleaned_data["area"]), None)
    if area is None:
        raise Http404
    post = posts.post(area, form.cleaned_data["role"])
    services.appoint(person, post, by=request.actor, at=now(), terms=form.terms())
    return redirect("people:tenures")


@writes
def set_term(request: Request, pk: int) -> HttpResponse:
    """Say until which day a term is planned; an empty field leaves it open."""
    tenure, form = get_object_or_404(queries.tenures(), pk=pk), TermForm(request.POST)
    if not form.is_valid():
        POSTS.require(request.actor, Act.DISMISS, None)
        messages.error(request, " ".join(str(each) for each in form.errors["term_until"]))
        return redirect("people:tenures")
    services.set_term(tenure, until=form.cleaned_data["term_until"], by=request.actor, at=now())
    return redirect("people:tenures")


@writes
def give_badge(request: Request, pk: int) -> HttpResponse:
    """Say which badge number somebody of the department wears; an empty field takes it away."""
    person, form = get_object_or_404(queries.who_holds_a_post(), pk=pk), BadgeForm(request.POST)
    POSTS.require(request.actor, Act.GIVE_BADGE, person)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for each in form.errors["badge"]))
        return redirect("people:tenures")
    try:
        services.give_badge(person, form.cleaned_data["badge"], by=request.actor, at=now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("people:tenures")


@writes
def dismiss(request: Request, pk: int) -> HttpResponse:
    services.dismiss(get_object_or_404(queries.tenures(), pk=pk), by=request.actor, at=now())
    return redirect("people:tenures")


def _appoint_form(data: object = None) -> AppointForm:
    return AppointForm(data, areas=choosing.by_key(places.areas()))


def _tenures(request: Request, form: AppointForm, status: int = 200) -> HttpResponse:
    return page(
        request,
        "people/tenures.html",
        status=status,
        form=form,
        tenures=queries.tenures(),
        staff_roles=[info.name for info in roles.offered() if info.staff],
        ended=queries.tenures(ended=True)[:50],
    )
