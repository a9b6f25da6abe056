"""One's own page: what is kept, how one is reached, who has read it; and leaving with everything, or without."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from openbeat.core.hooks import panels
from openbeat.core.people import queries, services
from openbeat.core.people.forms import DetailsForm, ForgetForm, WayForm
from openbeat.core.people.models import Person, Way
from openbeat.core.people.policies import POLICY
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now


def _self(request: Request) -> Person:
    person = request.actor.person
    assert person is not None  # noqa: S101  signing in is required for every page here
    return person


@never_cache
@reads
def me(request: Request) -> HttpResponse:
    """All that concerns oneself on one page."""
    person = _self(request)
    return page(
        request,
        "people/me.html",
        person=person,
        ways=queries.ways_of(person),
        needs=person.needs.all(),
        tenures=queries.tenures_of(person),
        readings=queries.readings(person),
        parts=[panel.render(request, person) for panel in panels.offered("person")],
        doors=POLICY.doors(request.actor, person),
        staff=queries.is_staff(person),
        passkeys=queries.passkeys(person),
        second_factor=queries.has_second_factor(person),
    )


@reads
def details(request: Request) -> HttpResponse:
    return _details(request, DetailsForm.of(_self(request)))


@writes
def change_details(request: Request) -> HttpResponse:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _details(request, form, 422)
    services.change_details(_self(request), form.details(), by=request.actor, at=now())
    return redirect("people:me")


def _details(request: Request, form: DetailsForm, status: int = 200) -> HttpResponse:
    return page(request, "people/details.html", status=status, form=form)


@reads
def new_way(request: Request) -> HttpResponse:
    return _new_way(request, WayForm())


@writes
def add_way(request: Request) -> HttpResponse:
    form = WayForm(request.POST)
    if form.is_valid() and _added(request, form):
        return redirect("people:me")
    return _new_way(request, form, 422)


def _added(request: Request, form: WayForm) -> bool:
    try:
        services.add_way(_self(request), form.reach(), by=request.actor, at=now())
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


def _new_way(request: Request, form: WayForm, status: int = 200) -> HttpResponse:
    return page(request, "people/way.html", status=status, form=form)


def _way(request: Request, pk: int) -> Way:
    return get_object_or_404(queries.way_of(request.actor, pk))


@writes
def prefer_way(request: Request, pk: int) -> HttpResponse:
    services.prefer_way(_way(request, pk), by=request.actor, at=now())
    return redirect("people:me")


@writes
def stop_way(request: Request, pk: int) -> HttpResponse:
    services.stop_way(_way(request, pk), by=request.actor, at=now())
    return redirect("people:me")


@writes
def remove_way(request: Request, pk: int) -> HttpResponse:
    services.remove_way(_way(request, pk), by=request.actor, at=now())
    return redirect("people:me")


@writes
def export(request: Request) -> HttpResponse:
    """All that is kept, as a file."""
    at = now()
    data: Any = services.export(_self(request), by=request.actor, at=at)
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="openbeat-{at:%Y-%m-%d}.json"'
    response["Cache-Control"] = "no-store"
    return response


@reads
def ask_forget(request: Request) -> HttpResponse:
    return _forget(request, ForgetForm())


@writes
def forget(request: Request) -> HttpResponse:
    form = ForgetForm(request.POST)
    if not form.is_valid():
        return _forget(request, form, 422)
    services.forget(_self(request), by=request.actor, at=now())
    logout(request)
    request.actor = VISITOR
    return page(request, "people/forgotten.html")


def _forget(request: Request, form: ForgetForm, status: int = 200) -> HttpResponse:
    person = _self(request)
    return page(request, "people/forget.html", status=status, form=form, doors=POLICY.doors(request.actor, person))


@writes
def sign_out_everywhere(request: Request) -> HttpResponse:
    services.sign_out_everywhere(_self(request), by=request.actor, at=now())
    logout(request)
    return redirect("account_login")
