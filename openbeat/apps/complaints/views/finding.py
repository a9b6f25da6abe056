"""How a view finds a matter, and what comes before its words: the key, the reason, the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import WhyForm
from openbeat.apps.complaints.lifecycle import Act, Why
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.core.ledger.http import Slow, opens
from openbeat.core.receipts import http as receipts
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.core.vault.bunch import Why as Closed
from openbeat.core.web.http import Request, page, read_only
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder

NOT_FOUND = 404
SESSION = "complaints.why"  # for which matters this browser has said why it opens them


class Unsigned(Refused):
    """Raised where somebody has the task and has not signed yet that they have no conflict."""


def found(request: Request, pk: int) -> Complaint:
    """The matter, for one of its readers; to anybody else there is nothing here."""
    complaint = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    if not (verdict := POLICY.verdict(request.actor, Act.READ, complaint)):
        if POLICY.verdict(request.actor, Act.SIGN, complaint):
            raise Unsigned(verdict.reason)
        raise Http404
    return complaint


def owned(request: Request, pk: int) -> tuple[Complaint, Holder]:
    """The matter, for whoever has its receipt open in this browser: as nobody, also where somebody is signed in."""
    holder = receipts.holder(request)
    return get_object_or_404(queries.visible_to(holder), pk=pk), holder


def noted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around every page of a matter: where somebody of staff finds nothing, that they tried is on record first.

    It stands whatever the view did: its own transaction is over. What they are answered is the same 404.
    """

    @wraps(view)
    def wrapper(request: Request, /, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, pk, *args, **kwargs)
        except Http404:
            services.attempted(pk, by=request.actor, at=now())
            raise
        if answer.status_code == NOT_FOUND:  # with words that come back
            services.attempted(pk, by=request.actor, at=now())
        return answer

    return wrapper


def why_of(request: Request, complaint: Complaint) -> str:
    """The reason that was given in this session for opening it; empty where none was."""
    return why_given(request, str(complaint.pk))


def why_given(request: Request, key: str) -> str:
    """The same, by the key of the matter."""
    given = str(request.session.get(SESSION, {}).get(key, ""))
    return given if given in Why.values else ""


def remember_why(request: Request, complaint: Complaint, why: str) -> None:
    """Keep the reason for as long as somebody works on it in this session."""
    request.session[SESSION] = {**request.session.get(SESSION, {}), str(complaint.pk): why}


def is_locked(request: Request, complaint: Complaint) -> bool:
    """Whether the passphrase must be typed before anything can be read; raises Shut where that would not help."""
    try:
        vaults.opened(queries.safe_of(complaint), vault.keys(request))
    except Shut as shut:
        if shut.why in {Closed.LOCKED, Closed.NOT_A_READER} and not vault.has_unlocked(request):
            return True
        raise
    return False


def unlock_url(path: str) -> str:
    """The page that asks for the passphrase and comes back."""
    return f"{reverse('vault:unlock')}?{urlencode({'next': path})}"


def opens_sealed(view: Callable[[Request, Complaint], HttpResponse | Slow[Any]]) -> Callable[..., HttpResponse]:
    """GET only. Find it or 404, ask for passphrase and reason, record who, when and why; then call the view."""
    recorded = opens(found, why=why_of)(view)

    @never_cache
    @wraps(recorded)
    def wrapper(request: Request, pk: int) -> HttpResponse:
        with read_only():
            try:
                complaint = found(request, pk)
            except Unsigned:
                return redirect("complaints:sign", pk)
            if first := first_asked(request, complaint):
                return first
        return recorded(request, pk)

    return wrapper


def first_asked(request: Request, complaint: Complaint, status: int = 200, form: Any = None) -> HttpResponse | None:
    """What must be said before anything is opened: the passphrase, or why; None where both were."""
    if is_locked(request, complaint):
        unlock = unlock_url(complaint.get_absolute_url())
        return page(request, "complaints/locked.html", complaint=complaint, unlock=unlock)
    if not why_of(request, complaint) or form:
        return page(request, "complaints/why.html", status=status, complaint=complaint, form=form or WhyForm())
    return None
