"""An officer's own card: what residents read of it, changed or taken back by the officer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.forms import CardForm
from openbeat.apps.contacts.lifecycle.cards import CardAct
from openbeat.apps.contacts.policies import CARD_POLICY
from openbeat.apps.contacts.services import cards as services
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.people.models import Person


def _self(request: Request) -> Person:
    person = request.actor.person
    assert person is not None  # noqa: S101  signing in is required for every page here
    return person


def _page(request: Request, form: CardForm, status: int = 200) -> HttpResponse:
    card = queries.own_card(_self(request))
    door = CARD_POLICY.verdict(request.actor, CardAct.AGREE, None)
    return page(request, "contacts/own_card.html", status=status, form=form, card=card, door=door)


@reads
def show(request: Request) -> HttpResponse:
    return _page(request, CardForm(initial=CardForm.first(queries.own_card(_self(request)))))


@writes
def take(request: Request) -> HttpResponse:
    form = CardForm(request.POST)
    if not form.is_valid():
        CARD_POLICY.require(request.actor, CardAct.AGREE, None)
        return _page(request, form, 422)
    services.agree(form.words(), by=_self(request), at=now())
    messages.success(request, _("Everybody can read your card now. You can take it back here at any time."))
    return redirect("contacts:own_card")


own = shows_and_takes(show, take)


@writes
def take_back(request: Request) -> HttpResponse:
    services.take_back(by=_self(request), at=now())
    messages.success(request, _("Your card is gone. Nobody can read it any more."))
    return redirect("contacts:own_card")
