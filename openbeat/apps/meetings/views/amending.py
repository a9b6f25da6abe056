"""Propose other words for a draft, and answer what was proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.forms import AmendmentForm, AnswerForm
from openbeat.apps.meetings.lifecycle import MinutesAct
from openbeat.apps.meetings.policies import MINUTES_POLICY, leads, minutes_verdict
from openbeat.apps.meetings.queries.minutes import amendment_is_open
from openbeat.apps.meetings.services import amendments
from openbeat.apps.meetings.views.minutes import item_of, passage_of
from openbeat.apps.meetings.views.pages import find
from openbeat.core.hooks import receipts
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.translation.forms import spoken
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from openbeat.apps.meetings.models import Amendment, Minutes

PER_HOUR = 10
TOO_OFTEN = 429


@reads
def show(request: Request, pk: int, key: str) -> HttpResponse:
    found = _open(request, pk)
    passage = passage_of(request, found, key)
    first = {"words": passage.text.text, "language": passage.text.language or spoken()}
    return _page(request, found, key, AmendmentForm(initial=first))


@writes
def take(request: Request, pk: int, key: str) -> HttpResponse:
    found, form = _open(request, pk), AmendmentForm(request.POST)
    if not limits.allow(request, "meetings.amend", per_hour=PER_HOUR):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        return _page(request, found, key, form, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, found, key, form, 422)
    amendment = amendments.propose(found, item_of(found, key), form.proposal(), by=request.actor, at=now())
    if request.actor.person:
        messages.success(request, _("It is proposed. You get an answer, with the reason."))
        return redirect(amendment)
    code = receipts.issue(amendment, form.once, amendment.proposed_at)
    return page(request, "meetings/told.html", code=code, meeting=found.meeting, back=found.get_absolute_url())


propose = open_to_all(shows_and_takes(show, take))


def _one(request: Request, pk: int) -> Amendment:
    return get_object_or_404(queries.amendments(), pk=pk)


@opens(_one, unless=amendment_is_open)
def show_one(request: Request, amendment: Amendment) -> HttpResponse:
    stands = queries.text_of(amendment.minutes, amendment.item)
    first = {"words": amendment.text, "language": amendment.text_language, "reason_language": spoken()}
    return _amendment(request, amendment, AnswerForm(initial=first), stands.text)


@writes
def take_one(request: Request, pk: int) -> HttpResponse:
    amendment, form = _one(request, pk), AnswerForm(request.POST)
    MINUTES_POLICY.require(request.actor, MinutesAct.ANSWER, amendment)
    if not form.is_valid():
        amendments.opened(amendment, by=request.actor, at=now())
        stands = queries.text_of(amendment.minutes, amendment.item)
        return _amendment(request, amendment, form, stands.text, 422)
    amendments.answer(amendment, form.decided(), by=request.actor, at=now())
    messages.success(request, _("It is answered. The reason stands in the minutes."))
    return redirect(amendment.minutes)


one = open_to_all(shows_and_takes(show_one, take_one))


def _open(request: Request, pk: int) -> Minutes:
    """The draft, while amendments may be proposed; raises Refused, or 404."""
    found = queries.minutes_of(find(request, pk))
    if found is None or not found.is_out:
        raise Http404
    if not (verdict := minutes_verdict(request.actor, MinutesAct.PROPOSE, found, now())):
        raise Refused(verdict.reason)
    return found


def _page(request: Request, found: Minutes, key: str, form: AmendmentForm, status: int = 200) -> HttpResponse:
    facts: dict[str, Any] = {
        "meeting": found.meeting,
        "minutes": found,
        "passage": passage_of(request, found, key),
        "form": form,
    }
    return page(request, "meetings/passage.html", status=status, what="amend", **facts)


def _amendment(
    request: Request, amendment: Amendment, form: AnswerForm, stands: str, status: int = 200
) -> HttpResponse:
    insider = bool(leads(request.actor, amendment)) or request.actor.is_subject_of(amendment)
    facts: dict[str, Any] = {
        "amendment": amendment,
        "meeting": amendment.minutes.meeting,
        "form": form,
        "stands": stands,
    }
    door = MINUTES_POLICY.verdict(request.actor, MinutesAct.ANSWER, amendment)
    shown = insider or (amendment.words_shown and amendment.answered_at is not None)
    return page(request, "meetings/amendment.html", status=status, door=door, shown=shown, **facts)
