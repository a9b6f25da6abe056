"""Pages about who is served in which language, and what areas speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.places import queries as places
from openbeat.core.translation import languages, tables
from openbeat.core.translation.forms import ImportForm, ShareForm
from openbeat.core.translation.policies import COVERAGE_POLICY, CoverageAct
from openbeat.core.translation.queries import coverage, reviews
from openbeat.core.translation.services import shares
from openbeat.core.web import wished
from openbeat.core.web.http import Request, open_to_all, page, reads, shows_and_takes, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


@open_to_all
@reads
def index(request: Request) -> HttpResponse:
    """All that the department says, by language; each area; and who read the words of the site."""
    whole, areas = coverage.whole()
    read = [(code, [one for one in reviews.standing() if one.language == code]) for code in _translated()]
    return page(request, "translation/index.html", whole=whole, areas=areas, read=read, may_change=_may_change(request))


def _may_change(request: Request) -> bool:
    return bool(COVERAGE_POLICY.verdict(request.actor, CoverageAct.SET_SHARE, None))


def _translated() -> list[str]:
    return [code for code in wished.offered() if code in languages.WRITTEN and code != languages.SOURCE]


@open_to_all
@reads
def area(request: Request, slug: str) -> HttpResponse:
    """One area: what it speaks, and what it can read."""
    place, beats = coverage.within(_area(slug))
    sources = [one.part.share for one in place.languages if one.part and one.part.share]
    facts: dict[str, Any] = {"place": place, "areas": beats, "sources": sources, "may_change": _may_change(request)}
    return page(request, "translation/area.html", **facts)


@reads
def _shares(request: Request, slug: str) -> HttpResponse:
    found = _area(slug)
    COVERAGE_POLICY.require(request.actor, CoverageAct.SET_SHARE, found)
    return _shares_page(request, found, ShareForm())


@writes
def _set_share(request: Request, slug: str) -> HttpResponse:
    found, form = _area(slug), ShareForm(request.POST)
    COVERAGE_POLICY.require(request.actor, CoverageAct.SET_SHARE, found)
    if not form.is_valid():
        return _shares_page(request, found, form, 422)
    try:
        shares.set_share(found, form.said(get_language() or "en"), by=request.actor, at=now())
    except ValidationError as problem:
        for sentence in problem.messages:
            form.add_error(None, sentence)
        return _shares_page(request, found, form, 422)
    messages.success(request, _("Saved."))
    return redirect("translation:shares", slug)


shares_of = shows_and_takes(_shares, _set_share)


def _shares_page(request: Request, found: Area, form: ShareForm, status: int = 200) -> HttpResponse:
    known = coverage.shares_of(found)
    return page(request, "translation/shares.html", status=status, area=found, shares=known, form=form)


@writes
def remove_share(request: Request, slug: str, language: str) -> HttpResponse:
    """Say nothing of a language in an area any more."""
    found = _area(slug)
    shares.remove_share(found, language, by=request.actor, at=now())
    return redirect("translation:shares", slug)


@reads
def _importing(request: Request) -> HttpResponse:
    COVERAGE_POLICY.require(request.actor, CoverageAct.IMPORT_SHARES, None)
    return _import_page(request, ImportForm())


@writes
def _take(request: Request) -> HttpResponse:
    COVERAGE_POLICY.require(request.actor, CoverageAct.IMPORT_SHARES, None)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, form, 422)
    words, tries = form.cleaned_data["words"], form.cleaned_data["act"] != "take"
    try:
        found = tables.lines(words, places.areas(), get_language() or "en")
    except tables.Broken as problem:
        form.add_error(None, str(problem))
        return _import_page(request, form, 422)
    done = shares.import_shares(found, try_it=tries, by=request.actor, at=now())
    if done.bad or not done.lines:
        return _import_page(request, ImportForm(initial={"words": words}), 422, done=done)
    if tries:
        return _import_page(request, ImportForm(initial={"words": words}), done=done)
    messages.success(request, _("The figures are on record."))
    return redirect("translation:index")


importing = shows_and_takes(_importing, _take)


def _import_page(request: Request, form: ImportForm, status: int = 200, **more: Any) -> HttpResponse:
    return page(request, "translation/import.html", status=status, form=form, **{"done": None, **more})


def _area(slug: str) -> Area:
    found = places.area_by_slug(slug)
    if found is None:
        raise Http404
    return found
