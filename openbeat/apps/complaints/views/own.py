"""The page of whoever complained: reached with the code of the receipt, and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import WordsForm
from openbeat.apps.complaints.lifecycle import NEXT, STANDS, STATIONS, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.views.finding import owned
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder

PER_HOUR = 30


@reads
def show(request: Request, pk: int) -> HttpResponse:
    complaint, holder = owned(request, pk)
    return _page(request, complaint, holder)


def _page(request: Request, complaint: Complaint, holder: Holder, status: int = 200, form: Any = None) -> HttpResponse:
    try:
        opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    except Shut as shut:
        again = shut.why in {Why.LOCKED, Why.NOT_A_READER}  # the code opens it once more
        return page(request, "complaints/own_locked.html", again=again, sentence=str(shut))
    stage = Stage(complaint.stage)
    context: dict[str, Any] = {
        "complaint": complaint,
        "said": queries.account_of(complaint, opened),
        "turns": queries.turns_of(complaint, opened),
        "station": STATIONS[stage],
        "stands": STANDS[stage],
        "next_step": NEXT[stage],
        "promised": queries.promised(complaint),
        "moments": queries.history(complaint, own=True),
        "doors": POLICY.doors(holder, complaint),
        "form": form or WordsForm(initial={"language": complaint.language}),
    }
    return page(request, "complaints/own.html", status=status, **context)


def _says(act: Callable[..., Any], done: Any) -> Callable[[Request, int], HttpResponse]:
    @writes
    def take(request: Request, pk: int) -> HttpResponse:
        complaint, holder = owned(request, pk)
        form = WordsForm(request.POST)
        if not limits.allow(request, "complaints.own", per_hour=PER_HOUR, device=str(complaint.pk)):
            form.add_error(None, _("That was too often. Your words are still here: try again in an hour."))
            return _page(request, complaint, holder, 429, form)
        if not form.is_valid():
            return _page(request, complaint, holder, 422, form)
        act(complaint, form.said(), by=holder, at=now())
        messages.success(request, str(done))
        return redirect("complaints:own", pk)

    return take


_add = _says(services.add_words, gettext_lazy("Sealed and sent. Those who can read it hear that there is news."))
_reopen = _says(services.reopen, gettext_lazy("It is open again. An answer is owed by the date shown here."))

own = sensitive_post_parameters()(never_cache(open_to_all(shows_and_takes(show, _add))))
reopen = sensitive_post_parameters()(never_cache(open_to_all(_reopen)))
