"""Speaking up step by step: each step is a page, sealed when it is left, and nobody's to read until it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import FORMS, FirstForm, OfficerForms, officers_before, officers_said
from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.queries import aloud
from openbeat.apps.complaints.queries.naming import accuses_the_top
from openbeat.apps.complaints.views.finding import owned
from openbeat.core.department import queries as department
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.receipts import codes
from openbeat.core.receipts import http as receipts
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.core.web.policy import allow
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.lifecycle import Said
    from openbeat.apps.complaints.models import Complaint

STEPS: dict[str, Any] = {
    "what": pgettext_lazy("step of a complaint", "What happened"),
    "where": pgettext_lazy("step of a complaint", "Where and when"),
    "who": pgettext_lazy("step of a complaint", "Who it is about"),
    "witnesses": pgettext_lazy("step of a complaint", "Who saw it"),
    "files": pgettext_lazy("step of a complaint", "Files and voice"),
    "hopes": pgettext_lazy("step of a complaint", "What you hope for, and who must not see it"),
    "reach": pgettext_lazy("step of a complaint", "How to reach you safely"),
    "look": pgettext_lazy("step of a complaint", "Look through it, and send it"),
}
ORDER = list(STEPS)
NEW_PER_HOUR, SAVES_PER_HOUR = 10, 200
AGAIN = {Why.LOCKED, Why.NOT_A_READER}
TOO_OFTEN = gettext_lazy("That was too often. Your words are still here: try again in an hour.")
SIGN_OUT = gettext_lazy(
    "You are signed in. Sign out first: else your account stands beside what you write. Your words are still here."
)
CLOSED_HERE = gettext_lazy(
    "This is not open in this browser any more, so these words were not kept. They are still here: type your code in "
    "another tab, then save them once more."
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the steps."""

    complaint: Complaint
    step: str


def hearable(response: HttpResponse) -> HttpResponse:
    """Let the page play the recordings that lie here."""
    return allow(response, media="'self'")


# The first page


@reads
def _show_first(request: Request) -> HttpResponse:
    return _first(request, FirstForm())


def _first(request: Request, form: FirstForm, status: int = 200) -> HttpResponse:
    taken = queries.are_taken()
    context: dict[str, Any] = {"form": form, "taken": taken, "department": department.department()}
    context |= _progress("what") | {"signed_in": request.actor.person is not None}
    return hearable(page(request, "complaints/steps/first.html", status=status if taken else 503, **context))


