"""The pages of an officer whom a matter is about: what is alleged, rights, their answer, the outcome, a letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms.sides import AnyEmailForm, OfficerForm
from openbeat.apps.complaints.lifecycle.sides import Paper, Side
from openbeat.apps.complaints.models import OfficerNotice, PassedOn
from openbeat.apps.complaints.policies import SIDES_POLICY as POLICY
from openbeat.apps.complaints.queries import praising
from openbeat.apps.complaints.queries.letters import answer_by
from openbeat.apps.complaints.views import letters
from openbeat.apps.complaints.views.returning import Way, words_back
from openbeat.core.department import queries as department
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import queries as vaults
from openbeat.core.vault import services as vaulting
from openbeat.core.vault.bunch import Shut, Why
from openbeat.core.web.http import Request, page, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref


@never_cache
@reads
def officer_list(request: Request) -> HttpResponse:
    """What this officer was told, or whoever stands by one: when, and nothing of what."""
    person = request.actor.person
    found = queries.notices_of(person) if person else ()
    praise = praising.praise_for(person) if person else ()
    return page(request, "complaints/officer_list.html", notices=found, praise=praise)


def _found(request: Request, pk: int) -> OfficerNotice:
    notice = queries.notice(pk)
    if notice is None or not POLICY.verdict(request.actor, Side.READ_NOTICE, notice):
        raise Http404
    return notice


def _page(request: Request, notice: OfficerNotice, status: int = 200, form: Any = None) -> HttpResponse:
    safe = vaults.safe_of(Ref.of(notice))
    if safe is None:
        raise Shut(Why.LOST)
    opened = vaulting.opened(safe, vault.keys(request))
    rights = department.decision("officer_rights")
    context: dict[str, Any] = {
        "notice": notice,
        "words": opened.text(notice.words).rstrip(),
        "outcome": opened.text(notice.outcome).rstrip(),
        "findings": queries.findings_for(notice.accused) if notice.outcome_at else (),
        "written": queries.written_by_officer(notice, opened),
        "rights": rights,
        "answer_by": answer_by(notice),
        "cleared": notice.outcome_at and queries.is_cleared(notice.accused),
        "doors": {
            act.value: POLICY.verdict(request.actor, act, notice) for act in (Side.WRITE, Side.NAME_REPRESENTATIVE)
        },
        "form": form or OfficerForm(initial={"language": get_language() or "en"}),
        "person_form": AnyEmailForm(),
    }
    return page(request, "complaints/officer.html", status=status, **context)


@opens(_found)
def _show(request: Request, notice: OfficerNotice) -> HttpResponse:
    return _page(request, notice)


@writes
def _write(request: Request, pk: int) -> HttpResponse:
    """Answer, or appeal."""
    notice, form = _found(request, pk), OfficerForm(request.POST)
    why = "" if form.is_valid() else _("Something is missing. Write it, and send it once more.")
    try:
        if not why:
            sort = Paper(form.cleaned_data["sort"])
            keys = vault.keys(request)
            services.officer_writes(notice, sort, form.said(), keys=keys, by=request.actor, at=now())
    except Refused as refused:
        why = str(refused)
    if why:
        way = Way(request.path, _("Send it once more"), helps=notice.get_absolute_url(), label=_("What you were told"))
        return words_back(request, form, why, 403, way) or redirect(notice)
    messages.success(request, _("Sealed and sent. Those who handle it hear that there is news."))
    return redirect(notice)


officer = sensitive_post_parameters()(never_cache(shows_and_takes(_show, _write)))


@never_cache
@writes
def representative(request: Request, pk: int) -> HttpResponse:
    """Name somebody who stands by the officer."""
    notice, form = _found(request, pk), AnyEmailForm(request.POST)
    if not form.is_valid():
        messages.warning(request, " ".join(map(str, form.errors["email"])))
        return redirect(notice)
    person = form.cleaned_data["email"]
    try:
        services.name_representative(notice, person, keys=vault.keys(request), by=request.actor, at=now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("They read what you read from now on."))
    return redirect(notice)


def _praise(request: Request, pk: int) -> PassedOn:
    found = praising.praise(pk)
    if found is None or not POLICY.verdict(request.actor, Side.READ_PRAISE, found):
        raise Http404
    return found


@never_cache
@opens(_praise)
def praise(request: Request, found: PassedOn) -> HttpResponse:
    """Praise that was passed on to this officer, opened with their key."""
    safe = vaults.safe_of(Ref.of(found))
    if safe is None:
        raise Shut(Why.LOST)
    words = vaulting.opened(safe, vault.keys(request)).text(found.words).rstrip()
    return page(request, "complaints/praise.html", praise=found, words=words)


@never_cache
@reads
def letter(request: Request, pk: int) -> HttpResponse:
    """A letter that says that the officer was cleared; nothing of what was alleged stands in it."""
    made = letters.printed(letters.cleared, _found(request, pk), get_language() or "en")
    return made.show(made.make())
