"""The list of those who receive complaints: where each stands, never a word of it; and a search inside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import SearchForm
from openbeat.apps.complaints.lifecycle import Act, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import desk as desks
from openbeat.apps.complaints.views.finding import unlock_url
from openbeat.core.department import queries as department
from openbeat.core.vault import http as vault
from openbeat.core.web.http import Request, page, read_only, reads
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from datetime import datetime

A_PAGE = 30
LOCKED = _("Your key is locked, so nothing was opened. Unlock it in another tab, then search once more from here.")


@never_cache
@reads
def desk(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.LIST, None)
    return _desk(request, SearchForm())


def _desk(request: Request, form: SearchForm, status: int = 200, found: Any = None) -> HttpResponse:
    at, person = now(), request.actor.person
    context: dict[str, Any] = {
        **_listed(request, at),
        "endings": desks.soon_overwritten(person, at.astimezone(department.zone()).date()) if person else [],
        "groups": queries.alike_groups(person) if person else [],
        "form": form,
        "found": found,
        "matching": queries.lines(found.complaints, at) if found else [],
        "unlocked": vault.has_unlocked(request),
        "unlock": unlock_url(reverse("complaints:desk")),
        "taken": queries.are_taken(),
    }
    return page(request, "complaints/desk.html", status=status, **context)


def _listed(request: Request, at: datetime) -> dict[str, Any]:
    """All matters of one stage, page by page; without one, the newest few of each stage and how many there are."""
    stage, person = request.GET.get("stage", ""), request.actor.person
    if stage not in Stage.values or person is None:
        return {"stage": None, "shelves": desks.shelves(person, at) if person else []}
    shown = Paginator(queries.readable_by(person).filter(stage=stage), A_PAGE).get_page(request.GET.get("page"))
    return {"stage": Stage(stage), "page_obj": shown, "lines": queries.lines(shown, at)}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: Request) -> HttpResponse:
    """Look for words inside the matters that this handler may read: on record first, then opened, and nothing kept.

    Whoever comes without words, by the browser's own buttons, finds the form.
    """
    if request.method != "POST":
        return desk(request)
    POLICY.require(request.actor, Act.SEARCH, None)
    form = SearchForm(request.POST)
    if not vault.has_unlocked(request):
        form.add_error(None, LOCKED)
        with read_only():
            return _desk(request, form, 403)
    if not form.is_valid():
        with read_only():
            return _desk(request, form, 422)
    person, skip = request.actor.person, form.cleaned_data["skip"] or 0
    assert person is not None  # noqa: S101  holds a post
    looked_through = services.search(skip=skip, by=person, at=now())
    with read_only():
        found = queries.matching(looked_through, form.cleaned_data["words"], vault.keys(request))
        looked = skip + len(looked_through)
        older = max(0, queries.readable_by(person).count() - looked)
        return _desk(request, form, found=replace(found, older=older, next=looked))


search.mode = "writes"  # type: ignore[attr-defined]
