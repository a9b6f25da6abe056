"""What was said of each allegation, by whom, in which order; whether it is decided; and which rules hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openbeat.apps.complaints.lifecycle import CAN_BE_PUNISHED, Act, Disciplined, Say, Wish, Without
from openbeat.apps.complaints.models import Allegation, Finding
from openbeat.apps.complaints.queries.rules import is_reviewed
from openbeat.apps.complaints.queries.who import ONE_ASK
from openbeat.apps.complaints.queries.withdrawing import last_withdrawal
from openbeat.core.ledger import queries as ledger
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.kit.actors import Actor

type Ends = Callable[[Allegation, Sequence[Finding]], bool]

ASKED_TWICE = _("Whoever complained is asked first, in private, whether they want to withdraw it.")


def allegations(complaint: Complaint) -> QuerySet[Allegation]:
    """The allegations of a matter, by number."""
    return Allegation.objects.filter(complaint=complaint).select_related("complaint", "accused").order_by("number")


def said_of(point: Allegation) -> list[Finding]:
    """What was said of one allegation, oldest first."""
    return list(Finding.objects.filter(allegation=point).order_by("pk"))


def opinions(said: Sequence[Finding], but: Say) -> list[Finding]:
    """The newest word of each of those who said something of an allegation but at this step, in the order of time."""
    newest = {each.say: each for each in said if each.say != but}
    return sorted(newest.values(), key=lambda each: each.pk)


def is_recommended(point: Allegation, said: Sequence[Finding]) -> bool:
    """Whether an allegation can go to those who check it: it has a finding, or ends without one."""
    return bool(point.without or point.finding or any(each.say == Say.RECOMMENDED for each in said))


def is_decided(point: Allegation, said: Sequence[Finding]) -> bool:
    """Whether nothing was said of an allegation since it was decided, or it ends without a finding."""
    return bool(point.without) or bool(point.finding and (not said or said[-1].say == Say.DECIDED))


def has_departed(complaint: Complaint, say: Say) -> bool:
    """Whether somebody said something else, at this step and since the case came to it, than those before them."""
    found = Finding.objects.filter(allegation__complaint=complaint, say=say, departs=True)
    return (found.filter(at__gte=complaint.oversight_at) if complaint.oversight_at else found).exists()


def discipline_owed(complaint: Complaint) -> int:
    """Of how many allegations a violation was found, and nothing is decided yet about what follows."""
    found = allegations(complaint).filter(finding__in=list(CAN_BE_PUNISHED))
    return found.exclude(discipline__step=Disciplined.DECIDED).count()


def can_be_punished(point: Allegation) -> bool:
    """Whether something may follow for the officer: a violation was found and decided."""
    return point.finding in CAN_BE_PUNISHED


def ways_on(complaint: Complaint, doors: Mapping[str, Any], acts: Iterable[Act]) -> list[Act]:
    """Which of these acts lead on from here for whoever has these doors; to the outside body, or past it."""
    wrong = Act.TO_DECISION if is_reviewed(complaint) else Act.TO_OVERSIGHT
    return [act for act in acts if act != wrong and doors[act]]


def asked_to_print(complaint: Complaint, actor: Actor, at: datetime) -> bool:
    """Whether this reader put on record a moment ago that they print the file."""
    asked = ledger.of(Ref.of(complaint)).filter(act=Act.PRINT, by=actor.person, at__gt=at - ONE_ASK)
    return actor.person is not None and asked.exists()


def refuse_end(complaint: Complaint, code: Without) -> None:
    """Raise Refused where a case cannot end in this way: a complaint is not simply closed as withdrawn."""
    if code == Without.WITHDRAWN and not is_withdrawn(complaint):
        raise Refused(ASKED_TWICE)


def is_withdrawn(complaint: Complaint) -> bool:
    """Whether whoever complained has said twice that they withdraw it."""
    last = last_withdrawal(complaint)
    return last is not None and last.state == Wish.CONFIRMED
