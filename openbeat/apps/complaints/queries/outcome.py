"""What whoever complained reads with the answer: each point in plain words, with reasons written for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openbeat.apps.complaints.lifecycle import DONE, Disciplined, Measure, Outcome, Without
from openbeat.apps.complaints.models import Discipline
from openbeat.apps.complaints.queries.definitions import meanings
from openbeat.apps.complaints.queries.findings import allegations
from openbeat.apps.complaints.queries.points import points_of
from openbeat.apps.complaints.queries.publication import in_force

if TYPE_CHECKING:
    from openbeat.apps.complaints.models import Allegation, Complaint
    from openbeat.apps.complaints.queries.definitions import Meaning
    from openbeat.apps.complaints.queries.points import Pointed
    from openbeat.core.vault.bunch import Opened


@dataclass(frozen=True, slots=True, repr=False)
class ForThem:
    """One point as whoever complained reads it."""

    point: Pointed
    finding: Any
    meaning: Meaning | None
    standard: Any
    without: Any
    told: str
    language: str
    measure: Any


def outcomes_of(complaint: Complaint, opened: Opened) -> list[ForThem]:
    """Each point once it is answered: the finding under the definition it was made under, and the reasons for them.

    Where it was opened again, what they were told before stands until something else is decided. What follows for the
    officer stands there as far as the publication profile allows it. Raises Shut where it is damaged.
    """
    rows = [row for row in allegations(complaint) if _is_told(complaint, row)]
    if not rows:
        return []
    meant = {(one.finding, one.version): one for one in meanings()}
    pointed = {each.key: each for each in points_of(complaint, opened)}
    measures = _measures(complaint)
    return [
        ForThem(
            pointed[row.pk],
            Outcome(row.finding).label if row.finding else "",
            meant.get((row.finding, row.definitions or 0)),
            row.get_standard_display() if row.standard else "",
            Without(row.without).label if row.without else "",
            opened.text(row.told).rstrip() if row.told else "",
            row.told_language,
            measures.get(row.pk, ""),
        )
        for row in rows
    ]


def _is_told(complaint: Complaint, row: Allegation) -> bool:
    """Whether they have the answer about this point."""
    if complaint.stage in DONE:
        return True
    return bool(complaint.answered_at and row.decided_at and row.decided_at <= complaint.answered_at)


def _measures(complaint: Complaint) -> dict[int, Any]:
    """What was decided in the end, by allegation, where the profile lets discipline be told."""
    profile = in_force()
    if profile is None or not profile.discipline:
        return {}
    steps = Discipline.objects.filter(allegation__complaint=complaint).exclude(step=Disciplined.RECOMMENDED)
    told = steps.exclude(step=Disciplined.APPEALED).order_by("number")
    return {row.allegation_id: Measure(row.measure).label for row in told}
