"""A new code: pressed by whoever has the code of today, or by a reader for somebody who lost theirs. Shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.views.finding import found, is_locked, owned, unlock_url, why_of
from openbeat.core.receipts import codes
from openbeat.core.vault import http as vault
from openbeat.core.vault.bunch import Shut
from openbeat.core.web import errors, limits
from openbeat.core.web.http import Request, open_to_all, page, writes
from openbeat.kit.clock import now
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.services import Filed

PER_HOUR = 10


@open_to_all
@never_cache
@writes
def own(request: Request, pk: int) -> HttpResponse:
    """Whoever has the code open makes a new one; this browser opens the matter with that from now on."""
    complaint, request.actor = owned(request, pk)
    if not limits.allow(request, "complaints.code", per_hour=PER_HOUR, device=str(pk)):
        return errors.too_many(request, _("That was too often. The code is as it was. Try again in an hour."))
    try:
        filed = services.new_code(complaint, keys=vault.keys(request), by=request.actor, at=now())
    except Shut:
        return redirect("complaints:own", pk)  # which says why
    response = _shown(request, filed, ours=False)
    vault.hold_code(request, response, Ref.of(queries.first_of(complaint)), codes.read(filed.code))
    return response


@never_cache
@writes
def for_them(request: Request, pk: int) -> HttpResponse:
    """A reader who has said why makes a new code for whoever lost theirs, and gives it to them."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    if not why_of(request, complaint):
        return redirect(complaint)  # which asks
    filed = services.new_code(complaint, keys=vault.keys(request), by=request.actor, at=now())
    return _shown(request, filed, ours=True)


def _shown(request: Request, filed: Filed, *, ours: bool) -> HttpResponse:
    return page(request, "complaints/new_code.html", complaint=filed.complaint, code=filed.code, ours=ours)