@writes
def _take_first(request: Request) -> HttpResponse:
    form = FirstForm(request.POST)
    if not limits.allow(request, "complaints.new", per_hour=NEW_PER_HOUR):
        form.add_error(None, str(TOO_OFTEN))
        return _first(request, form, 429)
    if request.actor.person is not None:
        form.add_error(None, str(SIGN_OUT))
    if not form.is_valid():
        return _first(request, form, 422)
    try:
        filed = services.begin_writing(form.said(), arrival=form.arrival(), at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _first(request, form, 503)
    if not filed.code:  # the same form, long afterwards
        return redirect("receipts:open")
    ref = Ref.of(filed.complaint)
    receipts.hold(request, ref)
    response = page(request, "complaints/steps/code.html", complaint=filed.complaint, code=filed.code)
    vault.hold_code(request, response, ref, codes.read(filed.code))
    return response


start = sensitive_post_parameters()(never_cache(open_to_all(shows_and_takes(_show_first, _take_first))))


# All the others


def _found(request: Request, pk: int, step: str) -> Place:
    if step not in STEPS:
        raise Http404
    complaint, request.actor = owned(request, pk)
    return Place(complaint, step)


@opens(_found, unless=lambda _actor, _place: True)  # one's own words, which nobody else has a key to
def _show(request: Request, place: Place) -> HttpResponse:
    complaint = place.complaint
    if complaint.stage != Stage.WRITING:
        return redirect("complaints:own", complaint.pk)
    try:
        opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    except Shut as shut:
        again = shut.why in AGAIN
        return page(request, "complaints/own_locked.html", again=again, sentence=str(shut))
    said = queries.account_of(complaint, opened)
    return _step(request, place, _form(place.step, said), said=said)


def _form(step: str, said: Said) -> Any:
    if step == "who":
        return OfficerForms(initial=officers_before(said), prefix="officer")
    return FORMS[step](initial=FORMS[step].before(said)) if step in FORMS else None


def _progress(step: str) -> dict[str, Any]:
    number = ORDER.index(step) + 1
    after = ORDER[number] if number < len(ORDER) else ""
    back = ORDER[number - 2] if number > 1 else ""
    spoken = aloud.recording(step, get_language() or "")
    return {
        "spoken": spoken,
        "step": step,
        "title": STEPS[step],
        "number": number,
        "steps": STEPS,
        "after": after,
        "back": back,
    }


def _step(request: Request, place: Place, form: Any, status: int = 200, said: Any = None) -> HttpResponse:
    context = {"complaint": place.complaint, "form": form, "said": said, **_progress(place.step)}
    if place.step == "look" and said:
        context |= {"area": queries.area_of(said), "taken": queries.are_taken(), "unmatched": queries.unmatched(said)}
        context["outside"] = said.outside_only or accuses_the_top(queries.to_be_barred(said))
    return hearable(page(request, "complaints/steps/step.html", status=status, **context))


@writes
def _take(request: Request, pk: int, step: str) -> HttpResponse:
    """Keep it, and go where the button says. Words that cannot be kept come back in their form."""
    if step not in STEPS or step in {"files", "look"}:
        raise Http404
    form: Any = OfficerForms(request.POST, prefix="officer") if step == "who" else FORMS[step](request.POST)
    try:
        place = _found(request, pk, step)
    except Http404:
        if not any(str(value).strip() for name, value in request.POST.items() if name != "csrfmiddlewaretoken"):
            raise
        return _refused(request, pk, form, 404, str(CLOSED_HERE), step)
    if not limits.allow(request, "complaints.step", per_hour=SAVES_PER_HOUR, device=str(pk)):
        return _refused(request, pk, form, 429, str(TOO_OFTEN), step)
    if not form.is_valid():
        return _step(request, place, form, 422)
    answers = {"officers": officers_said(form)} if step == "who" else form.answers()
    try:
        services.save_step(place.complaint, answers, by=request.actor, at=now())  # type: ignore[arg-type]
    except Refused as refused:
        return _refused(request, pk, form, 403, str(refused), step)
    return redirect("complaints:step", pk, _goes_to(request.POST.get("go", ""), step))


def _goes_to(way: str, step: str) -> str:
    number = ORDER.index(step)
    if way == "back":
        return ORDER[max(number - 1, 0)]
    return step if way == "again" else ORDER[number + 1]


def _refused(request: Request, pk: int, form: Any, status: int, why: str, step: str) -> HttpResponse:
    context = {"number_of": pk, "form": form, "why": why, **_progress(step)}
    return hearable(page(request, "complaints/steps/back.html", status=status, **context))


step = sensitive_post_parameters()(never_cache(open_to_all(shows_and_takes(_show, _take))))


@open_to_all
@never_cache
@writes
def send(request: Request, pk: int) -> HttpResponse:
    """Hand it over. Where the code is locked by now, it is asked for first."""
    place = _found(request, pk, "look")
    try:
        complaint = services.send(place.complaint, keys=vault.keys(request), by=request.actor, at=now())  # type: ignore[arg-type]
    except Shut:
        return redirect("complaints:step", pk, "look")  # which says why, or asks for the code
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("complaints:step", pk, "look")
    messages.success(request, _("It is sealed and sent."))
    return page(request, "complaints/steps/sent.html", complaint=complaint, promised=queries.promised(complaint))
