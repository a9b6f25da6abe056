"""A form on a page of a case: what was typed comes back with its reason, or is kept, sealed, as a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import services
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.views.finding import found, is_locked, unlock_url, why_of
from openbeat.core.vault import http as vault
from openbeat.core.web.http import Request, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.forms.casework import CaseForm
    from openbeat.apps.complaints.models import Complaint

STILL_THERE = gettext_lazy("Your key was locked meanwhile. What you wrote is kept, sealed, as your draft.")

type Forms = dict[str, CaseForm]


@dataclass(frozen=True, slots=True)
class Paper:
    """A form of a case: the name of its draft, how it is made, what it does, the page on which it stands.

    `do(request, complaint, form, number)` calls a service and gives what is said afterwards; `show(request, complaint,
    forms, status)` draws the page with this form on it.
    """

    name: str
    make: Callable[..., CaseForm]
    do: Callable[[Request, Complaint, Any, int], Any]
    show: Callable[[Request, Complaint, Forms, int], HttpResponse]
    then: str

    def view(self) -> Callable[..., HttpResponse]:
        """The view that takes this form, and loses nothing."""

        @sensitive_post_parameters()
        @never_cache
        @writes
        def take(request: Request, pk: int, number: int = 0) -> HttpResponse:
            complaint = found(request, pk)
            form = self.make(request.POST, number=number)
            if request.POST.get("act") == Act.DRAFT:
                self._keep(request, complaint, form, number)
                messages.success(request, _("Kept as your draft, sealed to this matter."))
                return redirect(self.then, pk)
            if is_locked(request, complaint) or not why_of(request, complaint):
                self._keep(request, complaint, form, number)
                messages.warning(request, str(STILL_THERE))
                back = reverse(self.then, args=[pk])
                return redirect(unlock_url(back) if is_locked(request, complaint) else back)
            return self._taken(request, complaint, form, number)

        return take

    def _taken(self, request: Request, complaint: Complaint, form: CaseForm, number: int) -> HttpResponse:
        if not form.is_valid():
            return self._back(request, complaint, form, number, 422)
        try:
            done = self.do(request, complaint, form, number)
        except Refused as refused:  # rolled back
            form.add_error(None, str(refused))
            return self._back(request, complaint, form, number, 403)
        messages.success(request, str(done))
        return redirect(self.then, complaint.pk)

    def _keep(self, request: Request, complaint: Complaint, form: CaseForm, number: int) -> None:
        services.save_form(complaint, self.called(number), form.typed(), by=request.actor, at=now())

    def _back(self, request: Request, complaint: Complaint, form: CaseForm, number: int, status: int) -> HttpResponse:
        services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
        return self.show(request, complaint, {self.called(number): form}, status)

    def called(self, number: int = 0) -> str:
        """The name of the draft of this form."""
        return f"{self.name}:{number}" if number else self.name


def acting(request: Request) -> dict[str, Any]:
    """Who acts, when, and with which keys: what each service of a case takes."""
    return {"keys": vault.keys(request), "by": request.actor, "at": now()}
