"""The page of a matter for those to whom it is sealed, and what they do there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import BarForm, InterpreterForm, ReaderForm, WhyForm, WordsForm
from openbeat.apps.complaints.lifecycle import STATIONS, Act, Sort, Stage
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.policies import may_take_out
from openbeat.apps.complaints.queries import interpreting
from openbeat.apps.complaints.services.interpreting import NOT_SENT
from openbeat.apps.complaints.views.finding import (
    first_asked,
    found,
    is_locked,
    opens_sealed,
    remember_why,
    unlock_url,
    why_of,
)
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.ledger.http import Slow
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.vault.bunch import Shut
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.apps.complaints.services.drafting import Drafted

# What a handler can write, in the order of the page: the act, its button, and what is said afterwards.
WRITTEN: dict[Act, tuple[Callable[..., Any], Any, Any]] = {
    Act.ACKNOWLEDGE: (
        services.acknowledge,
        gettext_lazy("Send it: we have read it"),
        gettext_lazy("Acknowledged. Whoever complained reads it with their receipt."),
    ),
    Act.ANSWER: (
        services.answer,
        gettext_lazy("Send it as the answer"),
        gettext_lazy("Answered. Whoever complained reads it with their receipt."),
    ),
    Act.WRITE: (
        services.write,
        gettext_lazy("Send it as a message"),
        gettext_lazy("Sent. Whoever complained reads it when they come back with their receipt."),
    ),
}
PRESSED = {
    Act.BEGIN: (services.begin, gettext_lazy("Whoever complained sees that somebody is looking into it.")),
    Act.CLOSE: (services.close, gettext_lazy("Closed. Whoever complained can open it again.")),
}

NOT_YOURS = gettext_lazy("You cannot send this: there is no such matter, or its readers do not include you any more.")
NO_REASON = gettext_lazy("You have not said in this browser why you open this matter. Open it and say so first.")
STILL_LOCKED = gettext_lazy("Your key is locked. Open the matter and type your passphrase first.")
NO_SUCH_ACT = gettext_lazy("Nothing says how this is to be sent. Choose one of the buttons.")


@opens_sealed
def detail(request: Request, complaint: Complaint) -> HttpResponse:
    return _whole(request, complaint)


@opens_sealed
def show_machine(request: Request, complaint: Complaint) -> HttpResponse | Slow[list[Drafted]]:
    """The page with what a program on this machine makes of foreign words, for whoever asked for that."""
    language = get_language() or "en"
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    said, turns = queries.account_of(complaint, opened), queries.turns_of(complaint, opened)
    if not services.may_draft(said, turns, language) or not queries.asked_machine(complaint, request.actor, now()):
        return redirect(complaint)
    return Slow(
        lambda: services.drafted(said, turns, language), lambda drafts: _whole(request, complaint, drafts=drafts)
    )


@writes
def ask_machine(request: Request, pk: int) -> HttpResponse:
    """Put it on record first; the page that follows has the draft, and keeps none."""
    complaint = found(request, pk)
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    services.ask_machine(complaint, get_language() or "en", keys=vault.keys(request), by=request.actor, at=now())
    return redirect("complaints:machine", pk)


machine = shows_and_takes(show_machine, ask_machine)


def _whole(request: Request, complaint: Complaint, status: int = 200, **forms: Any) -> HttpResponse:
    opened = vaults.opened(queries.safe_of(complaint), vault.keys(request))
    said, person = queries.account_of(complaint, opened), request.actor.person
    turns = queries.turns_of(complaint, opened)
    doors = POLICY.doors(request.actor, complaint)
    draft = queries.draft_of(complaint, person, opened) if person else None
    begun = {"text": draft[0], "language": draft[1]} if draft else {"language": complaint.language}
    can_be_added = queries.can_be_added(complaint)
    context: dict[str, Any] = {
        "complaint": complaint,
        "said": said,
        "area": queries.area_of(said),
        "turns": turns,
        "machine": services.may_draft(said, turns, get_language() or "en"),
        "station": STATIONS[Stage(complaint.stage)],
        "promised": queries.promised(complaint),
        "moments": queries.history(complaint, own=False),
        "readings": queries.readings_of(complaint),
        **_readers(request, complaint),
        **_speaking(complaint, said),
        "doors": doors,
        "buttons": _buttons(doors, said.contact),
        "draft": draft,
    }
    empty = {
        "drafts": (),
        "form": WordsForm(initial=begun),
        "reader_form": ReaderForm(can_be_added) if can_be_added else None,
    }
    return page(request, "complaints/detail.html", status=status, **context, **{**empty, **forms})


def _readers(request: Request, complaint: Complaint) -> dict[str, Any]:
    """Who can read it, and whom of them whoever looks at the page could take out."""
    found = queries.readers_of(complaint)
    there = [each.person for each in found if len(found) > 1]
    return {"readers": found, "removable": [one.pk for one in there if may_take_out(request.actor, one)]}


def _speaking(complaint: Complaint, said: Any) -> dict[str, Any]:
    """From whom it is kept, who may be meant besides, whether they want to withdraw, and what else it could be."""
    return {
        "attempts": queries.attempts_on(complaint),
        "bars": queries.bars_of(complaint),
        "unmatched": queries.unmatched(said),
        "bar_form": BarForm(),
        "wish": queries.last_withdrawal(complaint),
        "interpreter_form": InterpreterForm(interpreting.interpreters_for(complaint, said)),
        "sorts": [each for each in Sort if each != complaint.sort],
    }


def _buttons(doors: dict[str, Any], contact: bool) -> list[tuple[str, Any]]:  # noqa: FBT001  a choice of theirs
    """The ways in which what is written can be sent now."""
    return [(act.value, WRITTEN[act][1]) for act in WRITTEN if doors[act] and (contact or act is not Act.WRITE)]


@sensitive_post_parameters()
@writes
def why(request: Request, pk: int) -> HttpResponse:
    """Say why it is opened; the record comes with the page itself."""
    complaint, form = found(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return first_asked(request, complaint, 422, form) or redirect(complaint)
    remember_why(request, complaint, form.cleaned_data["why"])
    return redirect(complaint)


@sensitive_post_parameters()
@never_cache
@writes
def write(request: Request, pk: int) -> HttpResponse:
    """Send what was written, or keep it as a draft. Where the key was locked meanwhile, it is kept as a draft.

    Where it is refused it comes back in its form, with the sentence that says why.
    """
    form = WordsForm(request.POST)
    try:
        complaint = found(request, pk)
    except Http404:
        if back := words_back(request, form, NOT_YOURS, 404, _way(pk)):
            return back
        raise
    if not form.is_valid():
        return _returned(request, complaint, form, 422)
    try:
        return _taken(request, complaint, form)
    except Refused as refused:  # rolled back
        form.add_error(None, str(refused))
        return _returned(request, complaint, form, 403)


def _returned(request: Request, complaint: Complaint, form: WordsForm, status: int) -> HttpResponse:
    """The words in the page of their matter; where that is not open here, on a page of their own."""
    try:
        shut = STILL_LOCKED if is_locked(request, complaint) else "" if why_of(request, complaint) else NO_REASON
    except Shut as problem:
        shut = str(problem)
    if shut:
        return words_back(request, form, shut, status, _way(complaint.pk)) or redirect(complaint)
    services.opened(complaint, why_of(request, complaint), by=request.actor, at=now())
    return _whole(request, complaint, status, form=form)


def _way(pk: int) -> Way:
    """To keep the words as a draft needs no key: it is sealed."""
    keep, matter = _("Keep it as a draft"), reverse("complaints:detail", args=[pk])
    return Way(reverse("complaints:write", args=[pk]), keep, Act.DRAFT, matter, _("Open the matter, in another tab"))


def _taken(request: Request, complaint: Complaint, form: WordsForm) -> HttpResponse:
    chosen, by, at = request.POST.get("act", ""), request.actor, now()
    if chosen == Act.DRAFT:
        services.save_draft(complaint, form.said(), by=by, at=at)
        messages.success(request, _("Kept as your draft, sealed to this matter."))
        return redirect(complaint)
    if chosen not in {act.value for act in WRITTEN}:
        raise Refused(NO_SUCH_ACT)
    if is_locked(request, complaint):
        services.save_draft(complaint, form.said(), by=by, at=at)
        messages.warning(request, _("Your key was locked meanwhile. What you wrote is kept, sealed, as your draft."))
        return redirect(unlock_url(complaint.get_absolute_url()))
    if form.said().language != complaint.language:
        return _waits(request, complaint, Act(chosen), form)
    serve, _button, done = WRITTEN[Act(chosen)]
    serve(complaint, form.said(), keys=vault.keys(request), by=by, at=at)
    messages.success(request, str(done))
    return redirect(complaint)


def _waits(request: Request, complaint: Complaint, act: Act, form: WordsForm) -> HttpResponse:
    """What is not in the language of whoever complained is not sent: it waits for somebody who puts it there."""
    services.wait_for_language(complaint, act, form.said(), by=request.actor, at=now())
    messages.warning(request, str(NOT_SENT))
    return redirect("complaints:interpret", complaint.pk)


@writes
def drop_draft(request: Request, pk: int) -> HttpResponse:
    """Throw one's own draft away."""
    complaint = found(request, pk)
    services.drop_draft(complaint, by=request.actor, at=now())
    return redirect(complaint)


