"""What a month was like in an area: figures of public concerns, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from openbeat.apps.concerns.models import Concern, Reopening
from openbeat.apps.concerns.queries.lists import SOLVED, within

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.models import Area


@dataclass(frozen=True, slots=True)
class Month:
    """How many public concerns were raised, answered, called solved, and sent back in a span."""

    raised: int
    answered: int
    confirmed: int
    back: int


def month_of(area: Area, since: datetime, until: datetime) -> Month:
    """The figures of an area from a moment to before another; a concern counts where it stands now. Two queries."""
    rows = Concern.objects.filter(within(area), private=False)
    found = rows.aggregate(
        raised=Count("pk", filter=Q(raised_at__gte=since, raised_at__lt=until)),
        answered=Count("pk", filter=Q(answered_at__gte=since, answered_at__lt=until)),
        confirmed=Count("pk", filter=Q(confirmed_at__gte=since, confirmed_at__lt=until)),
    )
    back = Reopening.objects.filter(concern__in=rows.order_by().values("pk"), at__gte=since, at__lt=until).count()
    return Month(found["raised"], found["answered"], found["confirmed"], back)


def answered_in(area: Area, since: datetime, until: datetime, count: int) -> list[Concern]:
    """What was answered in a span and may be read by everybody, the newest first."""
    rows = Concern.objects.filter(within(area), private=False, looked_at__isnull=False, words_withheld="")
    rows = rows.filter(stage__in=SOLVED, answered_at__gte=since, answered_at__lt=until).exclude(title="")
    return list(rows.order_by("-answered_at", "-pk")[:count])
