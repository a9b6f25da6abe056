"""Staff without a second factor see only the page to set one up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from openbeat.core.people import queries

DONE = "people.second_factor"
ALLOWED = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "account_inactive",
        "health",
    }
)


class SecondFactorMiddleware:
    """Leads staff to the page that sets up a second factor, whatever they asked for, until they have one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Ask the database once a session; whoever is no staff costs the one query that their pages need anyway."""
        person = getattr(request, "actor", None)
        if person is None or person.kind != "person" or request.resolver_match.url_name in ALLOWED:
            return None
        if not queries.is_staff(person) or request.session.get(DONE):
            return None
        if queries.has_second_factor(person):
            request.session[DONE] = True
            return None
        return redirect("mfa_index")
