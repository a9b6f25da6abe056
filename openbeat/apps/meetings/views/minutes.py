"""The minutes as everybody reads them, their versions, and what both sides do about them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import ApproveForm, CorrectForm, OwnForm
from openbeat.apps.meetings.lifecycle import MinutesAct, Side
from openbeat.apps.meetings.policies import has_minutes, minutes_doors, minutes_verdict, reads_addresses, side_of
from openbeat.apps.meetings.queries.answers import answers_since
from openbeat.apps.meetings.services import approving
from openbeat.apps.meetings.views.pages import find
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.apps.meetings.models import AgendaItem, Minutes, MinutesVersion


@open_to_all
@reads
def minutes(request: Request, pk: int) -> HttpResponse:
    meeting, at = find(request, pk), now()
    if not has_minutes(request.actor, meeting):
        return redirect(meeting)
    found = queries.minutes_or_new(meeting, at)
    versions = list(queries.versions(found)) if found.is_out else []
    newest = versions[-1] if versions else None
    return page(
        request,
        "meetings/minutes.html",
        meeting=meeting,
        minutes=found,
        passages=queries.read(newest.passages, request.actor) if newest else [],
        newest=newest,
        later=answers_since(meeting, newest) if newest else [],
        several=len(versions) > 1,
        corrections=queries.corrections(versions),
        approvals=queries.approvals_of(found) if found.is_out else [],
        amendments=queries.amendments_of(found) if found.is_out else [],
        doors=minutes_doors(request.actor, found, at),
        side=side_of(request.actor, meeting.area),
        over=at >= meeting.starts_at,
        letters=found.is_published and bool(reads_addresses(request.actor, meeting)),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One version, and the one before it in words, to see what is new."""

    version: MinutesVersion
    before: str
    now: str


@open_to_all
@reads
def versions(request: Request, pk: int) -> HttpResponse:
    found = _out(request, pk)
    kept = list(queries.versions(found))
    words = ["", *(queries.in_words(version) for version in kept)]
    steps = [Step(version, *pair) for version, pair in zip(kept, pairwise(words), strict=True)]
    return page(request, "meetings/versions.html", meeting=found.meeting, minutes=found, steps=steps[::-1])


@writes
def approve(request: Request, pk: int) -> HttpResponse:
    found, form = _out(request, pk), ApproveForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        found = approving.approve(found, version=form.cleaned_data["version"], by=request.actor, at=now())
    except Conflict:
        messages.warning(request, _("The minutes changed while you were reading. Please look again, then approve."))
        return redirect(found)
    said = _("The minutes are published.") if found.is_published else _("Thank you. The other side is still asked.")
    messages.success(request, said)
    return redirect(found)


@reads
def show_own(request: Request, pk: int, key: str) -> HttpResponse:
    found, passage = _for(request, pk, key, MinutesAct.OWN)
    side = side_of(request.actor, found.area)
    own = passage.own.get(side or "", passage.text)
    first = {"words": own.text, "language": own.language or None}
    return _form(request, found, passage, OwnForm(initial=_known(first)), "own")


@writes
def take_own(request: Request, pk: int, key: str) -> HttpResponse:
    found, passage = _for(request, pk, key, MinutesAct.OWN)
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _form(request, found, passage, form, "own")
    approving.own_version(found, item_of(found, key), form.said, by=request.actor, at=now())
    messages.success(request, _("It is saved. Both versions stand side by side."))
    return redirect(found)


@reads
def show_correct(request: Request, pk: int, key: str) -> HttpResponse:
    found, passage = _for(request, pk, key, MinutesAct.CORRECT)
    first = {"words": passage.text.text, "language": passage.text.language or None}
    return _form(request, found, passage, CorrectForm(initial=_known(first)), "correct")


@writes
def take_correct(request: Request, pk: int, key: str) -> HttpResponse:
    found, passage = _for(request, pk, key, MinutesAct.CORRECT)
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _form(request, found, passage, form, "correct")
    approving.correct(found, item_of(found, key), form.said, why=form.why, by=request.actor, at=now())
    messages.success(request, _("It is corrected, and the minutes say so."))
    return redirect(found)


own = shows_and_takes(show_own, take_own)
correct = shows_and_takes(show_correct, take_correct)


def _out(request: Request, pk: int) -> Minutes:
    """The minutes of a meeting, once everybody may read them; else 404."""
    found = queries.minutes_of(find(request, pk))
    if found is None or not found.is_out:
        raise Http404
    return found


def _for(request: Request, pk: int, key: str, act: MinutesAct) -> tuple[Minutes, queries.Passage]:
    """The minutes and one of their passages, where this may be done now; raises Refused, or 404."""
    found = _out(request, pk)
    if not (verdict := minutes_verdict(request.actor, act, found, now())):
        raise Refused(verdict.reason)
    return found, passage_of(request, found, key)


def passage_of(request: Request, found: Minutes, key: str) -> queries.Passage:
    """One passage as everybody reads it now; 404 where there is none of that key."""
    newest = queries.newest(found)
    rows = [row for row in newest.passages if row["key"] == key] if newest else []
    if not rows:
        raise Http404
    return queries.read(rows, request.actor)[0]


def item_of(found: Minutes, key: str) -> AgendaItem | None:
    """The item behind a passage; None for the sum of it; 404 where there is none of that key."""
    if key == queries.SUM:
        return None
    return get_object_or_404(queries.items_of(found.meeting), pk=key if key.isdigit() else 0)


def _known(first: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in first.items() if value}


def _form(request: Request, found: Minutes, passage: queries.Passage, form: Any, what: str) -> HttpResponse:
    facts = {"meeting": found.meeting, "minutes": found, "passage": passage, "form": form, "what": what}
    return page(request, "meetings/passage.html", status=422 if form.is_bound else 200, sides=Side, **facts)
