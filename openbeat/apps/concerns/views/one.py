"""The page of one concern, and what is done there with one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import services
from openbeat.apps.concerns.forms import LanguageForm
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.views.finding import found, matter, opens_one, to_others, whole
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now


@open_to_all
@opens_one
def detail(request: Request, concern: Concern) -> HttpResponse:
    return _panel(request, concern)


@writes
def take_up(request: Request, pk: int) -> HttpResponse:
    concern = services.take_up(found(request, pk), by=request.actor, at=now())
    return done(request, concern, _("Taken up. The answer is owed by the date shown here."))


@open_to_all
@writes
def confirm(request: Request, pk: int) -> HttpResponse:
    concern = services.confirm(found(request, pk), by=request.actor, at=now())
    return done(request, concern, _("Thank you. It is solved; you can open it again at any time."))


@writes
def language(request: Request, pk: int) -> HttpResponse:
    """Say in which language it is written; only a page that somebody made themselves sends another one."""
    concern, form = found(request, pk), LanguageForm(request.POST)
    if not form.is_valid():
        raise Http404
    concern = services.say_language(concern, form.cleaned_data["language"], by=request.actor, at=now())
    return done(request, concern, _("Put right."))


def done(request: Request, concern: Concern, words: str) -> HttpResponse:
    """Answer an act: htmx gets the part of the page, a browser without it goes to the page."""
    if request.htmx:
        services.opened(concern, by=request.actor, at=now())
        return _panel(request, concern)
    messages.success(request, words)
    return redirect(concern)


def _panel(request: Request, concern: Concern) -> HttpResponse:
    head = matter(request, concern)
    if head["insider"] or concern.task:  # the card of a task depends on who looks
        return page(request, "concerns/detail.html", fragment="panel", **whole(request, concern, head))
    return page(request, "concerns/detail.html", fragment="panel", kept_panel=to_others(concern), **head)
