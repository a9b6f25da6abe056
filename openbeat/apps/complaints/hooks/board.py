"""What the review board offers to the rest of the house: a role, sittings, a promise, texts, a kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle.board import BoardAct, BoardOwed
from openbeat.apps.complaints.lifecycle.summaries import Telling
from openbeat.apps.complaints.models import Packet
from openbeat.apps.complaints.policies.board import BOARD
from openbeat.apps.complaints.policies.board import BOARD_POLICY as POLICY
from openbeat.apps.complaints.policies.summaries import SUMMARY_POLICY as SUMMARIES
from openbeat.apps.complaints.queries import board, recommendations, summaries
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.evidence import registry as evidence
from openbeat.core.hooks import calendar, origins, panels, roles, texts
from openbeat.core.hooks.origins import Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.roles import RoleInfo
from openbeat.core.ledger.registry import accountable
from openbeat.core.vault import records
from openbeat.core.vault.records import RecordKind
from openbeat.kit.refs import row_number

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

FEW = 10


def desk_panel(request: Request, _thing: Any) -> str:
    """For members of the board, the cases that they review and have not voted on; when the board sits."""
    person = request.actor.person
    if person is None or not POLICY.verdict(request.actor, BoardAct.LIST, None):
        return ""
    waiting = [packet for packet in board.packets_of(person) if not hasattr(packet, "recommendation")][:FEW]
    return render_to_string("complaints/panels/board.html", {"packets": waiting}, request=request)


def case_panel(request: Request, complaint: Complaint) -> str:
    """On the page of a case, for its readers: the ways to its packet for the board, and to its summary."""
    ways = {
        "packet": bool(POLICY.verdict(request.actor, BoardAct.MAKE_PACKET, complaint)),
        "summary": bool(SUMMARIES.verdict(request.actor, Telling.DRAFT, summaries.measured(complaint))),
    }
    if not any(ways.values()):
        return ""
    return render_to_string("complaints/panels/after.html", {"complaint": complaint, **ways}, request=request)


def reads_files(actor: Actor, key: str) -> bool:
    """Whether somebody reviews this case, so that they look at its pages."""
    packet = _packet(actor, key)
    return packet is not None and bool(POLICY.verdict(actor, BoardAct.READ, packet))


def _packet(actor: Actor, key: str) -> Packet | None:
    number = row_number(key)
    if number is None or actor.person is None:
        return None
    return board.packets_of(actor.person).filter(pk=number).first()


def page_of(key: str, _actor: Actor) -> str:
    """The page of the packet."""
    return reverse("complaints:packet", args=[key])


roles.offer(
    RoleInfo(
        BOARD,
        _("Member of the review board"),
        _("Is a resident who reviews what was looked into, with names blacked out, and votes whether it was right."),
        second_factor=True,
    )
)
promises.offer(
    PromiseInfo(
        BoardOwed.REPLY,
        _("Recommendations of the review board answered"),
        30,
        sentence=_("Within 30 working days the department answers what the review board recommends, with reasons."),
    )
)
calendar.offer("board", board.sitting_events, board.soonest_sittings)
origins.offer(Origin(recommendations.RECOMMENDATION, recommendations.cards))
panels.offer("desk", Panel("board", 16, desk_panel))
panels.offer("complaint", Panel("review", 40, case_panel))
evidence.offer(board.PACKET, evidence.Door(reads=reads_files, adds=lambda _actor, _key: False, page=page_of))
records.offer(
    RecordKind(
        board.PACKET,
        _("Packet for the review board"),
        (),
        120,
        _("As long as the complaint itself, until the department decides."),
    )
)
texts.offer(
    texts.Kind(
        recommendations.RECOMMENDATION,
        _("Recommendation of the review board"),
        {"words": _("What the board recommends"), "reply_words": _("What the department answers")},
        recommendations.recommendation_texts,
        recommendations.recommendations_seen,
    )
)
texts.offer(
    texts.Kind(
        recommendations.SITTING,
        _("Sitting of the review board"),
        {"place": _("Where")},
        recommendations.sitting_texts,
        recommendations.sittings_seen,
    )
)
accountable(
    recommendations.RECOMMENDATION,
    {BoardAct.RECOMMEND: ("number", "result"), BoardAct.REPLY: ("number", "reply")},
    labels={
        BoardAct.RECOMMEND: _("The review board recommended something"),
        BoardAct.REPLY: _("The department answered the review board"),
    },
)
accountable(
    recommendations.SITTING,
    {BoardAct.NOTICE: ("starts",), BoardAct.CANCEL: ()},
    labels={
        BoardAct.NOTICE: _("A sitting of the review board was announced"),
        BoardAct.CANCEL: _("A sitting of the review board was called off"),
    },
)
