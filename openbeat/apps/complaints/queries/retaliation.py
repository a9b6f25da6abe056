"""When whoever complained is asked whether somebody harms them for it, and what they answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from openbeat.apps.complaints.lifecycle import Sort, Stage
from openbeat.apps.complaints.lifecycle.retaliation import AFTER_CLOSING, DAYS, WITHIN, Asked
from openbeat.apps.complaints.models import Allegation, CheckIn
from openbeat.apps.complaints.queries.lists import leading, rows
from openbeat.core.department import queries as department

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from openbeat.apps.complaints.models import Complaint
    from openbeat.core.vault.bunch import Opened

APART = timedelta(days=14)  # so long nobody is asked twice
SPARE = timedelta(days=1)  # a day in the department's zone begins earlier or later than one in UTC


def asked_on(complaint: Complaint, asked: Asked) -> date | None:
    """The day on which this is asked; None where neither it nor what it was joined to is closed, as it must be."""
    since = leading(complaint).closed_at if asked in AFTER_CLOSING else complaint.filed_at
    return since.astimezone(department.zone()).date() + timedelta(days=DAYS[asked]) if since else None


def to_be_asked(at: datetime) -> Iterator[tuple[Complaint, Asked]]:
    """Of whom it is asked today, and which question: within a month of its day, and never two within two weeks."""
    lately = CheckIn.objects.filter(asked_at__gt=at - APART).order_by().values("complaint")
    waiting = rows().filter(sort=Sort.COMPLAINT).exclude(stage=Stage.WRITING).exclude(pk__in=lately)
    today = at.astimezone(department.zone()).date()
    given: set[int] = set()
    for asked in reversed(Asked):
        fields = ("closed_at", "joined_to__closed_at") if asked in AFTER_CLOSING else ("filed_at",)
        newest = at - timedelta(days=DAYS[asked]) + SPARE
        oldest = newest - timedelta(days=WITHIN) - 2 * SPARE
        spans = [Q(**{f"{field}__gt": oldest, f"{field}__lte": newest}) for field in fields]
        near = waiting.filter(reduce(or_, spans)).select_related("joined_to")
        known = set(
            CheckIn.objects.filter(complaint__in=near.order_by(), asked=asked).values_list("complaint", "due_on")
        )
        for complaint in near:
            day = asked_on(complaint, asked)
            if day and day <= today < day + timedelta(days=WITHIN) and (complaint.pk, day) not in known:
                if complaint.pk not in given:
                    yield complaint, asked
                given.add(complaint.pk)


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """One question after harm, and its answer where there is one, opened."""

    row: CheckIn
    label: Any
    harmed: bool | None
    words: str


def questions_of(complaint: Complaint, opened: Opened) -> list[Question]:
    """What was asked and answered, the first one first. Raises Shut where it is damaged."""
    return [_question(row, opened) for row in CheckIn.objects.filter(complaint=complaint).order_by("asked_at", "pk")]


def _question(row: CheckIn, opened: Opened) -> Question:
    if row.answered_at is None:
        return Question(row, Asked(row.asked).label, None, "")
    said = json.loads(opened.text(row.answer))
    return Question(row, Asked(row.asked).label, said["harmed"], said["words"])


def question(complaint: Complaint, key: int) -> CheckIn | None:
    """The question of this matter with this key."""
    return CheckIn.objects.select_related("complaint").filter(complaint=complaint, pk=key).first()


def reports_of(complaint: Complaint) -> list[Allegation]:
    """The reports of retaliation in this matter, in clear: when each was made, and when it ended."""
    return list(Allegation.objects.filter(complaint=complaint, retaliation=True).order_by("number"))
