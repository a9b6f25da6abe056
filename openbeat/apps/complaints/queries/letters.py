"""What a letter to an officer says: kinds by the published list, days, rights. Nothing that is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openbeat.apps.complaints.lifecycle.sides import OFFICER_ANSWERS
from openbeat.apps.complaints.models import Allegation
from openbeat.apps.complaints.queries.kinds import kinds_of
from openbeat.core.department import queries as department
from openbeat.core.department import services as promises

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from openbeat.apps.complaints.lifecycle import KindOf
    from openbeat.apps.complaints.models import OfficerNotice, OfficerPaper
    from openbeat.core.department.queries import Decided


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice to an officer without a word of the matter."""

    name: str
    told_at: datetime
    answer_by: datetime
    kinds: tuple[KindOf, ...]
    rights: Decided
    representative: str
    came: tuple[date, ...]  # the days on which something that they wrote came on paper


def answer_by(notice: OfficerNotice) -> datetime:
    """Until when an officer who was told may answer, by the department's days."""
    return promises.due(OFFICER_ANSWERS, notice.at)


def _came(notice: OfficerNotice) -> QuerySet[OfficerPaper, date | None]:
    return notice.papers.exclude(came_on=None).order_by("pk").values_list("came_on", flat=True)


def letter_for(notice: OfficerNotice) -> Letter:
    """What stands in the letter to an officer who was told; three queries. Raises LookupError for one who was not."""
    accused, rights = notice.accused, department.decision("officer_rights")
    if accused.person is None or rights is None:
        raise LookupError(accused.pk)
    pairs = Allegation.objects.filter(accused=accused).order_by("number").values_list("kinds", "kind")
    found = kinds_of(pairs)
    return Letter(
        name=accused.person.name,
        told_at=notice.at,
        answer_by=answer_by(notice),
        kinds=tuple(found[pair] for pair in dict.fromkeys(pairs)),
        rights=rights,
        representative=notice.representative.name if notice.representative else "",
        came=tuple(day for day in _came(notice) if day),
    )
