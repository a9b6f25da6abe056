"""The page of whoever complained: reached with the code of the receipt, and by nothing else."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import WordsForm
from openbeat.apps.complaints.forms.sides import PressedForm
from openbeat.apps.complaints.lifecycle import NEXT, STANDS, STATIONS, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.queries import receipt
from openbeat.apps.complaints.views.finding import owned
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, read_only, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from openbeat.apps.complaints.models import Complaint

PER_HOUR = 30
AGAIN = {Why.LOCKED, Why.NOT_A_READER}  # the code opens it once more
CLOSED_HERE = gettext_lazy("Your receipt is not open in this browser any more: type its code again, then send this.")


def _found(request: Request, pk: int) -> Complaint:
    complaint, request.actor = owned(request, pk)  # the record names nobody: whoever has the receipt
    return complaint


def _why_shut(request: Request, complaint: Complaint) -> Shut | None:
    """Why nothing of it can be shown; None where this browser opens it."""
    try:
        vaults.opened(queries.safe_of(complaint), vault.keys(request))
    except Shut as shut:
        return shut
    return None


@opens(_found)
def _recorded(request: Request, complaint: Complaint) -> HttpResponse:
    return _page(request, complaint)


@wraps(_recorded)
def show(request: Request, pk: int) -> HttpResponse:
    """GET only. Theirs or 404; where the safe stays shut, why; else the opening is on record before any word."""
    with read_only():
        if _found(request, pk).stage == Stage.WRITING:
            return redirect("complaints:step", pk, "look")
        if shut := _why_shut(request, _found(request, pk)):
            again = shut.why in AGAIN
            return page(request, "complaints/own_locked.html", again=again, sentence=str(shut))
    return _recorded(request, pk)


def _page(request: Request, complaint: Complaint, status: int = 200, form: Any = None) -> HttpResponse:
    """All that either side wrote; that it is opened is on record."""
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    leading = queries.leading(complaint)  # where it was joined to another matter, that one says how far it is
    stage = Stage(leading.stage)
    context: dict[str, Any] = {
        "complaint": complaint,
        "said": (said := queries.account_of(complaint, opened)),
        "area": queries.area_of(said),
        "turns": queries.turns_of(complaint, opened),
        "outcomes": (told := queries.outcomes_of(complaint, opened)),
        "station": STATIONS[stage],
        "stands": STANDS[stage],
        "next_step": NEXT[stage],
        "way": receipt.way_of(leading),
        "moments": queries.history(complaint, own=True),
        "points": receipt.waiting_points(stage, queries.points_of(complaint, opened), told),
        "wish": queries.last_withdrawal(complaint),
        "pressed_form": PressedForm(complaint, initial={"language": complaint.language}),
        "now": now(),
        "openings": queries.openings_by_code(complaint),
        "doors": POLICY.doors(request.actor, complaint),
        "form": form or WordsForm(initial={"language": complaint.language}),
    }
    return page(request, "complaints/own.html", status=status, **context)


def _says(act: Callable[..., Any], done: Any, name: str) -> Callable[[Request, int], HttpResponse]:
    @writes
    def take(request: Request, pk: int) -> HttpResponse:
        form, again = WordsForm(request.POST), _way(name, pk)
        try:
            complaint = _found(request, pk)
        except Http404:
            if back := words_back(request, form, CLOSED_HERE, 404, again):
                return back
            raise
        status = _refused(act, request, complaint, form)
        if status is None:
            messages.success(request, str(done))
            return redirect("complaints:own", pk)
        if shut := _why_shut(request, complaint):
            sentence = CLOSED_HERE if shut.why in AGAIN else str(shut)
            return words_back(request, form, sentence, status, again) or redirect("complaints:own", pk)
        services.opened(complaint, "", by=request.actor, at=now())
        return _page(request, complaint, status, form)

    return take


def _refused(act: Callable[..., Any], request: Request, complaint: Complaint, form: WordsForm) -> int | None:
    """Do it; else the status of the answer, with the sentence on the form, which has the words."""
    if not limits.allow(request, "complaints.own", per_hour=PER_HOUR, device=str(complaint.pk)):
        form.add_error(None, _("That was too often. Your words are still here: try again in an hour."))
        return 429
    if not form.is_valid():
        return 422
    keys = {"keys": vault.keys(request)} if act == services.add_words else {}
    try:
        act(complaint, form.said(), by=request.actor, at=now(), **keys)
    except Refused as refused:  # rolled back
        form.add_error(None, str(refused))
        return 403
    return None


def _way(name: str, pk: int) -> Way:
    action, code = reverse(name, args=[pk]), reverse("receipts:open")
    return Way(action, _("Seal it and send it"), helps=code, label=_("Type my code, in another tab"), danger=True)


_add = _says(
    services.add_words,
    gettext_lazy("Sealed and sent. Those who can read it hear that there is news."),
    "complaints:own",
)
_reopen = _says(
    services.reopen,
    gettext_lazy("It is open again. An answer is owed by the date shown here."),
    "complaints:reopen",
)

own = sensitive_post_parameters()(never_cache(open_to_all(shows_and_takes(show, _add))))
reopen = sensitive_post_parameters()(never_cache(open_to_all(_reopen)))
