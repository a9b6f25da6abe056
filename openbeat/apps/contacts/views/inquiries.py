"""Write to a post, and the page of what was written: read, taken up, followed up, answered, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from openbeat.apps.contacts import queries
from openbeat.apps.contacts.forms import AnswerForm, EntryForm, FollowUpForm, InquiryForm, SendBackForm, SignedInForm
from openbeat.apps.contacts.lifecycle.inquiries import NEXT, STATIONS, Act, Stage
from openbeat.apps.contacts.models import Inquiry
from openbeat.apps.contacts.policies import INQUIRY_POLICY as POLICY
from openbeat.apps.contacts.policies.inquiries import is_own
from openbeat.apps.contacts.services import inquiries as services
from openbeat.apps.contacts.views.finding import area_of
from openbeat.core.ledger.http import opens
from openbeat.core.people import queries as people
from openbeat.core.people.http import shows_and_takes
from openbeat.core.people.roles import COMMITTEE
from openbeat.core.receipts import services as receipts
from openbeat.core.web import limits
from openbeat.core.web.http import Request, open_to_all, page, reads, writes
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from openbeat.core.places.models import Area, Post

PER_HOUR = 10
TOO_OFTEN = 429

# Write to a post


def _to(slug: str, role: str) -> tuple[Area, Post]:
    area = area_of(slug)
    post = queries.post_to_write_to(area, role, now())
    if post is None:
        raise Http404
    return area, post


def _form(request: Request) -> type[InquiryForm]:
    return SignedInForm if request.actor.person else InquiryForm


def _writing(request: Request, to: tuple[Area, Post], form: InquiryForm, status: int = 200) -> HttpResponse:
    area, post = to
    vacant, of_committee = not people.holders(post), post.role in COMMITTEE
    context: dict[str, Any] = {"area": area, "post": post, "vacant": vacant, "of_committee": of_committee}
    return page(request, "contacts/inquiries/write.html", status=status, form=form, **context)


@reads
def show_writing(request: Request, slug: str, role: str) -> HttpResponse:
    return _writing(request, _to(slug, role), _form(request)())


@writes
def take_writing(request: Request, slug: str, role: str) -> HttpResponse:
    to, form = _to(slug, role), _form(request)(request.POST)
    box = limits.letter_box(request, "reach")
    if not limits.allow(request, "contacts.write", per_hour=PER_HOUR, device=box):
        form.add_error(None, _("There were too many from here in the last hour. Your words are still here: try later."))
        return _writing(request, to, form, TOO_OFTEN)
    if not form.is_valid():
        return _writing(request, to, form, 422)
    area, post = to
    inquiry = services.write(form.said(), post, area=area, arrival=form.arrival(), by=request.actor, at=now())
    if request.actor.person and not form.cleaned_data.get("receipt"):
        messages.success(request, _("It was sent. You find it here, and we tell you when there is an answer."))
        return redirect(inquiry)
    return _receipt(request, inquiry, form.once)


write = open_to_all(shows_and_takes(show_writing, take_writing))


def _entering(request: Request, to: tuple[Area, Post], form: EntryForm, status: int = 200) -> HttpResponse:
    area, post = to
    door = POLICY.verdict(request.actor, Act.ENTER, post)
    return page(request, "contacts/inquiries/enter.html", status=status, area=area, post=post, form=form, door=door)


@reads
def show_entry(request: Request, slug: str, role: str) -> HttpResponse:
    return _entering(request, _to(slug, role), EntryForm())


@writes
def take_entry(request: Request, slug: str, role: str) -> HttpResponse:
    (area, post), form = _to(slug, role), EntryForm(request.POST)
    POLICY.require(request.actor, Act.ENTER, post)
    if not form.is_valid():
        return _entering(request, (area, post), form, 422)
    inquiry = services.enter(form.said(), post, area=area, arrival=form.arrival(), by=request.actor, at=now())
    return _receipt(request, inquiry, form.once)


enter = shows_and_takes(show_entry, take_entry)


def _receipt(request: Request, inquiry: Inquiry, once: str) -> HttpResponse:
    code = receipts.issue(inquiry, once, inquiry.written_at)
    promised = queries.promised(inquiry)
    return page(request, "contacts/inquiries/receipt.html", code=code, inquiry=inquiry, promised=promised)


# The page of one


def _found(request: Request, pk: int) -> Inquiry:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _whole(request: Request, inquiry: Inquiry, status: int = 200, **forms: Any) -> HttpResponse:
    if request.method == "POST":  # a page that answers to a form shows the words too
        services.opened(inquiry, by=request.actor, at=now())
    doors = POLICY.doors(request.actor, inquiry)
    own = is_own(request.actor, inquiry)
    context: dict[str, Any] = {
        "inquiry": inquiry,
        "own": own,
        "doors": doors,
        "station": STATIONS[Stage(inquiry.stage)],
        "next_step": NEXT[Stage(inquiry.stage)],
        "turns": queries.turns_of(inquiry),
        "follow_ups": [] if own else queries.follow_ups_of(inquiry),
        "moments": queries.history(inquiry),
        "promised": queries.promised(inquiry),
        "holders": people.holders(inquiry.post),
    }
    empty = {"answer_form": AnswerForm(), "log_form": FollowUpForm(), "back_form": SendBackForm()}
    return page(request, "contacts/inquiries/detail.html", status=status, **context, **{**empty, **forms})


@never_cache
@open_to_all
@opens(_found, unless=is_own)
def detail(request: Request, inquiry: Inquiry) -> HttpResponse:
    return _whole(request, inquiry)


@writes
def take_up(request: Request, pk: int) -> HttpResponse:
    inquiry = services.take_up(_found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Taken up. The answer is owed by the date shown here."))
    return redirect(inquiry)


@open_to_all
@writes
def confirm(request: Request, pk: int) -> HttpResponse:
    inquiry = services.confirm(_found(request, pk), by=request.actor, at=now())
    messages.success(request, _("Thank you. You can send it back at any time."))
    return redirect(inquiry)


def _answers_to(request: Request, pk: int, name: str, form: Any, act: Callable[[Inquiry], object]) -> HttpResponse:
    inquiry = _found(request, pk)
    if not form.is_valid():
        return _whole(request, inquiry, 422, **{name: form})
    act(inquiry)
    return redirect(inquiry)


@writes
def log(request: Request, pk: int) -> HttpResponse:
    """Write down what was done."""
    form = FollowUpForm(request.POST)

    def done(inquiry: Inquiry) -> object:
        return services.log(inquiry, form.done(), by=request.actor, at=now())

    return _answers_to(request, pk, "log_form", form, done)


@writes
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer, and tell whoever wrote."""
    form = AnswerForm(request.POST)

    def done(inquiry: Inquiry) -> object:
        messages.success(request, _("Answered. Whoever wrote is told, and asked whether it is enough."))
        return services.answer(inquiry, form.said(), by=request.actor, at=now())

    return _answers_to(request, pk, "answer_form", form, done)


@open_to_all
@writes
def send_back(request: Request, pk: int) -> HttpResponse:
    """Say that an answer is not enough."""
    form = SendBackForm(request.POST)

    def done(inquiry: Inquiry) -> object:
        messages.success(request, _("Sent back. A new answer is owed by the date shown here."))
        return services.send_back(inquiry, form.said(), by=request.actor, at=now())

    return _answers_to(request, pk, "back_form", form, done)
