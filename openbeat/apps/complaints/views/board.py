"""The review board: what everybody reads of it, and where its members and the department work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from openbeat.apps.complaints.forms import WordsForm
from openbeat.apps.complaints.forms.board import NameForm, RecommendForm, RecuseForm, ReplyForm, SittingForm, VoteForm
from openbeat.apps.complaints.lifecycle.board import BoardAct
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.queries import board as queries
from openbeat.apps.complaints.queries import publication, recommendations
from openbeat.apps.complaints.services import board as services
from openbeat.apps.complaints.services.board.packets import safe_of_packet
from openbeat.apps.complaints.services.board.sittings import When
from openbeat.apps.complaints.views.returning import form_back
from openbeat.core.evidence import listing
from openbeat.core.ledger.http import opens
from openbeat.core.people.http import shows_and_takes
from openbeat.core.vault import http as vault
from openbeat.core.vault import services as vaults
from openbeat.core.web.http import Request, page, public, reads, writes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Packet, Recommendation
    from openbeat.core.people.models import Person

VOTE_ID, RECOMMEND_ID = "vote_%s", "recommend_%s"  # three forms of one page have the same fields
REVIEW = "review"  # why a member opens a packet: always this


@public
@reads
def tracker(request: Request) -> HttpResponse:
    """Who is on the board, when it sits, and each recommendation beside what the department answered."""
    at = now()
    context: dict[str, Any] = {
        "members": queries.members(at),
        "sittings": queries.sittings(at),
        "hours": queries.notice_hours(),
        "lines": recommendations.tracker(at),
        "signed": publication.in_force() is not None,
    }
    return page(request, "cases/board.html", **context)


def _member(request: Request, act: BoardAct, thing: Any = None) -> Person:
    POLICY.require(request.actor, act, thing)
    person = request.actor.person
    assert person is not None  # noqa: S101  the policy asks for one
    return person


@never_cache
@reads
def desk(request: Request) -> HttpResponse:
    """For a member: the cases to review, the sittings, and one's name in public."""
    return _desk(request)


def _desk(request: Request, status: int = 200, **forms: Any) -> HttpResponse:
    person = _member(request, BoardAct.LIST)
    at = now()
    mine = next((member.name for member in queries.members(at) if member.person == person), "")
    context: dict[str, Any] = {
        "packets": queries.packets_of(person),
        "sittings": queries.sittings(at),
        "hours": queries.notice_hours(),
        "form": SittingForm(),
        "name_form": NameForm(initial={"name": mine}),
    }
    return page(request, "complaints/board_desk.html", status=status, **{**context, **forms})


@writes
def notice(request: Request) -> HttpResponse:
    """Announce a sitting."""
    person, form = _member(request, BoardAct.NOTICE), SittingForm(request.POST)
    if not form.is_valid():
        return _desk(request, 422, form=form)
    when = When(form.starts_at, form.ends_at, form.cleaned_data["place"], form.cleaned_data["language"])
    services.notice_sitting(when, by=person, at=now())
    messages.success(request, _("Announced. Everybody can see it now, also in the calendar."))
    return redirect("complaints:board_desk")


@writes
def call_off(request: Request, pk: int) -> HttpResponse:
    """Say that a sitting does not take place."""
    person = _member(request, BoardAct.CANCEL)
    sitting = next((each for each in queries.sittings(now()) if each.pk == pk), None)
    if sitting is None:
        raise Http404
    services.call_off(sitting, by=person, at=now())
    messages.success(request, _("Called off. The announcement stays, and says so."))
    return redirect("complaints:board_desk")


@writes
def choose_name(request: Request) -> HttpResponse:
    """Be known in public by another name."""
    person, form = _member(request, BoardAct.CHOOSE_NAME), NameForm(request.POST)
    if not form.is_valid():
        return _desk(request, 422, name_form=form)
    services.choose_name(form.cleaned_data["name"], by=person, at=now())
    messages.success(request, _("Kept."))
    return redirect("complaints:board_desk")


def _found(request: Request, pk: int) -> Packet:
    """A packet for a member who reviews it, with the key unlocked; raises Http404, or Shut before anything shows."""
    packet = _reviewed(request, pk)
    vaults.opened(safe_of_packet(packet), vault.keys(request))
    return packet


def _reviewed(request: Request, pk: int) -> Packet:
    person = request.actor.person
    packet = queries.packets_of(person).filter(pk=pk).first() if person else None
    if packet is None or not POLICY.verdict(request.actor, BoardAct.READ, packet):
        raise Http404
    return packet


