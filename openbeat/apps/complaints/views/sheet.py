"""A page of a matter with a form on it: sealed words are shown on record, and what was typed is never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.lifecycle import STATIONS, Act, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.views.finding import found, is_locked, opens_sealed, why_of
from openbeat.apps.complaints.views.returning import form_back
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.forms import Form

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened

LOCKED = gettext_lazy(
    "Your key is locked. Open the matter in another tab and type your passphrase, then send it again."
)
NO_REASON = gettext_lazy("You have not said in this browser why you open this matter. Open it and say so first.")


def nothing(_request: Request, _complaint: Complaint, _opened: Opened) -> dict[str, Any]:
    """No more than what each page of a matter has."""
    return {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What such a page is made of: its template, its act, its form (which holds no sealed word), and what it does.

    `form(request, complaint, data)` makes it; `do(request, complaint, form)` calls a service and gives what is said
    afterwards; `shows` adds to the page what only an opened matter has.
    """

    template: str
    act: Act
    form: Callable[[Request, Complaint, Any], Form]
    do: Callable[[Request, Complaint, Any], Any]
    shows: Callable[[Request, Complaint, Opened], dict[str, Any]] = nothing
    then: str = "complaints:detail"

    def view(self) -> Callable[..., HttpResponse]:
        """The view of this page: shown on record, taken in one transaction; what was typed comes back with a reason."""
        return sensitive_post_parameters()(never_cache(shows_and_takes(self._show(), self._take())))

    def _show(self) -> Callable[..., HttpResponse]:
        @opens_sealed
        def show(request: Request, complaint: Complaint) -> HttpResponse:
            return self.page(request, complaint)

        return show

    def _take(self) -> Callable[..., HttpResponse]:
        @writes
        def take(request: Request, pk: int) -> HttpResponse:
            complaint = found(request, pk)
            form = self.form(request, complaint, request.POST)
            if shut := shut_here(request, complaint):
                return self.kept(request, complaint, form, shut)
            if not form.is_valid():
                return self.back(request, complaint, form, 422)
            try:
                done = self.do(request, complaint, form)
            except Refused as refused:  # rolled back
                form.add_error(None, str(refused))
                return self.back(request, complaint, form, 403)
            messages.success(request, str(done))
            return redirect(self.then, pk) if queries.visible_to(request.actor).filter(pk=pk).exists() else to_desk()

        return take

    def page(self, request: Request, complaint: Complaint, form: Any = None, status: int = 200) -> HttpResponse:
        """The page; that it is opened is on record."""
        opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
        doors = POLICY.doors(request.actor, complaint)
        context: dict[str, Any] = {
            "complaint": complaint,
            "station": STATIONS[Stage(complaint.stage)],
            "form": form or self.form(request, complaint, None),
            "doors": doors,
            "door": doors[self.act],
        }
        return page(request, self.template, status=status, **context, **self.shows(request, complaint, opened))

    def back(self, request: Request, complaint: Complaint, form: Any, status: int) -> HttpResponse:
        """What was typed comes back on its page, which is opened on record."""
        services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
        return self.page(request, complaint, form, status)

    def kept(self, request: Request, complaint: Complaint, form: Any, why: str) -> HttpResponse:
        """What was typed comes back on a page of its own, where the matter is not open in this browser."""
        return form_back(request, form, why, complaint.get_absolute_url())


def shut_here(request: Request, complaint: Complaint) -> str:
    """Why this browser cannot show the matter now; empty where it can."""
    try:
        if is_locked(request, complaint):
            return str(LOCKED)
    except Shut as shut:
        return str(shut)
    return "" if why_of(request, complaint) else str(NO_REASON)


def to_desk() -> HttpResponse:
    """Where somebody goes who cannot read the matter any more."""
    return redirect("complaints:desk")


def saved() -> str:
    """What is said where nothing better is."""
    return _("Done, and on record.")
