"""Whoever complained is told that it takes longer, by the program: it needs no key, and sealing needs none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from openbeat.apps.complaints import queries
from openbeat.apps.complaints.lifecycle import NEXT, STANDS, Kind, Promise, Stage, Words
from openbeat.apps.complaints.lifecycle.clocks import DELAY, Clock, Reason
from openbeat.apps.complaints.models import DelayNotice
from openbeat.apps.complaints.services import clocking
from openbeat.apps.complaints.services.steps import locked, turn
from openbeat.core.department import queries as department
from openbeat.core.department import services as promises
from openbeat.core.ledger import services as ledger
from openbeat.core.web import dates
from openbeat.kit.actors import program

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.loop.models import Obligation

BY = program("delay notice")
AT_ONCE = 200  # complaints at one run of the worker; the rest at the next one


@dataclass(frozen=True, slots=True)
class Delay:
    """Which delay it is, why as a code, and by when there will be an answer; None where nobody can say."""

    once: str
    reason: str
    due_at: datetime | None


def tell_all(*, at: datetime) -> int:
    """Tell everybody to whom it is owed now; gives how many. Twice in a row tells nobody twice."""
    told = (complaint for complaint in queries.delayed(at) if _tell_one(complaint, at=at))
    return sum(1 for _complaint in islice(told, AT_ONCE))


@transaction.atomic
def _tell_one(complaint: Complaint, *, at: datetime) -> bool:
    complaint = locked(complaint)
    delay = delay_of(complaint, at)
    return delay is not None and tell(complaint, delay, at=at)


def delay_of(complaint: Complaint, at: datetime) -> Delay | None:
    """The delay of which whoever complained must be told now; None where there is none, or they were told.

    What was joined to another matter is as far as that one.
    """
    lead = queries.leading(complaint)
    if not queries.is_open(lead):
        return None
    answer = next((row for row in clocking.open_rows(lead) if row.promise == Promise.ANSWER), None)
    told = DelayNotice.objects.filter(complaint=complaint).order_by("-at", "-pk").first()
    since = told.at if told else complaint.filed_at
    if promises.due(DELAY, since) < at:
        return Delay(f"since {since.isoformat()}", _reason(lead), _date(answer, at))
    if answer and answer.paused_at is None and answer.due_at < at and not _was_told_of(complaint, answer.due_at):
        return Delay(f"late {answer.due_at.isoformat()}", _reason(lead), None)
    return None


def _was_told_of(complaint: Complaint, due: datetime) -> bool:
    return DelayNotice.objects.filter(complaint=complaint, at__gte=due).exists()


def _date(answer: Obligation | None, at: datetime) -> datetime | None:
    """The date that stands; while the clock stands still there is none that could be kept."""
    return answer.due_at if answer and answer.paused_at is None and answer.due_at > at else None


def _reason(complaint: Complaint) -> str:
    pause = clocking.paused(complaint)
    return pause.reason if pause else complaint.stage


def tell(complaint: Complaint, delay: Delay, *, at: datetime) -> bool:
    """Write it to whoever complained, in their language, once for each delay; the complaint is locked."""
    facts = {"reason": delay.reason, "due_at": delay.due_at, "at": at}
    _row, new = DelayNotice.objects.get_or_create(complaint=complaint, once=delay.once, defaults=facts)
    if new:
        turn(complaint, Kind.DELAY, in_their_language(complaint, delay, at), by=BY, at=at)
        ledger.record(Clock.TELL_DELAY, complaint, by=BY, at=at, reason=delay.reason)
    return new


def in_their_language(complaint: Complaint, delay: Delay, at: datetime) -> Words:
    """What the program writes, in the language of whoever complained; in English where we do not speak that."""
    language = complaint.language if complaint.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        return Words(_sentences(complaint, delay, at), language)


def _sentences(complaint: Complaint, delay: Delay, at: datetime) -> str:
    why = Reason(delay.reason).label if delay.reason in Reason.values else STANDS[Stage(delay.reason)]
    parts = [_("Your complaint is not finished yet. We owe you a word about it."), _("Why: %(why)s") % {"why": why}]
    parts.append(_("What happens next: %(next)s") % {"next": NEXT[Stage(queries.leading(complaint).stage)]})
    if delay.due_at:
        parts.append(_("You get the answer by %(day)s at the latest.") % {"day": _day(delay.due_at)})
    else:
        parts.append(_("We cannot name a day for the answer now."))
    by = promises.due(DELAY, at)
    parts.append(_("If it is not finished by %(day)s, you hear from us here again.") % {"day": _day(by)})
    return "\n\n".join(str(part) for part in parts)


def _day(moment: datetime) -> str:
    return dates.words(moment.astimezone(department.zone()).date(), "day")
