"""Recordings: asked for on the page of the matter, answered on a page that knows nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints.forms.recordings import AnswerForm, AskForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.lifecycle.recordings import Tape
from openbeat.apps.complaints.queries import recordings as queries
from openbeat.apps.complaints.services import recordings as services
from openbeat.apps.complaints.views.finding import unlock_url
from openbeat.apps.complaints.views.sheet import Sheet
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import queries as safes
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, page, read_only, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, Recording
    from openbeat.core.vault.bunch import Opened


def _form(_request: Request, complaint: Complaint, data: Any) -> AskForm:
    left = queries.missing(complaint)
    return AskForm(data, initial={"tape": left[0] if left else Tape.OTHER})


def _ask(request: Request, complaint: Complaint, form: AskForm) -> str:
    by, at = request.actor, now()
    if form.cleaned_data["none"]:
        services.there_is_none(complaint, Tape(form.cleaned_data["tape"]), by=by, at=at)
        return _("Noted: there is none.")
    services.ask_to_keep(complaint, form.asked(), keys=vault.keys(request), by=by, at=at)
    return _("Asked. They read which recording it is, and no word of the matter.")


def _shown(_request: Request, complaint: Complaint, opened: Opened) -> dict[str, Any]:
    return {"recordings": queries.opened_rows(complaint, opened), "missing": queries.missing(complaint)}


recordings = Sheet("complaints/recordings.html", Act.ASK_RECORDING, _form, _ask, _shown, "complaints:recordings").view()


def _mine(request: Request, key: int) -> Recording:
    """What this person was asked to keep; to anybody else there is nothing here."""
    return get_object_or_404(queries.visible_to(request.actor), pk=key)


def _page(request: Request, row: Recording, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    safe = safes.safe_of(row)
    try:
        words = vaults.opened(safe, vault.keys(request)).text(row.request).rstrip() if safe else ""
    except Shut:
        words = ""
    context: dict[str, Any] = {"row": row, "words": words, "form": form or AnswerForm()}
    return page(request, "complaints/recording.html", status=status, **context)


@opens(_mine)
def _recorded(request: Request, row: Recording) -> HttpResponse:
    return _page(request, row)


@never_cache
def show_recording(request: Request, key: int) -> HttpResponse:
    """GET only. Theirs or 404; where the key is locked, the way to unlock it; else the reading is on record."""
    with read_only():
        row = _mine(request, key)
        if not vault.has_unlocked(request):
            return page(request, "complaints/recording_locked.html", unlock=unlock_url(request.path), row=row)
    return _recorded(request, key)


show_recording.mode = "opens"  # type: ignore[attr-defined]


@writes
def take_recording(request: Request, key: int) -> HttpResponse:
    """Answer: sealed to the matter, which needs no key."""
    row, form, person = _mine(request, key), AnswerForm(request.POST), request.actor.person
    if not form.is_valid() or person is None:
        return _page(request, row, form, 422)
    try:
        services.answer_recording(row, form.said(), by=person, at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, row, form, 403)
    messages.success(request, _("Thank you. Those who asked can read it."))
    return redirect("complaints:recording", key)


recording = sensitive_post_parameters()(shows_and_takes(show_recording, take_recording))
