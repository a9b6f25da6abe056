"""How the summary of a closed case comes about: written by a reader of it, names blacked out, released by another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.summaries import SummaryForm
from openbeat.apps.complaints.lifecycle.summaries import Telling, Told
from openbeat.apps.complaints.policies.summaries import SUMMARY_POLICY as POLICY
from openbeat.apps.complaints.queries import recordings, summaries
from openbeat.apps.complaints.views.finding import found, is_locked, opens_sealed, unlock_url, why_of
from openbeat.apps.complaints.views.returning import form_back
from openbeat.apps.complaints.views.sheet import shut_here
from openbeat.core.people.http import shows_and_takes
from openbeat.core.redaction.forms import TextForm
from openbeat.core.redaction.texts import StillThere
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint

PARTS = ("alleged", "done", "reason")


@never_cache
@reads
def owed(request: Request) -> HttpResponse:
    """The closed cases of which everybody is owed a summary, the soonest first."""
    POLICY.require(request.actor, Telling.SEE_OWED, None)
    person = request.actor.person
    lines = summaries.summaries_owed(person) if person else []
    return page(request, "complaints/summaries.html", lines=lines, signed=summaries.publishes().signed, at=now())


def _told(request: Request, complaint: Complaint) -> Told | None:
    """What is being written, or what is published; None where there is neither."""
    summary = summaries.summary_of(complaint)
    if summary is not None and hasattr(summary, "draft"):
        opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
        return summaries.draft_told(summary.draft, opened)
    if summary is not None and summary.version:
        return Told(summary.alleged, summary.done, summary.language)
    return None


@opens_sealed
def show(request: Request, complaint: Complaint) -> HttpResponse:
    return _page(request, complaint)


def _page(request: Request, complaint: Complaint, form: SummaryForm | None = None, status: int = 200) -> HttpResponse:
    summary, told = summaries.summary_of(complaint), _told(request, complaint)
    corrects = bool(summary and summary.version)
    said = told or Told("", "", complaint.language)
    begun = {name: getattr(said, name) for name in ("alleged", "done", "language", "reason")}
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    context: dict[str, Any] = {
        "complaint": complaint,
        "summary": summary,
        "told": told,
        "said": queries.account_of(complaint, opened),
        "points": summaries.points_said(summaries.facts_of(complaint)),
        "doors": POLICY.doors(request.actor, summaries.measured(complaint)),
        "written": bool(summary and hasattr(summary, "draft")),
        "signed": summaries.publishes().signed,
        "lost": recordings.lost_in(complaint),
    }
    form = form or SummaryForm(corrects=corrects, initial=begun)
    return page(request, "complaints/summary.html", status=status, form=form, **context)


@sensitive_post_parameters()
@writes
def take(request: Request, pk: int) -> HttpResponse:
    complaint = found(request, pk)
    summary = summaries.summary_of(complaint)
    form = SummaryForm(request.POST, corrects=bool(summary and summary.version))
    if shut := shut_here(request, complaint):
        return form_back(request, form, shut, complaint.get_absolute_url())
    if not form.is_valid():
        services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
        return _page(request, complaint, form, 422)
    try:
        services.draft_summary(complaint, form.told(), keys=vault.keys(request), by=request.actor, at=now())
    except Refused as refused:  # rolled back
        return form_back(request, form, str(refused), complaint.get_absolute_url())
    messages.success(request, _("Kept, sealed to this case. Now black out what must not be read, part by part."))
    return redirect("complaints:summary", pk)


summary = never_cache(shows_and_takes(show, take))


def _part(request: Request, complaint: Complaint, part: str) -> tuple[Told, str]:
    told = _told(request, complaint)
    if part not in PARTS or told is None:
        raise Http404
    return told, getattr(told, part)


def _blackening(request: Request, complaint: Complaint, part: str, form: TextForm, **more: Any) -> HttpResponse:
    told, _text = _part(request, complaint, part)
    context = {"complaint": complaint, "part": part, "form": form, "language": told.language, "standing": (), **more}
    return page(request, "complaints/black_out.html", **context)


@writes
def take_black_out(request: Request, pk: int, part: str) -> HttpResponse:
    """Add to what is blacked out, or make it: the words of that part are then kept without it."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(request.path))
    if not why_of(request, complaint):
        return redirect(complaint)  # which asks
    told, text = _part(request, complaint, part)
    form = TextForm(text, request.POST)
    standing: tuple[str, ...] = ()
    if form.is_valid() and form.finishes:
        try:
            told = told.changed(**{part: form.result()})
        except StillThere as left:
            standing = left.passages
        else:
            services.draft_summary(complaint, told, keys=vault.keys(request), by=request.actor, at=now())
            messages.success(request, _("Blacked out. Nothing of it is left in these words."))
            return redirect("complaints:summary", pk)
    services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
    status = 422 if form.errors or standing else 200
    return _blackening(request, complaint, part, form, standing=standing, status=status)


def show_black_out(request: Request, pk: int, part: str) -> HttpResponse:
    """One part with its sentences and words to choose from."""

    @opens_sealed
    def shown(request: Request, complaint: Complaint) -> HttpResponse:
        return _blackening(request, complaint, part, TextForm(_part(request, complaint, part)[1]))

    return shown(request, pk)


show_black_out.mode = "opens"  # type: ignore[attr-defined]
black_out = never_cache(sensitive_post_parameters()(shows_and_takes(show_black_out, take_black_out)))


@writes
def release(request: Request, pk: int) -> HttpResponse:
    """Let everybody read what another person wrote."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    made = services.release_summary(complaint, keys=vault.keys(request), by=request.actor, at=now())
    messages.success(request, _("Everybody can read it now, as case %(number)s.") % {"number": made.said})
    return redirect(made)
