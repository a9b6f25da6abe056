"""What anybody does about somebody else's concern: say that it is so for them too, or ask to open it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries, services
from openbeat.apps.concerns.forms import AskForm, RulingForm
from openbeat.apps.concerns.lifecycle import Act
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.views.finding import found, matter, opens_one
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import devices, limits
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now

VOICES_PER_HOUR, WISHES_PER_HOUR = 30, 5
TOO_OFTEN = 429


@opens_one
def show_me_too(request: Request, concern: Concern) -> HttpResponse:
    head = matter(request, concern) | {"step_title": _("It is so for me too")}
    said = services.has_said(concern, by=request.actor, device=_known(request))
    door = head["doors"][Act.UNSAY if said else Act.ME_TOO]
    context = head | {"door": door, "form": None, "signed_in": bool(request.actor.person), "said": said}
    return page(request, "concerns/me_too.html", **context)


@writes
def take_me_too(request: Request, pk: int) -> HttpResponse:
    concern = found(request, pk)
    if "unsay" in request.POST:
        return _taken_back(request, concern)
    device = "" if request.actor.person else devices.word(request)
    if not limits.allow(request, "concerns.me_too", per_hour=VOICES_PER_HOUR, device=device):
        messages.warning(request, _("There were too many from here in the last hour. Please try later."))
        return redirect(concern)
    new = services.me_too(concern, by=request.actor, at=now(), device=device)
    words = _("Thank you. Your voice counts here now.") if new else _("You said so already. It counts once.")
    messages.success(request, words)
    response = redirect(concern)
    if device:
        devices.remember(response, device)
    return response


def _taken_back(request: Request, concern: Concern) -> HttpResponse:
    if services.unsay(concern, by=request.actor, device=_known(request)):
        messages.success(request, _("Taken back. Your voice counts here no more."))
    else:
        messages.info(request, _("Here nobody said so: you have taken it back already, or said it elsewhere."))
    return redirect(concern)


def _known(request: Request) -> str:
    """The word of this browser, where it has one and nobody is signed in."""
    return devices.word(request) if devices.known(request, "concerns.me_too") and not request.actor.person else ""


me_too = open_to_all(shows_and_takes(show_me_too, take_me_too))


@opens_one
def show_ask(request: Request, concern: Concern) -> HttpResponse:
    return _ask(request, concern, AskForm(initial={"language": concern.language}))


@writes
def take_ask(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), AskForm(request.POST)
    if not limits.allow(request, "concerns.ask", per_hour=WISHES_PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        return _ask(request, concern, form, TOO_OFTEN)
    if not form.is_valid():
        return _ask(request, concern, form, 422)
    services.ask_to_reopen(concern, form.facts(), by=request.actor, at=now())
    messages.success(request, _("It is asked. The page says by when it is decided, and then how and why."))
    return redirect(concern)


def _ask(request: Request, concern: Concern, form: AskForm, status: int = 200) -> HttpResponse:
    head = matter(request, concern)
    door = head["doors"][Act.ASK_TO_REOPEN]
    waiting = queries.open_request(concern)
    context = head | {"form": form, "door": door, "waiting": waiting, "step_title": _("Ask to open it again")}
    return page(request, "concerns/ask.html", status=status, **context)


ask = open_to_all(shows_and_takes(show_ask, take_ask))


@opens_one
def show_decide(request: Request, concern: Concern) -> HttpResponse:
    return _decide(request, concern, RulingForm(initial={"language": concern.language}))


@writes
def take_decide(request: Request, pk: int) -> HttpResponse:
    concern, form = found(request, pk), RulingForm(request.POST)
    wish = queries.open_request(concern)
    if wish is None:
        raise Http404
    if not form.is_valid():
        services.opened(concern, by=request.actor, at=now())
        return _decide(request, concern, form, 422)
    concern = services.decide(wish, form.facts(), by=request.actor, at=now())
    messages.success(request, _("Decided. The reason is on the page, and whoever asked is told."))
    return redirect(concern)


def _decide(request: Request, concern: Concern, form: RulingForm, status: int = 200) -> HttpResponse:
    head = matter(request, concern)
    door = head["doors"][Act.DECIDE]
    wish = queries.open_request(concern) if door else None  # only whoever decides reads it before
    context = head | {"form": form, "door": door, "wish": wish}
    context["step_title"] = _("Shall it be open again?")
    return page(request, "concerns/decide.html", status=status, **context)


decide = shows_and_takes(show_decide, take_decide)
