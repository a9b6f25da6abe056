"""The committee of an area: its posts, their hand-over sheets, what it waits for, and its requests for news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.forms import NewsForm, SheetForm
from openbeat.apps.contacts.lifecycle.committee import NewsAct, SheetAct
from openbeat.apps.contacts.policies import NEWS_POLICY, SHEET_POLICY
from openbeat.apps.contacts.policies.committee import WITH_SHEETS
from openbeat.apps.contacts.services import committee as services
from openbeat.apps.contacts.views import sheets
from openbeat.apps.contacts.views.finding import area_of
from openbeat.core.loop import queries as loop
from openbeat.core.people.http import shows_and_takes
from openbeat.core.people.roles import COMMITTEE, Role
from openbeat.core.places import queries as places
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict

if TYPE_CHECKING:
    from openbeat.core.places.models import Post


@open_to_all
@reads
def posts(request: Request, slug: str) -> HttpResponse:
    """The posts of the committee and the liaison officer's: holder, term, deputy, since when, and who was before."""
    area, at = area_of(slug), now()
    cards = [card for card in queries.contact_cards(area, at) if card.post.role in (*COMMITTEE, Role.LIAISON)]
    here = [card for card in cards if card.post.area_id == area.pk]
    doors = [(card, SHEET_POLICY.verdict(request.actor, SheetAct.READ, card.post)) for card in here]
    return page(request, "contacts/committee/posts.html", area=area, cards=doors, today=at)


# The hand-over sheet


def _post(slug: str, role: str) -> Post:
    post = places.post(area_of(slug), role) if role in WITH_SHEETS else None
    if post is None:
        raise Http404
    return post


def _sheet_page(request: Request, post: Post, form: SheetForm, status: int = 200, **more: str) -> HttpResponse:
    SHEET_POLICY.require(request.actor, SheetAct.READ, post)
    versions = queries.sheets_of(post)
    wanted = request.GET.get("version", "")
    shown = next((each for each in versions if str(each.number) == wanted), versions[0] if versions else None)
    context: dict[str, Any] = {
        "post": post,
        "sheet": shown,
        "versions": versions,
        "door": SHEET_POLICY.verdict(request.actor, SheetAct.WRITE, post),
        "mine": "",
        "theirs": "",
        **sheets.open_matters(post, request.actor, now()),
        **more,
    }
    return page(request, "contacts/committee/sheet.html", status=status, form=form, **context)


@reads
def show_sheet(request: Request, slug: str, role: str) -> HttpResponse:
    post = _post(slug, role)
    return _sheet_page(request, post, SheetForm(initial=SheetForm.first(queries.newest_sheet(post))))


@writes
def take_sheet(request: Request, slug: str, role: str) -> HttpResponse:
    post, form = _post(slug, role), SheetForm(request.POST)
    if not form.is_valid():
        return _sheet_page(request, post, form, 422)
    try:
        services.write_sheet(post, form.sheet(), by=request.actor, at=now())
    except Conflict as conflict:
        again = SheetForm({**form.cleaned_data, "version": conflict.version})
        return _sheet_page(request, post, again, 409, mine=form.cleaned_data["agreements"], theirs=conflict.theirs)
    messages.success(request, _("Kept. Earlier versions stay."))
    return redirect("contacts:sheet", slug, role)


sheet = shows_and_takes(show_sheet, take_sheet)


@reads
def sheet_pdf(request: Request, slug: str, role: str) -> HttpResponse:
    """The sheet on paper, with what is open today."""
    post = _post(slug, role)
    SHEET_POLICY.require(request.actor, SheetAct.READ, post)
    body = sheets.pdf(post, queries.newest_sheet(post), request.actor, now())
    headers = {"Content-Disposition": f'inline; filename="hand-over-{slug}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


# What the committee waits for


@reads
def waiting(request: Request, slug: str) -> HttpResponse:
    """All that the committee of an area still waits for."""
    area = area_of(slug)
    NEWS_POLICY.require(request.actor, NewsAct.LIST, area.pk)
    lines = queries.awaited([area.pk], request.actor, now())
    return page(request, "contacts/committee/waiting.html", area=area, lines=lines)


@writes
def ask(request: Request, pk: int) -> HttpResponse:
    """Ask for news with one press."""
    row = loop.by_key(pk)
    if row is None or row.area is None:
        raise Http404
    services.ask_for_news(row, by=request.actor, at=now())
    messages.success(request, _("Asked. The answer comes to your desk."))
    return redirect("contacts:waiting", row.area.slug)


def _news_page(request: Request, pk: int, form: NewsForm, status: int = 200) -> HttpResponse:
    asked = queries.request_for(request.actor, pk)
    if asked is None:
        raise Http404
    context: dict[str, Any] = {
        "asked": asked,
        "subject": queries.subject_of(asked, request.actor),
        "door": NEWS_POLICY.verdict(request.actor, NewsAct.ANSWER, asked),
    }
    return page(request, "contacts/committee/news.html", status=status, form=form, **context)


@reads
def show_news(request: Request, pk: int) -> HttpResponse:
    return _news_page(request, pk, NewsForm())


@writes
def take_news(request: Request, pk: int) -> HttpResponse:
    form, asked = NewsForm(request.POST), queries.request_for(request.actor, pk)
    if asked is None:
        raise Http404
    if not form.is_valid():
        return _news_page(request, pk, form, 422)
    services.give_news(asked, form.said(), by=request.actor, at=now())
    messages.success(request, _("Sent to the committee. What you owe stays owed, by the same date."))
    return redirect("contacts:news", pk)


news = shows_and_takes(show_news, take_news)
