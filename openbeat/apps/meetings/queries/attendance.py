"""Who came: the counts that everybody may see, and the lines that whoever leads looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Sum

from openbeat.apps.meetings.figures import cells
from openbeat.apps.meetings.models import SignedIn

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import Meeting

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Came:
    """How many came, as whoever leads sees it."""

    people: int
    first_timers: int
    regulars: int
    languages: dict[str, int]

    @property
    def shown(self) -> int | None:
        """How many came, where that may be said in public."""
        return cells.shown(self.people)

    @property
    def first_timers_shown(self) -> int | None:
        """How many were there for the first time, where neither they nor the others are few."""
        return cells.part(self.first_timers, self.people)

    @property
    def languages_shown(self) -> list[tuple[str, int]]:
        """The languages that five or more speak, as far as they do not give away how many speak another one."""
        return cells.cells(self.languages, self.people)


def came(meeting: Meeting) -> Came:
    """How many came, in one query."""
    rows = SignedIn.objects.filter(meeting=meeting).order_by().values("language")
    found = list(
        rows.annotate(all=Sum("people"), first=Sum("first_timers"), often=Sum("regulars")).order_by("language")
    )
    return Came(
        sum(row["all"] for row in found),
        sum(row["first"] for row in found),
        sum(row["often"] for row in found),
        {row["language"]: row["all"] for row in found if row["language"]},
    )


def lines_of(meeting: Meeting) -> QuerySet[SignedIn]:
    """Each line, the newest first."""
    return SignedIn.objects.filter(meeting=meeting).order_by("-signed_at", "-pk")


def line(key: int) -> QuerySet[SignedIn]:
    """One line with its meeting."""
    rows = SignedIn.objects.filter(pk=key).select_related("meeting__area").defer("meeting__area__boundary")
    return rows.order_by("pk")


def signed_in_by(once: str | None) -> SignedIn:
    """The line that this form made before; raises DoesNotExist."""
    return SignedIn.objects.get(once=once)


def was_entered(marks: Sequence[str | None]) -> bool:
    """Whether this sheet was entered already."""
    return SignedIn.objects.filter(once__in=[mark for mark in marks if mark]).exists()


def named_before(day: datetime, *, but: Collection[int] = ()) -> QuerySet[SignedIn]:
    """Lines with a name of meetings before this moment, but for those meetings."""
    old = SignedIn.objects.filter(meeting__starts_at__lt=day).exclude(name="").exclude(meeting__in=but)
    return old.select_related("meeting__area").defer("meeting__area__boundary").order_by("pk")[:AT_ONCE]
