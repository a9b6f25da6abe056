"""Who may stop a clock, report harm, tell an officer, send something on; and the wall around what was compelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import OPEN, Sort, Stage
from openbeat.apps.complaints.lifecycle.clocks import Clock
from openbeat.apps.complaints.lifecycle.retaliation import Harm
from openbeat.apps.complaints.lifecycle.sides import Sent, Side
from openbeat.apps.complaints.policies.casework import is_for_them_to_steer
from openbeat.apps.complaints.policies.posts import DECIDER, INTAKE, OVERSIGHT, PROSECUTOR, SUPERVISOR
from openbeat.apps.complaints.policies.readers import has_the_receipt, is_reader, mark_of
from openbeat.kit.policy import Policy, rule

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Complaint, OfficerNotice, PassedOn
    from openbeat.kit.actors import Actor


@rule(_("Only those who lead may do this: whoever receives complaints, leads those who investigate, or decides."))
def leads(actor: Actor, _complaint: Complaint) -> bool:
    return any(actor.holds(role) for role in (INTAKE, SUPERVISOR, DECIDER, OVERSIGHT))


@rule(_("It is not open: nothing is owed about it."))
def is_open(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage in OPEN


CLOCKS_POLICY = Policy(
    {
        Clock.PAUSE: is_reader & leads & is_for_them_to_steer & is_open,
        Clock.LOOK_AGAIN: is_reader & leads & is_open,
        Clock.RESUME: is_reader & leads & is_for_them_to_steer & is_open,
        Clock.SHIFT: is_reader & leads & is_for_them_to_steer & is_open,
    }
)


@rule(_("It has not been sent yet."))
def is_sent(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.stage != Stage.WRITING


RETALIATION_POLICY = Policy(
    {
        Harm.REPORT: (has_the_receipt | is_reader) & is_sent,
        Harm.ACKNOWLEDGE: is_reader,
        Harm.ASK_BY_THEIR_WAY: is_reader,
        Harm.ANSWER: has_the_receipt,
    }
)


def is_walled_off(person: Actor, complaint: Complaint) -> bool:
    """Whether somebody works on the criminal side of this matter, or for a prosecutor."""
    if person.person is None:
        return False
    marks: set[str] | None = complaint.__dict__.get("_criminal")  # a page asks about many people
    if marks is None:
        marks = set(complaint.criminal_side.order_by().values_list("mark", flat=True))
        complaint.__dict__["_criminal"] = marks
    return person.holds(PROSECUTOR) or (bool(marks) and mark_of(person.person.pk, complaint.pk) in marks)


@rule(_("Only the officer whom it is about, or whoever stands by them, may do this."))
def is_their_notice(actor: Actor, notice: OfficerNotice) -> bool:
    return actor.person is not None and actor.person.pk in {notice.accused.person_id, notice.representative_id}


@rule(_("Only the officer whom it is about may do this."))
def is_the_officer(actor: Actor, notice: OfficerNotice) -> bool:
    return actor.person is not None and actor.person.pk == notice.accused.person_id


@rule(_("Only praise is passed on to an officer."))
def is_praise(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.sort == Sort.PRAISE and complaint.stage != Stage.WRITING


@rule(_("Only the officer who was praised may do this."))
def is_praised(actor: Actor, praise: PassedOn) -> bool:
    return actor.person is not None and actor.person.pk == praise.person_id


@rule(_("Whoever works on the criminal side, or for a prosecutor, may not do this."))
def is_not_walled_off(actor: Actor, complaint: Complaint) -> bool:
    return not is_walled_off(actor, complaint)


SIDES_POLICY = Policy(
    {
        Side.TELL_OFFICER: is_reader,
        Side.NOT_YET: is_reader,
        Side.TELL_OUTCOME: is_reader,
        Side.ENTER_PAPER: is_reader,
        Side.SET_LIMIT: is_reader & leads,
        Side.READ_NOTICE: is_their_notice,
        Side.WRITE: is_their_notice,
        Side.NAME_REPRESENTATIVE: is_the_officer,
        Side.PASS_ON: is_reader & is_praise,
        Side.READ_PRAISE: is_praised,
    }
)
ELSEWHERE_POLICY = Policy(
    {
        Sent.REFER: is_reader & leads,
        Sent.REPLY: is_reader & leads,
        Sent.CLOSE: is_reader & leads,
        Sent.ON_CRIMINAL_SIDE: is_reader & leads,
        Sent.TAKE_STATEMENT: is_reader & is_not_walled_off,
        Sent.ADD_STATEMENT_READER: is_reader & is_not_walled_off,
        Sent.NAME_SOURCE: is_reader,
        Sent.READ_STATEMENT: is_reader & is_not_walled_off,
    }
)
