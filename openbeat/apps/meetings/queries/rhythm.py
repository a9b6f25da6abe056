"""How often each beat promises to meet, when it met last, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, Min

from openbeat.apps.meetings.lifecycle import LONGEST, UNLESS_SAID, Kind, Often, RhythmAct, Stage, Standing
from openbeat.apps.meetings.models import Meeting, Rhythm
from openbeat.apps.meetings.policies import RHYTHM_POLICY
from openbeat.core.department import queries as department
from openbeat.core.places import queries as places
from openbeat.core.places.models import Kind as AreaKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Aggregate, QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

LAST_HOUR = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a beat stands with its promise: when it met last, when it meets next, and by when it should."""

    area: Area
    often: Often
    last: datetime | None
    next: datetime | None
    due: datetime | None  # None: it never met, so nothing can be measured
    standing: Standing

    @property
    def is_behind(self) -> bool:
        """Whether it should have met already."""
        return self.standing == Standing.BEHIND


def paces(at: datetime, area: Area | None = None) -> list[Pace]:
    """How every beat stands (in an area, or everywhere), in order: five queries, however many beats."""
    keys = places.below(area) if area else None
    beats = [beat for beat in places.areas(AreaKind.BEAT) if keys is None or beat.pk in keys]
    if not beats:
        return []
    said = dict(Rhythm.objects.exclude(often="").values_list("area", "often"))
    keys_of = [beat.pk for beat in beats] if area else []
    last, coming = _last(at, keys_of), _next(at, keys_of)
    return [_pace(beat, promised(beat, said), (last.get(beat.pk), coming.get(beat.pk)), at) for beat in beats]


def pace(area: Area, at: datetime) -> Pace | None:
    """How one beat stands; None for what is no beat."""
    return paces(at, area)[0] if area.kind == AreaKind.BEAT else None


def behind(at: datetime, area: Area | None = None) -> list[Pace]:
    """The beats that should have met already."""
    return [one for one in paces(at, area) if one.is_behind]


def promised(area: Area, said: dict[int, str]) -> Often:
    """What is promised for an area: its own word, that of the area around it, or once a month."""
    return next((Often(said[place.pk]) for place in places.lineage(area) if place.pk in said), UNLESS_SAID)


def areas_promised(actor: Actor) -> list[Area]:
    """The areas for which the actor may say how often they meet, in order."""
    kinds = (AreaKind.DEPARTMENT, AreaKind.DISTRICT, AreaKind.BEAT)
    return [area for area in places.areas(*kinds) if RHYTHM_POLICY.verdict(actor, RhythmAct.PROMISE, area)]


def rhythms(keys: list[int]) -> QuerySet[Rhythm]:
    """The promises behind these keys."""
    return Rhythm.objects.filter(pk__in=keys).select_related("area").defer("area__boundary").order_by("pk")


def _pace(area: Area, often: Often, met: tuple[datetime | None, datetime | None], at: datetime) -> Pace:
    last, coming = met
    if last is None:
        return Pace(area, often, None, coming, None, Standing.NEVER)
    zone = department.zone()
    day = last.astimezone(zone).date() + timedelta(days=LONGEST[often])
    due = datetime.combine(day, LAST_HOUR, zone)
    if at > due:
        return Pace(area, often, last, coming, due, Standing.BEHIND)
    return Pace(area, often, last, coming, due, Standing.KEPT if coming and coming <= due else Standing.OPEN)


def _last(at: datetime, areas: list[int]) -> dict[int, datetime]:
    """When each area met last (of all areas, where none is named): alone, or together with others."""
    held = Meeting.objects.filter(kind=Kind.BEAT, ends_at__lte=at).exclude(stage=Stage.CANCELLED)
    return _joined(held, Max("ends_at"), areas, max)


def _next(at: datetime, areas: list[int]) -> dict[int, datetime]:
    announced = Meeting.objects.filter(kind=Kind.BEAT, ends_at__gt=at, stage=Stage.ANNOUNCED)
    return _joined(announced, Min("starts_at"), areas, min)


def _joined(
    rows: QuerySet[Meeting], moment: Aggregate, areas: list[int], choose: Callable[[datetime, datetime], datetime]
) -> dict[int, datetime]:
    own, together = (
        (rows.filter(area__in=areas), rows.filter(also__in=areas)) if areas else (rows, rows.exclude(also=None))
    )
    found: dict[int, datetime] = dict(own.order_by().values_list("area").annotate(moment))
    for key, at in together.order_by().values_list("also").annotate(moment):
        found[key] = choose(at, found.get(key, at))
    return found
