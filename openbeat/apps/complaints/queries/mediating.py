"""Whether both sides of a complaint may talk instead, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle.mediating import How
from openbeat.apps.complaints.models import Accused, Mediation, OfficerNotice
from openbeat.apps.complaints.queries.accused import allegation_rows
from openbeat.apps.complaints.queries.kinds import kinds_of

if TYPE_CHECKING:
    from datetime import date

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened


def is_suitable(complaint: Complaint) -> bool:
    """Whether every point of a complaint is of a kind that can be settled by talking, and none is serious."""
    rows = list(allegation_rows(complaint))
    kinds = kinds_of((row.kinds, row.kind) for row in rows).values()
    return bool(rows) and not complaint.serious and all(kind.mediable and not kind.serious for kind in kinds)


def mediation_of(complaint: Complaint) -> Mediation | None:
    """The newest mediation of a complaint, open or ended."""
    return Mediation.objects.filter(complaint=complaint).order_by("-offered_at", "-pk").first()


def told_officers(complaint: Complaint) -> list[OfficerNotice]:
    """What the officers of a matter were told who can answer in their own account."""
    found = OfficerNotice.objects.filter(accused__complaint=complaint, accused__person__isnull=False, on_paper=False)
    return list(found.select_related("accused", "accused__person").order_by("pk"))


def officers_in(complaint: Complaint) -> int:
    """How many officers a matter is about."""
    return Accused.objects.filter(complaint=complaint).count()


def to_follow_up(today: date) -> list[Mediation]:
    """What was agreed and is to be asked about by now, and of which nobody has said yet whether it holds."""
    found = Mediation.objects.filter(ended_how=How.AGREED, holds="", follow_up_on__lte=today)
    return list(found.select_related("complaint").order_by("follow_up_on", "pk"))


def is_due(row: Mediation, today: date) -> bool:
    """Whether somebody is asked by now whether what was agreed holds, and has not said so."""
    return row.ended_how == How.AGREED and not row.holds and bool(row.follow_up_on and row.follow_up_on <= today)


@dataclass(frozen=True, slots=True, repr=False)
class Talk:
    """A mediation, opened: who sits between both sides, and what was agreed."""

    row: Mediation
    mediator: str
    agreed: str


def talk_of(complaint: Complaint, opened: Opened) -> Talk | None:
    """The newest mediation of a complaint, opened. Raises Shut where it is damaged."""
    row = mediation_of(complaint)
    if row is None:
        return None
    return Talk(row, opened.text(row.mediator).rstrip(), opened.text(row.agreed).rstrip())
