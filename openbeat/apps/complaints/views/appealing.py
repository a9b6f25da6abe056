"""Whoever complained asks the body that hears appeals to look at the outcome, with the code of the receipt."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import services
from openbeat.apps.complaints.forms import WordsForm
from openbeat.apps.complaints.views.finding import owned
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.vault import http as vault
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, open_to_all, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused


@sensitive_post_parameters()
@never_cache
@open_to_all
@writes
def appeal(request: Request, pk: int) -> HttpResponse:
    """Send it to the outside body; what was typed comes back where it is refused."""
    form = WordsForm(request.POST)
    complaint, holder = owned(request, pk)
    anew = Way(request.path, _("Seal it and send it"), danger=True)
    if not form.is_valid():
        why = _("Say first why the outcome is not right.")
        if back := words_back(request, form, why, 422, anew):
            return back
        messages.warning(request, why)
        return redirect("complaints:own", pk)
    try:
        services.appeal(complaint, form.said(), keys=vault.keys(request), by=holder, at=now())
    except Refused as refused:  # rolled back
        reopened = Way(reverse("complaints:reopen", args=[pk]), _("Seal it, and open it again"), danger=True)
        way = anew if isinstance(refused, Shut) else reopened
        return words_back(request, form, str(refused), 403, way) or redirect("complaints:own", pk)
    messages.success(request, _("The outside body has it now, and reads what you wrote."))
    return redirect("complaints:own", pk)
