"""The desk of those who receive complaints: what they read by stage, and recordings that are soon overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from openbeat.apps.complaints.lifecycle import Stage
from openbeat.apps.complaints.lifecycle.recordings import WARN_DAYS, State
from openbeat.apps.complaints.models import Recording
from openbeat.apps.complaints.queries.lists import Line, lines, readable_by

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.core.people.models import Person

FEW = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """One stage of the desk: how many somebody reads there, and the newest few of them."""

    stage: Stage
    count: int
    lines: list[Line]


def shelves(person: Person, at: datetime) -> list[Shelf]:
    """What somebody reads, stage by stage in the order of the work; stages with nothing are left out.

    Constant queries, however many stages and matters there are.
    """
    mine = readable_by(person)
    counts = dict(mine.order_by().values_list("stage").annotate(number=Count("pk")))
    place = Window(RowNumber(), partition_by=F("stage"), order_by=[F("filed_at").desc(), F("pk").desc()])
    newest = lines(mine.annotate(place=place).filter(place__lte=FEW), at)
    return [
        Shelf(stage, counts[stage], [line for line in newest if line.complaint.stage == stage])
        for stage in Stage
        if stage in counts
    ]


@dataclass(frozen=True, slots=True)
class Ending:
    """A recording that was asked for, that nobody has said is kept, and that is soon overwritten."""

    row: Recording
    days: int  # that are left; below nought the day has passed


def soon_overwritten(person: Person, today: date) -> list[Ending]:
    """Of the matters that somebody reads, the recordings that are overwritten within a week, the soonest first.

    Those whose day has passed and of which nobody has said anything come before them. One query.
    """
    last = today + timedelta(days=max(WARN_DAYS))
    mine = readable_by(person).order_by().values("pk")
    found = Recording.objects.filter(state=State.ASKED, overwritten_on__lte=last, complaint__in=mine)
    waits = found.select_related("complaint", "holder").order_by("overwritten_on", "pk")
    return [Ending(row, (row.overwritten_on - today).days) for row in waits if row.overwritten_on]
