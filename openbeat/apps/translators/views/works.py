"""What is done about a work; each is one service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openbeat.apps.translators import queries
from openbeat.apps.translators.figures.drafts import MACHINE, beside, origin_of
from openbeat.apps.translators.forms import CreditForm, DraftForm, ReasonForm, SignForm
from openbeat.apps.translators.forms.works import shown_in
from openbeat.apps.translators.lifecycle import Act
from openbeat.apps.translators.policies import WORK_POLICY
from openbeat.apps.translators.services import drafts, looks, works
from openbeat.apps.translators.services.reading import WHY
from openbeat.apps.translators.views.finding import Found, find, is_public
from openbeat.apps.translators.views.pages import again, listed_of, page_query, part_of, say_left_out, work_page
from openbeat.core.ledger.http import opens
from openbeat.core.translation.passages import join
from openbeat.core.web.http import Request, page, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from openbeat.apps.translators.figures.drafts import Place


@opens(find, unless=is_public, why=WHY, of=lambda found: found.source.ref)
def work(request: Request, found: Found) -> HttpResponse:
    return work_page(request, found)


@opens(find, unless=is_public, why=WHY, of=lambda found: found.source.ref)
def kept(request: Request, found: Found) -> HttpResponse:
    """What was saved before, newest first."""
    context: dict[str, Any] = {
        "found": found,
        "drafts": queries.drafts_of(found.work, request.actor),
        "door": WORK_POLICY.verdict(request.actor, Act.SAVE, found.sight),
    }
    return page(request, "translators/drafts.html", **context)


@writes
def restore(request: Request, pk: int, version: int) -> HttpResponse:
    """Let an earlier draft stand again."""
    done = drafts.restore(find(request, pk).work, version, by=request.actor, at=now())
    messages.success(request, _("This draft stands again. What stood before is kept too."))
    return redirect(done)


@writes
def take(request: Request, pk: int) -> HttpResponse:
    done = works.take(find(request, pk).work, by=request.actor, at=now())
    messages.success(request, _("It is yours now. Keep what you write as often as you like."))
    return redirect(done)


@writes
def hand_back(request: Request, pk: int) -> HttpResponse:
    works.hand_back(find(request, pk).work, by=request.actor, at=now())
    messages.success(request, _("Handed back. What you wrote stays; somebody else can go on with it."))
    return redirect("translators:queue")


@writes
def withdraw(request: Request, pk: int) -> HttpResponse:
    works.withdraw(find(request, pk).work, by=request.actor, at=now())
    messages.success(request, _("Withdrawn. Nobody has to translate it any more."))
    return redirect("translators:queue")


@writes
def take_down(request: Request, pk: int) -> HttpResponse:
    done = works.take_down(find(request, pk).work, by=request.actor, at=now())
    messages.success(request, _("Taken down. The text is shown in its own language again."))
    return redirect(done)


@writes
def draft(request: Request, pk: int) -> HttpResponse:
    """Keep what was written; with the other button, say too that it is ready for a second look."""
    found, at = find(request, pk), now()
    WORK_POLICY.require(request.actor, Act.SAVE, found.sight)
    ready = "propose" in request.POST
    credit_form = CreditForm(request.POST) if ready else None
    places = beside(queries.draft_of(found.work, _version(request)), join(shown_in(request.POST)))
    part, into = part_of(listed_of(request, places)), found.work.language
    form = DraftForm(places, part, (into, found.work.version), request.POST)
    if not form.is_valid():
        return again(request, found, 422, form=form, places=places)
    try:
        saved = drafts.write(found.work, form.written(), by=request.actor, at=at)
    except drafts.Clash as clash:
        return _clashed(request, pk, places, clash)
    say_left_out(request, saved.left_out)
    if credit_form is None:
        messages.success(request, _("Kept."))
        return redirect(f"{saved.get_absolute_url()}{page_query(part)}")
    return _propose(request, found, saved.version, credit_form)


def _propose(request: Request, found: Found, version: int, form: CreditForm) -> HttpResponse:
    """Say that the draft is ready; where it is not, it is kept all the same, and the page says what is missing."""
    if not form.is_valid():
        return again(request, find(request, found.work.pk), 422, credit_form=form)
    try:
        done = drafts.propose(found.work, version, form.credit(), by=request.actor, at=now())
    except Refused as why:
        return again(request, find(request, found.work.pk), 422, credit_form=form, why_not=str(why))
    messages.success(request, _("Ready. Somebody else reads it beside its source, and then it is published."))
    return redirect(done)


def _version(request: Request) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0  # noqa: PLR2004  fits the column


def _clashed(request: Request, pk: int, places: Sequence[Place], clash: drafts.Clash) -> HttpResponse:
    """What was typed, on top of the draft that stands now: sent again, it takes the place of the other words.

    A form from before the text was public comes back with the passages of the text as it is now alone.
    """
    found, data, clashes = find(request, pk), request.POST.copy(), clash.places
    data["version"] = str(clash.version)
    if _version(request) < found.work.anew_at:
        typed = {place.source: data.get(f"words-{number}") for number, place in enumerate(places)}
        there = {places[number].source: words for number, words in clashes.items()}
        places = beside(queries.draft_of(found.work), found.source.words)
        for number, place in enumerate(places):
            data[f"words-{number}"] = typed.get(place.source) or place.words
            data.pop(f"fits-{number}", None)
        data["shown"] = json.dumps([place.source for place in places])
        clashes = {number: there[place.source] for number, place in enumerate(places) if place.source in there}
        say_left_out(request, clash.left_out)
    form = DraftForm(places, part_of(listed_of(request, places)), (found.work.language, clash.version), data)
    return again(request, found, 409, form=form, places=places, clashes=clashes)


@writes
def give_back(request: Request, pk: int) -> HttpResponse:
    """Return it, with a reason."""
    found, form = find(request, pk), ReasonForm(request.POST)
    WORK_POLICY.require(request.actor, Act.RETURN, found.sight)
    if not form.is_valid():
        return again(request, found, 422, reason_form=form)
    looks.give_back(found.work, form.reason(), by=request.actor, at=now())
    messages.success(request, _("Returned. Whoever translated it reads why."))
    return redirect("translators:queue")


@writes
def sign(request: Request, pk: int) -> HttpResponse:
    """Sign for it: it is published."""
    found = find(request, pk)
    WORK_POLICY.require(request.actor, Act.SIGN, found.sight)
    form = SignForm(request.POST, machine=_by_machine(found))
    if not form.is_valid():
        return again(request, found, 422, sign_form=form)
    name = form.cleaned_data.get("name", "")
    try:
        done = looks.sign(found.work, form.cleaned_data["version"], name, by=request.actor, at=now())
    except Refused as why:
        return again(request, find(request, pk), 409, why_not=str(why))
    messages.success(request, _("Published. The text can be read in this language from now on."))
    return redirect(done)


def _by_machine(found: Found) -> bool:
    return origin_of(beside(queries.draft_of(found.work), found.source.words)) == MACHINE
