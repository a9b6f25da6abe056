"""The officer's side: who was told, what they read there, until when discipline is possible, and what may count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from openbeat.apps.complaints.lifecycle import DONE, OPEN, Disciplined, Outcome, Sort, Stage
from openbeat.apps.complaints.lifecycle.sides import CLEARED, WARNED, NotYet, Paper, Since
from openbeat.apps.complaints.models import (
    Accused,
    Allegation,
    Discipline,
    Limitation,
    NotToldYet,
    OfficerNotice,
    OfficerPaper,
)
from openbeat.apps.complaints.queries.lists import rows
from openbeat.core.department import queries as department
from openbeat.core.vault.months import after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.people.models import Person
    from openbeat.core.vault.bunch import Opened

A_MONTH = 28  # days at least


def accused_in(complaint: Complaint) -> list[Accused]:
    """The officers of a matter, by number, each with what they were told and why not yet."""
    found = Accused.objects.filter(complaint=complaint).select_related("person", "notice", "notice__representative")
    return list(found.prefetch_related("not_yet", "allegations").order_by("number"))


def officer(complaint: Complaint, number: int) -> Accused | None:
    """The officer of this number in a matter."""
    return next((each for each in accused_in(complaint) if each.number == number), None)


def not_told_until(complaint: Complaint) -> list[date | None]:
    """Until when each officer is not told yet who was not: None where nobody wrote down why not.

    Of whom nobody knows who they are, only those of whom it was written down. One query.
    """
    last = NotToldYet.objects.filter(accused=OuterRef("pk")).order_by("-pk").values("until")[:1]
    found = Accused.objects.filter(complaint=complaint, told_at=None).annotate(last=Subquery(last)).order_by("number")
    return [until for mark, until in found.values_list("mark", "last") if mark or until]


def has_ended(accused: Accused) -> bool:
    """Whether every point about this officer has ended; never where there is none."""
    theirs = Allegation.objects.filter(accused=accused).order_by()
    return theirs.exists() and not theirs.filter(decided_at=None).exists()


def is_cleared(accused: Accused) -> bool:
    """Whether what was found clears this officer: each says that it did not happen, or was within the rules."""
    found = set(Allegation.objects.filter(accused=accused).order_by().values_list("finding", flat=True))
    return bool(found) and found <= {str(outcome) for outcome in CLEARED}


@dataclass(frozen=True, slots=True)
class Officer:
    """One line of the page about officers: who, told when, why not yet and until when."""

    row: Accused
    name: str
    notice: OfficerNotice | None
    not_yet: NotToldYet | None
    why: Any
    ended: bool
    cleared: bool  # and they were told the outcome: there is a letter


def officers_of(complaint: Complaint) -> list[Officer]:
    """The officers of a matter; who is not told yet has no name here."""
    return [_officer(row) for row in accused_in(complaint)]


def _officer(row: Accused) -> Officer:
    reasons = sorted(row.not_yet.all(), key=lambda each: each.pk)
    last = reasons[-1] if reasons else None
    points = list(row.allegations.all())
    ended = bool(points) and all(point.decided_at for point in points)
    why = NotYet(last.why).label if last else ""
    notice = getattr(row, "notice", None)
    cleared = bool(notice and notice.outcome_at) and ended and all(point.finding in CLEARED for point in points)
    return Officer(row, row.person.name if row.person else "", notice, last, why, ended, cleared)


def notices_of(person: Person) -> QuerySet[OfficerNotice]:
    """What this person was told, and what they read as somebody who stands by an officer; newest first."""
    theirs = OfficerNotice.objects.filter(accused__person=person) | OfficerNotice.objects.filter(representative=person)
    return theirs.select_related("accused", "accused__complaint", "accused__person", "representative").order_by("-at")


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """One thing that an officer wrote, opened."""

    sort: Any
    words: str
    language: str
    at: datetime
    came_on: date | None = None  # on paper
    entered_by: str = ""  # where it came on paper


def written_by_officer(notice: OfficerNotice, opened: Opened, *, own: bool = True) -> list[Written]:
    """What an officer wrote, oldest first: out of their own safe, or out of the matter. Raises Shut where damaged."""
    found = OfficerPaper.objects.filter(notice=notice).select_related("by").order_by("at", "pk")
    return [
        Written(
            Paper(row.sort).label,
            opened.text(row.words if own else row.for_the_case).rstrip(),
            row.language,
            row.at,
            row.came_on,
            row.by.name if row.came_on else "",
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Limit:
    """Until when the state lets the department discipline, from when that is counted, and whether somebody set it.

    Where nobody did: from which day it runs, how many months by the department's rule, and whether that was decided.
    """

    ends_on: date
    since: Any
    set: bool
    set_at: datetime | None = None
    begins: date | None = None
    months: int = 0
    decided: bool = False


def limit_of(complaint: Complaint) -> Limit:
    """The limit for discipline: as somebody set it for this matter, else the department's months since it came in."""
    row = Limitation.objects.filter(complaint=complaint).first()
    if row:
        return Limit(row.ends_on, Since(row.since).label, set=True, set_at=row.at)
    months, rule, zone = department.number("limitation"), department.decision("limitation"), department.zone()
    return Limit(
        after(complaint.filed_at, months).astimezone(zone).date(),
        Since.KNOWN.label,
        set=False,
        begins=complaint.filed_at.astimezone(zone).date(),
        months=months,
        decided=rule is not None and rule.choice is not None,
    )


