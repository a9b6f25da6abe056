"""Circulars of an area: written in several languages, looked at, sent, read by everybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.forms import ReturnForm, TextForm
from openbeat.apps.contacts.lifecycle.circulars import CircularAct, CircularStage
from openbeat.apps.contacts.models import Circular
from openbeat.apps.contacts.policies import CIRCULAR_POLICY as POLICY
from openbeat.apps.contacts.services import circulars as services
from openbeat.apps.contacts.views.finding import area_of
from openbeat.core.people.http import shows_and_takes
from openbeat.core.translation import languages
from openbeat.core.web.http import Request, open_to_all, page, public, reads, writes
from openbeat.kit.clock import now

PER_PAGE = 20
ON_THE_PAGE = (
    CircularAct.WRITE, CircularAct.SUBMIT, CircularAct.WITHDRAW, CircularAct.RELEASE, CircularAct.RETURN
)  # fmt: skip


@public
@reads
def index(request: Request, slug: str) -> HttpResponse:
    """What was sent to those who follow an area."""
    area = area_of(slug)
    found = queries.circulars_for(request.actor).filter(area=area).order_by("-sent_at", "-pk")
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    spoken = get_language() or "en"
    lines = [(each, queries.in_language(list(each.texts.all()), spoken)) for each in listed]
    return page(request, "contacts/circulars/index.html", area=area, lines=lines, listed=listed)


@reads
def show_new(request: Request, slug: str) -> HttpResponse:
    return _new(request, slug, TextForm())


def _new(request: Request, slug: str, form: TextForm, status: int = 200) -> HttpResponse:
    area = area_of(slug)
    door = POLICY.verdict(request.actor, CircularAct.BEGIN, area)
    return page(request, "contacts/circulars/new.html", status=status, area=area, form=form, door=door)


@writes
def take_new(request: Request, slug: str) -> HttpResponse:
    area, form = area_of(slug), TextForm(request.POST)
    POLICY.require(request.actor, CircularAct.BEGIN, area)
    if not form.is_valid():
        return _new(request, slug, form, 422)
    circular = services.begin(form.text(), area=area, by=request.actor, at=now())
    messages.success(request, _("Kept. Add other languages if you can, then hand it in."))
    return redirect(circular)


new = shows_and_takes(show_new, take_new)


def _found(request: Request, pk: int) -> Circular:
    return get_object_or_404(queries.circulars_for(request.actor), pk=pk)


def _page(request: Request, circular: Circular, status: int = 200, **forms: Any) -> HttpResponse:
    texts = list(circular.texts.all())
    wanted = request.GET.get("in", "") or get_language() or "en"
    shown = queries.in_language(texts, wanted)
    context: dict[str, Any] = {
        "circular": circular,
        "shown": shown,
        "others": [(text.language, languages.name(text.language)) for text in texts if text != shown],
        "doors": {act.value: POLICY.verdict(request.actor, act, circular) for act in ON_THE_PAGE},
        "author": queries.author_of(circular),
        "sent": circular.stage == CircularStage.SENT,
        "text_form": TextForm(initial=TextForm.first(shown)),
        "return_form": ReturnForm(),
        **forms,
    }
    return page(request, "contacts/circulars/detail.html", status=status, **context)


@open_to_all
@reads
def detail(request: Request, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@writes
def text(request: Request, pk: int) -> HttpResponse:
    """Keep a text in one language."""
    circular, form = _found(request, pk), TextForm(request.POST)
    if not form.is_valid():
        return _page(request, circular, 422, text_form=form)
    services.write(circular, form.text(), by=request.actor, at=now())
    messages.success(request, _("Kept."))
    return redirect(circular)


@writes
def submit(request: Request, pk: int) -> HttpResponse:
    circular = services.submit(_found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Handed in. Somebody else looks at it within one working day; then it goes out."))
    return redirect(circular)


@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    circular = services.withdraw(_found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Withdrawn. Nobody gets it."))
    return redirect(circular)


@writes
def release(request: Request, pk: int) -> HttpResponse:
    circular = services.release(_found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Released. It goes to everybody who follows the area, each in their language."))
    return redirect(circular)


@writes
def give_back(request: Request, pk: int) -> HttpResponse:
    """Give it back, and say why."""
    circular, form = _found(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, circular, 422, return_form=form)
    circular = services.give_back(circular, form.reason(), by=request.actor, at=now())
    messages.success(request, _("Given back. Whoever wrote it reads why, and can hand it in again."))
    return redirect(circular)
