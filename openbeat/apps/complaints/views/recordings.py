"""Recordings: asked for on the page of the matter, answered on a page that knows nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints.forms.recordings import AnswerForm, AskForm, KeepForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.lifecycle.recordings import Tape
from openbeat.apps.complaints.queries import recordings as queries
from openbeat.apps.complaints.services import recordings as services
from openbeat.apps.complaints.views.finding import unlock_url
from openbeat.apps.complaints.views.sheet import Sheet
from openbeat.core.ledger.http import opens
from openbeat.core.people.holder import Holder
from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import http as receipts
from openbeat.core.vault import http as vault
from openbeat.core.vault import queries as safes
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, read_only, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, Recording
    from openbeat.core.vault.bunch import Opened

PER_HOUR = 20


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


def _by_link(request: Request, key: int) -> tuple[Recording, Holder]:
    """What this browser opened with the link of a request; to anybody else there is nothing here."""
    ref = Ref(queries.KIND, str(key))
    mine = frozenset({ref} & set(receipts.held(request)))
    holder = Holder(mine, receipts.holder(request).language, on_behalf="link")  # and not whoever complained
    return get_object_or_404(queries.visible_to(holder), pk=key), holder


@reads
def _show_kept(request: Request, key: int) -> HttpResponse:
    row, _holder = _by_link(request, key)
    return page(request, "complaints/keep_recording.html", row=row, form=KeepForm())


@writes
def _take_kept(request: Request, key: int) -> HttpResponse:
    row, holder = _by_link(request, key)
    form = KeepForm(request.POST)
    if not limits.allow(request, "complaints.recording", per_hour=PER_HOUR, device=str(row.pk)):
        form.add_error(None, _("That was too often. Your words are still here: try again in an hour."))
    elif form.is_valid():
        try:
            services.answer_recording(row, form.said(), by=holder, at=now())
        except Refused as refused:  # rolled back
            form.add_error(None, str(refused))
    if form.errors:
        return page(request, "complaints/keep_recording.html", status=422, row=row, form=form)
    messages.success(request, _("Thank you. Those who asked can read it."))
    return redirect("complaints:keep_recording", key)


keep = sensitive_post_parameters()(never_cache(open_to_all(shows_and_takes(_show_kept, _take_kept))))
