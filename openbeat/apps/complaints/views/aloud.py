"""Where an administrator puts recordings of the questions, and where everybody hears them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.complaints.forms.aloud import AloudForm
from openbeat.apps.complaints.lifecycle.publication import PublicationAct as Act
from openbeat.apps.complaints.policies import PUBLICATION_POLICY as POLICY
from openbeat.apps.complaints.queries import aloud
from openbeat.apps.complaints.services import aloud as services
from openbeat.apps.complaints.views.steps import STEPS, hearable
from openbeat.core.files import store
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.files.models import File

PART = re.compile(r"bytes=(\d{1,10})-(\d{0,10})")  # what some telephones ask for before they play anything
FIVE_MINUTES = 300


@reads
def show(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.RECORD, None)
    return _page(request, AloudForm(STEPS))


def _page(request: Request, form: AloudForm, status: int = 200) -> HttpResponse:
    listed = [_listed(row) for row in aloud.recordings()]
    context: dict[str, Any] = {"form": form, "recordings": listed}
    return hearable(page(request, "complaints/aloud.html", status=status, **context))


def _listed(row: File) -> tuple[File, str, str, Any]:
    language, _slash, step = row.key.partition("/")
    return row, language, step, STEPS.get(step, step)


@writes
def take(request: Request) -> HttpResponse:
    """Put one there, or take one away."""
    POLICY.require(request.actor, Act.RECORD, None)
    if gone := request.POST.get("gone", ""):
        language, _slash, step = gone.partition("/")
        services.take_away(step[:20], language[:12], by=request.actor, at=now())
        return redirect("complaints:aloud")
    form = AloudForm(STEPS, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, 422)
    kept = form.cleaned_data
    services.record(kept["step"], kept["language"], kept["sound"], by=request.actor, at=now())
    messages.success(request, _("Kept. Whoever reads this step in this language can hear it."))
    return redirect("complaints:aloud")


questions = shows_and_takes(show, take)


@public
@reads
def sound(request: Request, language: str, step: str) -> HttpResponse:
    """The recording, whole or in parts."""
    row = aloud.recording(step, language)
    if row is None:
        raise Http404
    content = store.find(row.token).read_bytes()
    asked = PART.fullmatch(request.headers.get("Range", ""))
    first, last = int(asked[1]) if asked else 0, len(content) - 1
    last = min(last, int(asked[2])) if asked and asked[2] else last
    part = asked is not None and first <= last
    response = HttpResponse(content[first : last + 1] if part else content, content_type=row.media_type)
    if part:
        response.status_code, response["Content-Range"] = 206, f"bytes {first}-{last}/{len(content)}"
    response["Accept-Ranges"], response["X-Content-Type-Options"] = "bytes", "nosniff"
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    return response
