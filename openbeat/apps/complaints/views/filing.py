"""The form for whoever complains, the form for staff who write it down, and the receipt that both lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints import queries, services
from openbeat.apps.complaints.forms import ComplaintForm, EntryForm
from openbeat.apps.complaints.lifecycle import Act
from openbeat.apps.complaints.policies import COMPLAINTS_POLICY as POLICY
from openbeat.apps.complaints.services import Filed
from openbeat.core.department import queries as department
from openbeat.core.evidence.http import takes_files
from openbeat.core.people.http import shows_and_takes
from openbeat.core.web import limits
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.evidence.arriving import Arrived

PER_HOUR = 10
TOO_OFTEN, UNAVAILABLE = 429, 503


@public
@reads
def index(request: Request) -> HttpResponse:
    """What a complaint is, how to speak up, and how to follow one with a code."""
    context: dict[str, Any] = {"taken": queries.are_taken(), "department": department.department()}
    return page(request, "complaints/index.html", **context)


@public
@reads
def before(request: Request) -> HttpResponse:
    """What will happen, how long it takes, who sees it: before the first question."""
    context: dict[str, Any] = {"taken": queries.are_taken(), "department": department.department()}
    return page(request, "complaints/before.html", promises=queries.promises_to_them(now()), **context)


@reads
def show(request: Request) -> HttpResponse:
    return _form(request, ComplaintForm())


def _form(request: Request, form: ComplaintForm, status: int = 200) -> HttpResponse:
    """The form; and where nothing can be sealed, how to complain otherwise."""
    taken = queries.are_taken()
    context: dict[str, Any] = {"taken": taken, "department": department.department(), "form": form}
    return page(request, "complaints/new.html", status=status if taken else UNAVAILABLE, **context)


@writes
def take(request: Request) -> HttpResponse:
    form = ComplaintForm(request.POST, request.FILES)
    if not limits.allow(request, "complaints.new", per_hour=PER_HOUR):
        words = _(
            "There were too many from here in the last hour. Your words are still here: send them again in an hour."
        )
        form.add_error(None, words)
        return _form(request, form, TOO_OFTEN)
    if not form.is_valid():
        return _form(request, form, 422)
    at, sent = now(), form.cleaned_data["sent"]
    try:
        filed = services.file(form.said(), arrival=form.arrival(), at=at, sent=sent)
    except Refused as refused:  # rolled back; the words stay in the form
        form.add_error(None, str(refused))
        return _form(request, form, UNAVAILABLE)
    return _receipt(request, filed, sent, at=at)


def _before(_request: Request) -> None:
    """Whatever somebody says is read, up to its end: only then they can be told why it cannot be taken."""


# Rendered for a visitor whoever asks: somebody who is signed in must not stand in any record of what they file.
whole = sensitive_post_parameters()(never_cache(public(takes_files(_before)(shows_and_takes(show, take)))))


def _receipt(
    request: Request, filed: Filed, sent: list[Arrived], *, at: datetime, entered: bool = False
) -> HttpResponse:
    promised = queries.promised(filed.complaint)
    facts: dict[str, Any] = {"complaint": filed.complaint, "code": filed.code, "promised": promised, "entered": entered}
    facts |= {"files": sent, "at": at}
    return page(request, "complaints/receipt.html", **facts)


@reads
def show_entry(request: Request) -> HttpResponse:
    return _entry(request, EntryForm())


def _entry(request: Request, form: EntryForm, status: int = 200) -> HttpResponse:
    door = POLICY.verdict(request.actor, Act.ENTER, None)
    taken = queries.are_taken()
    status = UNAVAILABLE if form.is_bound and not taken else status
    return page(request, "complaints/enter.html", status=status, form=form, door=door, taken=taken)


@writes
def take_entry(request: Request) -> HttpResponse:
    POLICY.require(request.actor, Act.ENTER, None)
    form, at = EntryForm(request.POST, request.FILES), now()
    if not form.is_valid():
        return _entry(request, form, 422)
    sent = form.cleaned_data["sent"]
    try:
        filed = services.enter(form.said(), arrival=form.arrival(), by=request.actor, at=at, sent=sent)
    except Refused as refused:  # rolled back; the words stay in the form
        form.add_error("code" if form.cleaned_data["code"] else None, str(refused))
        return _entry(request, form, 403)
    return _receipt(request, filed, sent, at=at, entered=True)


def _before_entry(request: Request) -> None:
    """Nothing is read of whoever may not write a complaint down."""
    POLICY.require(request.actor, Act.ENTER, None)


enter = sensitive_post_parameters()(never_cache(takes_files(_before_entry)(shows_and_takes(show_entry, take_entry))))