def near_their_limit(at: datetime) -> Iterator[tuple[Complaint, Limit]]:
    """The open complaints whose limit comes within ninety days and has not passed, each with it."""
    today = at.astimezone(department.zone()).date()
    ago = at - timedelta(days=A_MONTH * department.number("limitation") - max(WARNED))
    waiting = rows().filter(stage__in=OPEN, sort=Sort.COMPLAINT).select_related("investigator")
    own = Limitation.objects.filter(ends_on__lte=today + timedelta(days=max(WARNED))).order_by().values("complaint")
    for complaint in waiting.filter(filed_at__lte=ago) | waiting.filter(pk__in=own):
        limit = limit_of(complaint)
        if 0 <= (limit.ends_on - today).days <= max(WARNED):
            yield complaint, limit


def usable_for_evaluation(person: Person) -> QuerySet[Allegation]:
    """What may count in an evaluation or a promotion of this officer: sustained, over, told to them, no appeal open.

    What is not proven, and what is not over, stays out.
    """
    appealed = Discipline.objects.filter(step=Disciplined.APPEALED).order_by().values("allegation")
    final = Discipline.objects.filter(step=Disciplined.FINAL).order_by().values("allegation")
    asked = OfficerPaper.objects.filter(sort=Paper.APPEAL).order_by().values("notice__accused__allegations")
    found = Allegation.objects.filter(accused__person=person, finding=Outcome.SUSTAINED)
    found = found.filter(complaint__stage__in=(Stage.DECIDED, *DONE), accused__notice__outcome_at__isnull=False)
    open_ones = found.filter(pk__in=appealed) | found.filter(pk__in=asked.exclude(notice__accused__allegations=None))
    return found.exclude(pk__in=open_ones.exclude(pk__in=final).order_by().values("pk")).order_by("decided_at", "pk")


def notice(key: int) -> OfficerNotice | None:
    """What an officer was told, by its number."""
    found = OfficerNotice.objects.select_related("accused", "accused__complaint", "accused__person", "representative")
    return found.filter(pk=key).first()


def findings_for(accused: Accused) -> list[tuple[int, Any]]:
    """How each point about an officer ended, by number: a finding, or why there is none."""
    points = Allegation.objects.filter(accused=accused).order_by("number")
    return [(point.number, point.get_finding_display() or point.get_without_display()) for point in points]
