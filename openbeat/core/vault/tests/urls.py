"""The house's addresses, and two pages that do what an app and what receipts do."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.urls import path

from openbeat.core.vault import http, queries
from openbeat.core.vault import services as vault
from openbeat.core.vault.tests.conftest import CODE, MATTER
from openbeat.core.web.http import open_to_all, reads

house = import_module("openbeat.config.urls")
handler400, handler403, handler404, handler500 = (getattr(house, f"handler{code}") for code in (400, 403, 404, 500))


@open_to_all
@reads
def read(request: Any) -> HttpResponse:
    """What an app's page does."""
    safe = queries.safe_of(MATTER)
    assert safe is not None
    opened = vault.opened(safe, http.keys(request))
    return HttpResponse(opened.text(vault.seal(safe, "sealed words")), content_type="text/plain")


@open_to_all
def hold(request: Any) -> HttpResponse:
    """What receipts do when a code was typed in."""
    response = HttpResponse("held", content_type="text/plain")
    http.hold_code(request, response, MATTER, CODE)
    return response


urlpatterns = [path("read/", read), path("hold/", hold), *house.urlpatterns]
