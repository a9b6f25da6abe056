"""What people said beforehand, and which hours would suit them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from openbeat.apps.meetings.figures import cells
from openbeat.apps.meetings.lifecycle import DayPart, Heard, Part, Sort
from openbeat.apps.meetings.models import Absence, Contribution
from openbeat.apps.meetings.policies import LEADERS
from openbeat.apps.meetings.queries.agenda import agenda
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import AgendaItem, Meeting
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

SAID = "meetings.contribution"
LATELY = timedelta(days=365)


def _rows() -> QuerySet[Contribution]:
    rows = Contribution.objects.select_related("meeting__area", "item", "person")
    return rows.defer("meeting__area__boundary").order_by("sent_at", "pk")


def contributions_to(meeting: Meeting) -> QuerySet[Contribution]:
    """All that was said before a meeting, in order; for whoever leads it."""
    return _rows().filter(meeting=meeting)


def contribution(key: int) -> QuerySet[Contribution]:
    """One of them."""
    return _rows().filter(pk=key)


def own_contributions(actor: Actor) -> QuerySet[Contribution]:
    """What this actor said, with an account or a receipt."""
    return _rows().filter(actor.owns(Contribution))


def said_to(keys: list[int], actor: Actor) -> list[Contribution]:
    """Those of these that this actor may see: one's own, and whoever leads all of the areas."""
    led = Q(meeting__area__in={key for role in LEADERS for key in actor.areas(role)})
    return list(_rows().filter(actor.owns(Contribution) | led, pk__in=keys))


def host_page_of(meeting: Meeting) -> str:
    """Where it is decided."""
    return reverse("meetings:host", args=[meeting.pk])


def said_by(once: str | None) -> Contribution | None:
    """What was said with this form before, if anything."""
    return _rows().filter(once=once).first() if once else None


def comments_shown() -> QuerySet[Contribution]:
    """The comments that everybody may read."""
    return _rows().filter(stage=Heard.SHOWN, sort=Sort.COMMENT).exclude(words="")


def comments(meeting: Meeting) -> list[Contribution]:
    """Those before one meeting."""
    return list(comments_shown().filter(meeting=meeting))


def named_items(meeting: Meeting) -> list[tuple[AgendaItem, str]]:
    """The items that somebody may comment on, with what they are called for a visitor."""
    lines = [(line, section) for section in agenda(meeting, VISITOR) for line in section.lines]
    named = [(line.item, line.card.title if line.card else line.item.title) for line, _section in lines]
    return [(item, title) for item, title in named if title]


def new_on_agenda(meeting: Meeting) -> list[tuple[AgendaItem, str]]:
    """The things of other apps among the new problems on an agenda: a task may come of one of them."""
    return [(item, title) for item, title in named_items(meeting) if item.ref and item.part == Part.NEW]


def to_answer(meeting: Meeting) -> list[Contribution]:
    """Questions and proposals about whose item something is written, and whose sender can be told."""
    rows = _rows().filter(meeting=meeting, stage=Heard.ACCEPTED, person__isnull=False)
    return list(rows.exclude(item__note=""))


def in_their_words(keys: list[str]) -> list[Contribution]:
    """Those of these that stand on an agenda in the words of whoever sent them."""
    return list(_rows().filter(pk__in=keys, stage=Heard.ACCEPTED, reworded=False, item__isnull=False))


def undecided(meeting: Meeting) -> list[Contribution]:
    """What waits for somebody to decide."""
    return list(_rows().filter(meeting=meeting, stage=Heard.WAITING))


def was_said(once: str | None) -> bool:
    """Whether hours were said with this form before."""
    return bool(once) and Absence.objects.filter(once=once).exists()


@dataclass(frozen=True, slots=True)
class Suits:
    """Which days and hours would suit those who could not come."""

    people: int
    days: dict[int, int]
    hours: dict[str, int]

    @property
    def days_shown(self) -> list[tuple[int, int]]:
        """The days that five or more named."""
        return cells.cells(self.days)

    @property
    def hours_shown(self) -> list[tuple[str, int]]:
        """The parts of the day that five or more named."""
        return [(str(DayPart(part).label), count) for part, count in cells.cells(self.hours)]


def suits(area: Area | int, at: datetime) -> Suits:
    """What would suit the people of an area, of the last year."""
    rows = Absence.objects.filter(meeting__area=area, said_at__gt=at - LATELY, said_at__lte=at).order_by("pk")
    found = list(rows.values_list("days", "hours"))
    days = Counter(int(day) for named, _hours in found for day in named)
    hours = Counter(str(part) for _days, named in found for part in named)
    return Suits(len(found), dict(days), dict(hours))