@opens(_found, why=REVIEW)
def _show_packet(request: Request, packet: Packet) -> HttpResponse:
    return _packet(request, packet)


def _packet(request: Request, packet: Packet, status: int = 200, **forms: Any) -> HttpResponse:
    opened, at = vaults.opened(safe_of_packet(packet), vault.keys(request)), now()
    votes = queries.votes_of(packet, opened)
    over = hasattr(packet, "recommendation")
    context: dict[str, Any] = {
        "packet": packet,
        "parts": queries.parts_of(packet, opened),
        "files": listing.lines(Ref.of(packet), opened),
        "remarks": queries.remarks_of(packet, opened),
        "votes": votes,
        "needed": queries.votes_needed(packet, at),
        "recused": queries.recused(packet),
        "door": queries.may_speak(at),
        "over": over,
        "voted": any(vote.by == request.actor.person for vote in votes),
        "form": WordsForm(),
        "vote_form": VoteForm(auto_id=VOTE_ID),
        "recuse_form": RecuseForm(),
        "recommend_form": RecommendForm(queries.points_of(packet), auto_id=RECOMMEND_ID),
    }
    return page(request, "complaints/packet.html", status=status, **{**context, **forms})


packet = never_cache(_show_packet)


@sensitive_post_parameters()
@writes
def act(request: Request, pk: int, act: str) -> HttpResponse:
    """What a member does with a packet: say something, vote, recommend, stay out. What is refused comes back."""
    packet = _reviewed(request, pk)
    forms = {
        "say": ("form", WordsForm(request.POST)),
        "vote": ("vote_form", VoteForm(request.POST, auto_id=VOTE_ID)),
        "recommend": ("recommend_form", RecommendForm(queries.points_of(packet), request.POST, auto_id=RECOMMEND_ID)),
        "recuse": ("recuse_form", RecuseForm(request.POST)),
    }
    if act not in forms:
        raise Http404
    name, form = forms[act]
    try:
        vaults.opened(safe_of_packet(packet), vault.keys(request))
        if not form.is_valid():
            services.opened(packet, REVIEW, by=request.actor, at=now())
            return _packet(request, packet, 422, **{name: form})
        _done(request, packet, form)
    except Refused as refused:  # rolled back
        return form_back(request, form, str(refused), packet.get_absolute_url())
    return redirect("complaints:board_desk" if act == "recuse" else packet)


def _done(request: Request, packet: Packet, form: Any) -> None:
    person, keys, at = request.actor.person, vault.keys(request), now()
    assert person is not None  # noqa: S101  found for a member alone
    if isinstance(form, RecuseForm):
        services.recuse(packet, form.chosen(), by=person, at=at)
        messages.success(request, _("You stay out of it. Your key opens it no more."))
    elif isinstance(form, VoteForm):
        services.vote(packet, form.chosen(), form.said(), keys=keys, by=person, at=at)
        messages.success(request, _("You have voted."))
    elif isinstance(form, RecommendForm):
        services.recommend(packet, form.said(), form.disagreed(), keys=keys, by=person, at=at)
        messages.success(request, _("Recommended. The department owes an answer by a date."))
    else:
        services.say(packet, form.said(), keys=keys, by=person, at=at)


def _recommendation(pk: int) -> Recommendation:
    if row := recommendations.recommendation(pk):
        return row
    raise Http404


@reads
def _show_reply(request: Request, pk: int) -> HttpResponse:
    row = _recommendation(pk)
    POLICY.require(request.actor, BoardAct.REPLY, row)
    return page(request, "complaints/board_reply.html", recommendation=row, form=ReplyForm())


@writes
def _take_reply(request: Request, pk: int) -> HttpResponse:
    row, form = _recommendation(pk), ReplyForm(request.POST)
    person = _member(request, BoardAct.REPLY, row)
    if not form.is_valid():
        return page(request, "complaints/board_reply.html", status=422, recommendation=row, form=form)
    try:
        services.reply(row, form.chosen(), form.said(), by=person, at=now())
    except Refused as refused:  # rolled back
        return form_back(request, form, str(refused), row.get_absolute_url())
    messages.success(request, _("Answered. Everybody reads it beside the recommendation."))
    return redirect("complaints:board")


reply = never_cache(shows_and_takes(_show_reply, _take_reply))
