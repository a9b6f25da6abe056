"""What I follow, and how somebody begins: signed in by a press, without an account by an e-mail address."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Card
from openbeat.core.notices import queries, services
from openbeat.core.notices.forms import FollowForm
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

A_PAGE = 25
PER_HOUR = 10
GONE = 410
TOO_OFTEN = 429


@reads
def mine(request: Request) -> HttpResponse:
    """What I follow, with a button each to stop."""
    found = Paginator(queries.followed_by(request.actor), A_PAGE).get_page(request.GET.get("page"))
    cards = origins.cards([row.what for row in found], request.actor)
    rows = [(row, cards.get(row.what)) for row in found]
    return page(request, "notices/following.html", page_obj=found, rows=rows)


def _card(text: str) -> Card:
    """What somebody wants to follow; 404 for what a visitor cannot see."""
    try:
        ref = Ref.parse(text)
    except ValueError as problem:
        raise Http404 from problem
    if card := origins.cards([ref], VISITOR).get(ref):
        return card
    raise Http404


@reads
def show(request: Request) -> HttpResponse:
    card = _card(request.GET.get("what", ""))
    form = None if request.actor.person else FollowForm(initial={"what": str(card.ref)})
    followed = queries.is_following(request.actor, card.ref)
    return page(request, "notices/follow.html", card=card, form=form, followed=followed, sent=False)


@writes
def take(request: Request) -> HttpResponse:
    card = _card(request.POST.get("what", ""))
    if request.actor.person:
        services.follow(request.actor.person, card.ref, at=now())
        messages.success(request, _("You follow it now. You are told when there is something new."))
        return redirect(card.url)
    return _asked(request, card)


def _asked(request: Request, card: Card) -> HttpResponse:
    form = FollowForm(request.POST)
    status = 200
    box = limits.letter_box(request, "email")
    if not limits.allow(request, "notices.follow", per_hour=PER_HOUR, device=box):
        form.add_error(None, _("There were too many from here in the last hour. Please try later."))
        status = TOO_OFTEN
    elif form.is_valid():
        services.ask(form.cleaned_data["email"], card.ref, language=get_language() or "en", at=now())
        return page(request, "notices/follow.html", card=card, form=None, followed=False, sent=True)
    return page(
        request, "notices/follow.html", status=max(status, 422), card=card, form=form, followed=False, sent=False
    )


new = open_to_all(shows_and_takes(show, take))


@writes
def stop(request: Request) -> HttpResponse:
    """Follow it no more; back to the list, or to the page of the thing."""
    try:
        ref = Ref.parse(request.POST.get("what", ""))
    except ValueError as problem:
        raise Http404 from problem
    if request.actor.person and services.unfollow(request.actor.person, ref, at=now()):
        messages.success(request, _("You follow it no more."))
    card = None if request.POST.get("list") else origins.cards([ref], request.actor).get(ref)
    return redirect(card.url if card else "notices:following")


@reads
def show_agree(request: Request, token: str) -> HttpResponse:
    """Only a button: programs that fetch links in messages must not press it."""
    what = services.asked(token, at=now())
    card = origins.cards([what], VISITOR).get(what) if what else None
    return page(request, "notices/agree.html", card=card, state="ask" if card else "gone", status=200 if card else GONE)


@writes
def take_agree(request: Request, token: str) -> HttpResponse:
    row = services.agree(token, at=now())
    card = origins.cards([row.what], VISITOR).get(row.what) if row else None
    state = "agreed" if card else "gone"
    return page(request, "notices/agree.html", card=card, state=state, status=200 if card else GONE)


agree = never_cache(open_to_all(shows_and_takes(show_agree, take_agree)))