@writes
def press(request: Request, pk: int, act: str) -> HttpResponse:
    """A step without words: begin, close."""
    complaint = found(request, pk)
    if act not in {each.value for each in PRESSED}:
        raise Http404
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    serve, done = PRESSED[Act(act)]
    serve(complaint, keys=vault.keys(request), by=request.actor, at=now())
    messages.success(request, str(done))
    return redirect(complaint)


@writes
def add_reader(request: Request, pk: int) -> HttpResponse:
    """Let one more person read it."""
    complaint = found(request, pk)
    people = queries.can_be_added(complaint)
    form = ReaderForm(people, request.POST)
    if not form.is_valid():
        if form.has_error("person", "required"):
            messages.warning(request, _("Nobody was added: choose somebody first."))
            return redirect(complaint)
        raise Http404
    if is_locked(request, complaint):
        return redirect(unlock_url(complaint.get_absolute_url()))
    person = next(each for each in people if each.pk == form.cleaned_data["person"])
    services.add_reader(complaint, person, keys=vault.keys(request), by=request.actor, at=now())
    messages.success(request, _("They can read it from now on, from its first word."))
    return redirect(complaint)


@writes
def remove_reader(request: Request, pk: int, person: int) -> HttpResponse:
    """Take somebody's key to the matter away."""
    complaint = found(request, pk)
    one = next((reader.person for reader in queries.readers_of(complaint) if reader.person.pk == person), None)
    if one is None:
        raise Http404
    services.remove_reader(complaint, one, by=request.actor, at=now())
    messages.success(request, _("Their key opens it no more. What they read before they may have kept."))
    return redirect(complaint if one.pk != (request.actor.person and request.actor.person.pk) else "complaints:desk")
