"""Who comes, who waits, and what they need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Sum

from openbeat.apps.meetings.figures import cells
from openbeat.apps.meetings.lifecycle import SEATED, STILL_WANTED, Seat
from openbeat.apps.meetings.models import Coming

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import Meeting
    from openbeat.kit.actors import Actor


def coming_of(meeting: Meeting) -> QuerySet[Coming]:
    """All head counts of a meeting, in the order in which they were said."""
    rows = Coming.objects.filter(meeting=meeting).select_related("meeting__area", "person")
    return rows.defer("meeting__area__boundary").order_by("said_at", "pk")


def to_tell(meeting: Meeting) -> QuerySet[Coming]:
    """Whoever still wants to come and can be reached."""
    return coming_of(meeting).filter(stage__in=STILL_WANTED, person__isnull=False)


def own_coming(actor: Actor) -> QuerySet[Coming]:
    """What this actor said, with an account or a receipt."""
    rows = Coming.objects.filter(actor.owns(Coming)).select_related("meeting__area", "person")
    return rows.defer("meeting__area__boundary").order_by("-said_at", "-pk")


def own_for(meeting: Meeting, actor: Actor) -> Coming | None:
    """What this actor said about this meeting, if it still stands."""
    if actor.kind == "visitor":
        return None
    return own_coming(actor).filter(meeting=meeting).exclude(stage=Seat.WITHDRAWN).first()


def by_once(once: str | None) -> Coming | None:
    """What was said with this form before, if anything."""
    return Coming.objects.select_related("meeting").filter(once=once).first() if once else None


def ahead_of(coming: Coming) -> int:
    """How many parties wait before this one."""
    before = Q(said_at__lt=coming.said_at) | Q(said_at=coming.said_at, pk__lt=coming.pk)
    return Coming.objects.filter(before, meeting=coming.meeting_id, stage=Seat.WAITING).count()


def taken(meeting: Meeting) -> int:
    """How many places are taken."""
    seated = Coming.objects.filter(meeting=meeting, stage__in=SEATED)
    return int(seated.aggregate(heads=Sum(F("adults") + F("children"), default=0))["heads"])


def first_waiting(meeting: Meeting) -> Coming | None:
    """Whoever waits longest."""
    return coming_of(meeting).filter(stage=Seat.WAITING).first()


@dataclass(frozen=True, slots=True)
class Room:
    """How full it is."""

    heads: int
    waiting: int  # parties
    limit: int | None

    @property
    def shown(self) -> int | None:
        """How many come, where that may be said in public."""
        return cells.shown(self.heads)

    @property
    def is_full(self) -> bool:
        """Whether whoever says now that they come has to wait."""
        return self.limit is not None and (self.waiting > 0 or self.heads >= self.limit)


def room(meeting: Meeting) -> Room:
    """How full it is, in one query."""
    found = Coming.objects.filter(meeting=meeting).aggregate(
        heads=Sum(F("adults") + F("children"), filter=Q(stage__in=SEATED), default=0),
        waiting=Count("pk", filter=Q(stage=Seat.WAITING)),
    )
    return Room(int(found["heads"]), int(found["waiting"]), meeting.room_for)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many come, for the host."""

    adults: int
    children: int
    parties: int


def totals(rows: list[Coming]) -> Totals:
    """The heads of everybody who has a place."""
    seated = [row for row in rows if row.stage in SEATED]
    return Totals(sum(row.adults for row in seated), sum(row.children for row in seated), len(seated))


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be arranged: counts, and words of those who wrote some."""

    interpreters: list[tuple[str, int]]  # code of a language, parties
    care: int
    words: list[Coming]

    def __bool__(self) -> bool:
        return bool(self.interpreters or self.care or self.words)


def needs_of(rows: list[Coming]) -> Needs:
    """The needs of everybody who still wants to come, totalled."""
    wanted = [row for row in rows if row.stage in STILL_WANTED]
    tongues = Counter(row.interpreter for row in wanted if row.interpreter)
    return Needs(
        sorted(tongues.items(), key=lambda found: (-found[1], found[0])),
        sum(row.care for row in wanted),
        [row for row in wanted if row.access],
    )
