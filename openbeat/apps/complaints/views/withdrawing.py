"""Withdrawing, which is asked twice; keeping it from somebody; and saying what it is: each by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import BarForm
from openbeat.apps.complaints.forms.sides import PressedForm
from openbeat.apps.complaints.lifecycle import Barred, Sort
from openbeat.apps.complaints.views.finding import found, owned
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.web.http import Request, open_to_all, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.apps.complaints.models import Complaint

NOTHING_ENDED = gettext_lazy(
    "Nothing has ended: you say that somebody put pressure on you, and that is looked into first. Those who lead and "
    "the outside body hear at once. If you still want it to end, say so again on another day."
)
REPORTED = gettext_lazy(
    "It goes on. That somebody put pressure on you is looked into. Those who lead and the outside body hear at once."
)


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
    """The second word: it ends, or goes on. Where somebody pressed them, that is reported, and nothing ends."""
    complaint, holder = owned(request, pk)
    form = PressedForm(complaint, request.POST)
    if not form.is_valid():
        return _back(request, pk, form)
    pressed, answer = form.said(), request.POST.get("answer", "")
    if answer == "confirm" and pressed:
        _done(request, lambda: services.say_pressed(complaint, pressed, by=holder, at=now()), str(NOTHING_ENDED))
    elif answer == "confirm":
        words = _("It has ended, because you want that. If you change your mind, say so here.")
        _done(request, lambda: services.confirm_withdrawal(complaint, by=holder, at=now()), words)
    elif answer == "go_on":
        words = str(REPORTED) if pressed else _("It goes on.")
        _done(request, lambda: services.let_it_go_on(complaint, pressed, by=holder, at=now()), words)
    else:
        messages.error(request, _("Nothing was chosen, so nothing has changed."))
    return redirect("complaints:own", pk)


def _back(request: Request, pk: int, form: Any) -> HttpResponse:
    """Words that could not be taken: they come back in the form that reports it."""
    why = " ".join(str(each) for some in form.errors.values() for each in some)
    way = Way(reverse("complaints:own_harm", args=[pk]), _("Seal it and send it"), danger=True)
    if back := words_back(request, form, why, 422, way):
        return back
    messages.error(request, why)
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
