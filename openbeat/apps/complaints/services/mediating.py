"""Offer both sides to talk; each says yes or no, and either may stop. What is said there is used nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import Act, Promise, Without
from openbeat.apps.complaints.lifecycle.clocks import NEVER_PAUSED
from openbeat.apps.complaints.lifecycle.mediating import NOT_AGREED, How, Says, Side, Talk
from openbeat.apps.complaints.models import Mediation
from openbeat.apps.complaints.notices import FOLLOW_UP, OFFICER_NEWS
from openbeat.apps.complaints.policies import LEADS
from openbeat.apps.complaints.policies.mediating import MEDIATION_POLICY, OFFICER_POLICY
from openbeat.apps.complaints.queries import mediating as queries
from openbeat.apps.complaints.queries.reading import safe_of
from openbeat.apps.complaints.queries.who import readers_of
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.findings import end_all
from openbeat.apps.complaints.services.steps import asked, has_news, locked, sealed, step
from openbeat.apps.complaints.services.telling import DESK, tell_readers
from openbeat.core.department import queries as department
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.notices import services as notices
from openbeat.core.vault import services as vault
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle.mediating import Agreed, Arranged
    from openbeat.apps.complaints.models import Complaint, OfficerNotice
    from openbeat.core.people.holder import Holder
    from openbeat.core.vault.bunch import Keys
    from openbeat.kit.actors import Actor

NOT_SUITABLE = _("Only small matters are settled by talking: each point must be of such a kind, and none serious.")
NOT_BOTH = _("Both sides must have said yes first.")
NOT_HELD = _("Write down first who sits between both sides, and the day.")
STOPPED = _("It is not in mediation any more.")
NOT_SO = _("A mediation does not end in this way.")
THEIRS_TO_SAY = _("This officer was told, and says yes in their own account.")
SEVERAL = _("More officers than you have a part in this. Tell the office that you want to: it asks you all.")
OFFICER = "/complaints/officer/"
STANDS_STILL = "Both sides are asked whether they want to talk."


@transaction.atomic
def offer_mediation(complaint: Complaint, *, keys: Keys, by: Actor, at: datetime) -> Mediation:
    """Ask both sides whether they want to talk; meanwhile the other clocks stand still.

    Raises Refused, also where the matter is not of that sort; Shut while locked.
    """
    complaint = asked(complaint, Act.OFFER_MEDIATION, by=by)
    vault.opened(safe_of(complaint), keys)
    if not queries.is_suitable(complaint):
        raise Refused(NOT_SUITABLE)
    step(complaint, Act.OFFER_MEDIATION, by=by, at=at)
    for row in clocking.open_rows(complaint):
        if row.paused_at is None and row.promise not in {Promise.MEDIATION, *NEVER_PAUSED}:
            loop.pause(row.promise, complaint, reason=STANDS_STILL, language="en", at=at)
    for notice in queries.told_officers(complaint):
        notices.tell(OFFICER_NEWS, notice.accused.person, about=None, at=at, link=OFFICER)
    return Mediation.objects.create(complaint=complaint, offered_at=at, offered_by=by.person)


@transaction.atomic
def say_about_mediation(complaint: Complaint, says: Says, *, by: Holder, at: datetime) -> Complaint:
    """Say, with the receipt, whether one wants to talk; a no ends it at once, also after a yes. Raises Refused."""
    complaint = asked(complaint, Act.SAY_ABOUT_MEDIATION, by=by)
    _said(complaint, Side.COMPLAINANT, says, by=by, at=at)
    has_news(complaint, at)
    tell_readers(complaint, by=by, at=at)
    return complaint


@transaction.atomic
def officer_says(complaint: Complaint, says: Says, *, by: Actor, at: datetime) -> Complaint:
    """Write down whether the officer wants to talk; a no ends it at once, also after a yes.

    A yes of an officer who was told is theirs to say in their own account. Raises Refused.
    """
    complaint = asked(complaint, Act.OFFICER_SAYS, by=by)
    if says == Says.YES and queries.told_officers(complaint):
        raise Refused(THEIRS_TO_SAY)
    _said(complaint, Side.OFFICER, says, by=by, at=at)
    return complaint


@transaction.atomic
def officer_answers(notice: OfficerNotice, says: Says, *, by: Actor, at: datetime) -> Complaint:
    """Say, as the officer and in one's own account, whether one wants to talk; a no ends it at once, also after a yes.

    Raises Refused; a yes also where more officers than one have a part: the office asks them all.
    """
    complaint = locked(notice.accused.complaint)
    notice.accused.complaint = complaint
    OFFICER_POLICY.require(by, Talk.ANSWER, notice)
    if says == Says.YES and queries.officers_in(complaint) != 1:
        raise Refused(SEVERAL)
    ledger.record(Talk.ANSWER, complaint, by=by, at=at, says=str(says))
    _said(complaint, Side.OFFICER, says, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    return complaint


@transaction.atomic
def say_whether_it_holds(complaint: Complaint, says: Says, *, by: Actor, at: datetime) -> Mediation:
    """Say with the receipt, or write down for somebody, whether what was agreed holds; it can be said anew.

    Raises Refused.
    """
    complaint = locked(complaint)
    MEDIATION_POLICY.require(by, Talk.HOLDS, complaint)
    row = queries.mediation_of(complaint)
    if row is None or row.ended_how != How.AGREED:
        raise Refused(STOPPED)
    row.holds, row.holds_at = says, at
    row.save(update_fields=["holds", "holds_at"])
    ledger.record(Talk.HOLDS, complaint, by=by, at=at, says=str(says))
    if by.person is None:
        has_news(complaint, at)
    tell_readers(complaint, by=by, at=at)
    return row


def remind_of_follow_ups(*, at: datetime) -> int:
    """Remind those who lead, once, that somebody is to be asked whether what was agreed holds; gives how many wait."""
    found = queries.to_follow_up(at.astimezone(department.zone()).date())
    for row in found:
        for reader in readers_of(row.complaint):
            if reader.still and any(reader.person.holds(role) for role in LEADS):
                once = f"{FOLLOW_UP.name}|{row.pk}|{reader.person.pk}"
                notices.tell(FOLLOW_UP, reader.person, about=None, at=at, once=once, link=DESK)
    return len(found)


def _said(complaint: Complaint, side: Side, says: Says, *, by: Actor, at: datetime) -> None:
    row = _open(complaint)
    setattr(row, side.value, says)
    setattr(row, f"{side.value}_at", at)
    row.save(update_fields=[side.value, f"{side.value}_at"])
    act = Act.SAY_ABOUT_MEDIATION if side == Side.COMPLAINANT else Act.OFFICER_SAYS
    ledger.record(act, complaint, by=by, at=at, says=str(says))
    if says == Says.NO:
        _ended(complaint, row, How.DECLINED, by=by, at=at)


@transaction.atomic
def arrange_mediation(complaint: Complaint, arranged: Arranged, *, by: Actor, at: datetime) -> Mediation:
    """Write down who from outside sits between both sides, and the day; once both said yes. Raises Refused."""
    complaint = asked(complaint, Act.ARRANGE_MEDIATION, by=by)
    row = _open(complaint)
    if not (row.complainant == row.officer == Says.YES):
        raise Refused(NOT_BOTH)
    row.mediator, row.held_on = sealed(safe_of(complaint), arranged.words), arranged.held_on
    row.save(update_fields=["mediator", "held_on"])
    ledger.record(Act.ARRANGE_MEDIATION, complaint, by=by, at=at)
    return row


@transaction.atomic
def end_mediation(complaint: Complaint, how: How, *, by: Actor, at: datetime) -> Complaint:
    """Write down that it did not come to an agreement: the matter goes on as before. Raises Refused."""
    complaint = asked(complaint, Act.END_MEDIATION, by=by)
    if how not in NOT_AGREED:
        raise Refused(NOT_SO)
    return _ended(complaint, _open(complaint), how, by=by, at=at)


@transaction.atomic
def mediated(complaint: Complaint, agreed: Agreed, *, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Write down what both sides agreed on: the points end without a finding. Raises Refused; Shut while locked."""
    complaint = asked(complaint, Act.MEDIATED, by=by)
    safe = safe_of(complaint)
    vault.opened(safe, keys)
    row = _open(complaint)
    if row.held_on is None:
        raise Refused(NOT_HELD)
    row.agreed, row.language, row.follow_up_on = sealed(safe, agreed.words), agreed.language, agreed.follow_up_on
    row.ended_at, row.ended_how = at, How.AGREED
    row.save(update_fields=["agreed", "language", "follow_up_on", "ended_at", "ended_how"])
    end_all(complaint, Without.MEDIATED, at)
    return step(complaint, Act.MEDIATED, by=by, at=at, decided_at=at, without=Without.MEDIATED)


def _ended(complaint: Complaint, row: Mediation, how: How, *, by: Actor, at: datetime) -> Complaint:
    row.ended_at, row.ended_how = at, how
    row.save(update_fields=["ended_at", "ended_how"])
    return step(complaint, Act.END_MEDIATION, by=by, at=at)


def _open(complaint: Complaint) -> Mediation:
    row: Any = queries.mediation_of(complaint)
    if row is None or row.ended_at:
        raise Refused(STOPPED)
    return row  # type: ignore[no-any-return]
