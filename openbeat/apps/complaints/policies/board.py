"""Who may do what for and on the review board of residents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import CHECKED, DONE, Sort, Stage
from openbeat.apps.complaints.lifecycle.board import BoardAct
from openbeat.apps.complaints.policies import is_reader, receives
from openbeat.core.hooks import roles
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.vault import queries as vault
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, Packet
    from openbeat.kit.actors import Actor

BOARD = "board"  # residents who review what was looked into; kept in the database: never rename it
PACKET_KIND = "complaints.packet"
REVIEWABLE = frozenset({*CHECKED, Stage.DECIDED, *DONE})


def is_of_the_department(actor: Actor) -> bool:
    """Whether somebody holds a post of the department, and so none on the board that reviews it."""
    return any(actor.holds(info.name) for info in roles.offered() if info.staff)


@rule(_("Only a member of the review board may do this."))
def is_on_the_board(actor: Actor, _thing: Any) -> bool:
    return actor.person is not None and actor.holds(BOARD) and not is_of_the_department(actor)


@rule(_("Only the members who review this case may do this."))
def reviews(actor: Actor, packet: Packet) -> bool:
    if actor.person is None or packet.sent_at is None:
        return False
    return vault.reads(actor.person, PACKET_KIND).filter(key=str(packet.pk)).exists()


@rule(_("Only what was looked into goes to the review board."))
def was_looked_into(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.sort == Sort.COMPLAINT and complaint.stage in REVIEWABLE


@rule(_("Only whoever leads the department answers its review board."))
def leads_the_department(actor: Actor, _thing: Any) -> bool:
    whole = places.root()
    return whole is not None and actor.holds(Role.COMMANDER, whole)


BOARD_POLICY = Policy(
    {
        **dict.fromkeys((BoardAct.MAKE_PACKET, BoardAct.ADD_PART, BoardAct.SEND_PACKET), is_reader & was_looked_into),
        **dict.fromkeys(
            (BoardAct.READ, BoardAct.RECUSE, BoardAct.SAY, BoardAct.VOTE, BoardAct.RECOMMEND), is_on_the_board & reviews
        ),
        BoardAct.LIST: is_on_the_board,
        BoardAct.CHOOSE_NAME: is_on_the_board,
        **dict.fromkeys((BoardAct.NOTICE, BoardAct.CANCEL), is_on_the_board | receives),
        BoardAct.REPLY: leads_the_department,
    }
)
