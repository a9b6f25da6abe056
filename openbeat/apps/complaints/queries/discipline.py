"""What followed for an officer, step by step; and how many were sustained of the same officer before: a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle import CAN_BE_PUNISHED, Changed, Disciplined, changed, weight
from openbeat.apps.complaints.lifecycle.sides import Paper
from openbeat.apps.complaints.models import Accused, Allegation, Discipline, OfficerPaper
from openbeat.core.department import queries as department
from openbeat.core.people import queries as people
from openbeat.core.vault import vouching

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from openbeat.apps.complaints.models import Complaint

MARK = "accused"  # what a mark of an accused officer is made of, before the matter and the person
STOOD = (Disciplined.DECIDED, Disciplined.IMPOSED)


def discipline_of(point: Allegation) -> list[Discipline]:
    """What was said and done about one allegation, oldest first."""
    return list(Discipline.objects.filter(allegation=point).order_by("number"))


def changed_by_appeal(row: Discipline, steps: Sequence[Discipline]) -> Changed | None:
    """What the appeal changed of what was decided or imposed before it; None but at the step after an appeal."""
    before = [each for each in steps if each.number < row.number and each.step in STOOD]
    if row.step != Disciplined.FINAL or not before:
        return None
    return changed(weight(before[-1].measure, before[-1].days), weight(row.measure, row.days))


def appeals_in(complaint: Complaint) -> dict[int, date]:
    """The day on which each officer of a matter last appealed, by the key of the accused: on paper, when it came."""
    papers = OfficerPaper.objects.filter(notice__accused__complaint=complaint, sort=Paper.APPEAL)
    zone = department.zone()
    days: dict[int, date] = {}
    for accused, came_on, at in papers.order_by("pk").values_list("notice__accused", "came_on", "at"):
        day = came_on or at.astimezone(zone).date()
        days[accused] = max(day, days.get(accused, day))
    return days


def sustained_before(accused: Accused, at: datetime) -> int | None:
    """How many violations were found of the same officer in other matters; None where nobody knows who it is.

    Found by the keyed marks: whose they are is known inside this function alone.
    """
    person = _person_behind(accused)
    if person is None:
        return None
    found = Allegation.objects.filter(finding__in=list(CAN_BE_PUNISHED), decided_at__lt=at).exclude(accused=None)
    pairs = found.exclude(accused__mark="").exclude(complaint=accused.complaint_id).order_by("pk")
    rows = pairs.values_list("accused__complaint", "accused__mark")
    return sum(1 for complaint, mark in rows if vouching.holds(mark, MARK, complaint, person))


def _person_behind(accused: Accused) -> int | None:
    if not accused.mark or accused.person_id:
        return accused.person_id
    staff = {key for ended in (False, True) for key in people.tenures(ended=ended).values_list("person", flat=True)}
    return next((key for key in sorted(staff) if vouching.holds(accused.mark, MARK, accused.complaint_id, key)), None)
