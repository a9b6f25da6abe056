"""What the pages beside a matter have in common: a form is taken by a reader, or comes back with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import services
from openbeat.apps.complaints.views.finding import found, is_locked, unlock_url, why_of
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.vault import http as vault
from openbeat.core.web.http import Request, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

type Show = Callable[..., HttpResponse]  # (request, complaint, status, **forms)


@dataclass(frozen=True, slots=True, repr=False)
class Deed:
    """Who does it, when, with which keys: what a service is handed besides the thing."""

    by: Actor
    at: datetime
    keys: Keys


@dataclass(frozen=True, slots=True)
class Doing:
    """One form of a page: the name of its form there, what it is, what it does, and what is said afterwards."""

    slot: str
    form: Callable[..., Any]
    serve: Callable[[Complaint, Any, Deed], object]
    done: Any


def takes(name: str, show: Show, doing: Doing) -> Callable[..., HttpResponse]:
    """A view that takes one form of the page `name`, for a reader whose key is unlocked and who said why.

    Where it is refused the form comes back in its page with the sentence; where the page cannot be shown, the words do.
    """

    @sensitive_post_parameters()
    @never_cache
    @writes
    def take(request: Request, pk: int) -> HttpResponse:
        complaint = found(request, pk)
        form, back = doing.form(complaint, request.POST), reverse(name, args=[pk])
        if is_locked(request, complaint):
            sentence = _("Your key is locked. Unlock it, then send this once more.")
            return words_back(request, form, sentence, 403, _way(request, back)) or redirect(unlock_url(back))
        if not why_of(request, complaint):
            return redirect(complaint)  # which asks
        if status := _refused(request, complaint, form, doing):
            services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
            return show(request, complaint, status, **{doing.slot: form, "form": form})
        messages.success(request, str(doing.done))
        return redirect(back)

    return take


def _way(request: Request, back: str) -> Way:
    return Way(request.path, _("Send it once more"), helps=back, label=_("Open the matter, in another tab"))


def _refused(request: Request, complaint: Complaint, form: Any, doing: Doing) -> int:
    """Do it; else the status of the answer, with the sentence on the form. None of it is kept then."""
    if not form.is_valid():
        return 422
    try:
        doing.serve(complaint, form, Deed(request.actor, now(), vault.keys(request)))
    except Refused as refused:
        form.add_error(None, str(refused))
        return 403
    return 0
