"""Withdrawing, which is asked twice; keeping it from somebody; and saying what it is: each by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import BarForm
from openbeat.apps.complaints.lifecycle import Barred, Sort, Words
from openbeat.apps.complaints.views.finding import found, owned
from openbeat.core.web.http import Request, open_to_all, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.apps.complaints.models import Complaint

LONGEST = 5000


def _done(request: Request, act: Callable[[], Any], done: str) -> None:
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


@open_to_all
@never_cache
@writes
def own_withdraw(request: Request, pk: int) -> HttpResponse:
    """The first word: nothing ends."""
    complaint, holder = owned(request, pk)
    words = _("We have noted it. Nothing has ended. Come back in some days: then you are asked again, here.")
    _done(request, lambda: services.withdraw(complaint, by=holder, at=now()), words)
    return redirect("complaints:own", pk)


@sensitive_post_parameters()
@open_to_all
@never_cache
@writes
def own_again(request: Request, pk: int) -> HttpResponse:
    """The second word: it ends, or goes on."""
    complaint, holder = owned(request, pk)
    answer, pressed = request.POST.get("answer", ""), request.POST.get("pressed", "")[:LONGEST]
    if answer == "confirm":
        words = _("It has ended, because you want that. If you change your mind, say so here.")
        _done(request, lambda: services.confirm_withdrawal(complaint, by=holder, at=now()), words)
    elif answer == "go_on":
        said = Words(pressed, complaint.language)
        words = _("It goes on.")
        _done(request, lambda: services.let_it_go_on(complaint, said, by=holder, at=now()), words)
    else:
        messages.error(request, _("Nothing was chosen, so nothing has changed."))
    return redirect("complaints:own", pk)


def _by_reader(request: Request, pk: int) -> Complaint:
    return found(request, pk)


@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Staff write down that they want to withdraw: the answer to the second question is theirs alone."""
    complaint = _by_reader(request, pk)
    words = _("Noted. Nothing has ended: they are asked again, through their receipt.")
    _done(request, lambda: services.withdraw(complaint, by=request.actor, at=now()), words)
    return redirect(complaint)


@writes
def go_on(request: Request, pk: int) -> HttpResponse:
    complaint = _by_reader(request, pk)
    words = _("It goes on without them. Their page says so.")
    _done(request, lambda: services.go_on_without_them(complaint, by=request.actor, at=now()), words)
    return redirect(complaint)


@writes
def route(request: Request, pk: int) -> HttpResponse:
    complaint, sort = _by_reader(request, pk), request.POST.get("sort", "")
    if sort not in Sort.values:
        raise Http404
    act = lambda: services.route(complaint, Sort(sort), by=request.actor, at=now())  # noqa: E731  said once
    _done(request, act, _("Written down. Whoever wrote it sees what it is now."))
    return redirect(complaint)


@writes
def bar(request: Request, pk: int) -> HttpResponse:
    """Keep it from somebody whom a reader chooses: where a name alone did not say who is meant."""
    complaint, form = _by_reader(request, pk), BarForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nobody was chosen, so nothing has changed."))
        return redirect(complaint)
    person, why = form.chosen(), Barred(form.cleaned_data["bar_why"])
    act = lambda: services.bar(complaint, person, why, by=request.actor, at=now())  # noqa: E731  said once
    _done(request, act, _("It is kept from them: for them there is nothing here."))
    mine = request.actor.person
    return redirect("complaints:desk" if mine and queries.is_barred(mine, complaint) else complaint)
