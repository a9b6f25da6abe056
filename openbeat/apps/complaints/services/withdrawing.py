"""Whoever complained wants to withdraw: it is not closed. They are asked again in private, and say it a second time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import Act, Wish, Without
from openbeat.apps.complaints.models import Withdrawal
from openbeat.apps.complaints.services.findings import end_all
from openbeat.apps.complaints.services.retaliating import report_retaliation
from openbeat.apps.complaints.services.steps import asked, has_news, locked, step
from openbeat.apps.complaints.services.telling import tell_readers
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.lifecycle import Words
    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.holder import Holder
    from openbeat.kit.actors import Actor

DAYS_BETWEEN = timedelta(days=3)
ALREADY = _("You have said so already. You are asked once more, here, some days later.")
NOT_ASKED = _("Nobody has asked to withdraw this.")
TOO_EARLY = _(
    "We ask you again some days later, so that nobody can press you into it in one visit. It goes on until then."
)


@transaction.atomic
def withdraw(complaint: Complaint, *, by: Actor, at: datetime) -> Withdrawal:
    """Say for the first time that one wants to withdraw: nothing ends, and they are asked again. Raises Refused."""
    complaint = asked(complaint, Act.WITHDRAW, by=by)
    if queries.withdrawal_of(complaint):
        raise Refused(ALREADY)
    row = Withdrawal.objects.create(complaint=complaint, by=by.person, asked_at=at, ask_again_at=at + DAYS_BETWEEN)
    if by.person is None:
        has_news(complaint, at)
    ledger.record(Act.WITHDRAW, complaint, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    return row


@transaction.atomic
def confirm_withdrawal(complaint: Complaint, *, by: Holder, at: datetime) -> Complaint:
    """Say it again, some days later and by the receipt alone: only now it ends, without a finding. Raises Refused."""
    complaint, row = _open(complaint, Act.SAY_AGAIN, by=by)
    if at < row.ask_again_at:
        raise Refused(TOO_EARLY)
    _settle(row, Wish.CONFIRMED, at)
    ledger.record(Act.SAY_AGAIN, complaint, by=by, at=at)
    end_all(complaint, Without.WITHDRAWN, at)
    complaint = step(complaint, Act.END_WITHOUT, by=by, at=at, without=Without.WITHDRAWN, decided_at=at, news_at=at)
    tell_readers(complaint, by=by, at=at)
    return complaint


@transaction.atomic
def let_it_go_on(complaint: Complaint, pressed: Words | None = None, *, by: Holder, at: datetime) -> Complaint:
    """Say that it goes on after all; that somebody pressed them is a report of retaliation. Raises Refused."""
    complaint, row = _open(complaint, Act.SAY_AGAIN, by=by)
    _settle(row, Wish.GOES_ON, at)
    has_news(complaint, at)
    ledger.record(Act.SAY_AGAIN, complaint, by=by, at=at)
    tell_readers(complaint, by=by, at=at)
    if pressed and pressed.text.strip():
        report_retaliation(complaint, pressed, by=by, at=at)
    return locked(complaint)


@transaction.atomic
def say_pressed(complaint: Complaint, pressed: Words, *, by: Holder, at: datetime) -> Complaint:
    """Say that one wants it to end, and that somebody pressed them: that is a report of retaliation, and nothing ends.

    What they wish stays asked: they can say it again on another day. Raises Refused.
    """
    complaint, _row = _open(complaint, Act.SAY_AGAIN, by=by)
    report_retaliation(complaint, pressed, by=by, at=at)
    return locked(complaint)


@transaction.atomic
def go_on_without_them(complaint: Complaint, *, by: Actor, at: datetime) -> Complaint:
    """Decide that the office goes on although whoever complained wants to withdraw. Raises Refused."""
    complaint, row = _open(complaint, Act.GO_ON, by=by)
    _settle(row, Wish.WITHOUT_THEM, at)
    ledger.record(Act.GO_ON, complaint, by=by, at=at)
    return complaint


def _open(complaint: Complaint, act: Act, *, by: Actor) -> tuple[Complaint, Withdrawal]:
    complaint = asked(complaint, act, by=by)
    row = queries.withdrawal_of(complaint)
    if row is None:
        raise Refused(NOT_ASKED)
    return complaint, row


def _settle(row: Withdrawal, state: Wish, at: datetime) -> None:
    row.state, row.ended_at = state, at
    row.save(update_fields=["state", "ended_at"])
