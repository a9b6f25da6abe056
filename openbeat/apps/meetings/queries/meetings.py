"""Which meetings, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from openbeat.apps.meetings.lifecycle import WITHOUT_AGENDA, Kind, Stage
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.policies import LEADERS
from openbeat.core.places import queries as places
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """All meetings: they are open to everybody. What stands on an agenda may not be: that is asked of its origin."""
    return Meeting.objects.select_related("area").defer("area__boundary").order_by("starts_at", "pk")


def by_key(key: int) -> Meeting | None:
    """The meeting of this key, for work that was asked for earlier."""
    return visible_to(VISITOR).filter(pk=key).first()


@dataclass(frozen=True, slots=True)
class Wish:
    """Which meetings somebody looks for."""

    area: Area | None = None
    past: bool = False


def of_area(area: Area | None, actor: Actor) -> QuerySet[Meeting]:
    """The meetings of an area, of those in it, and of those in which it lies: all that its people are asked to."""
    meetings = visible_to(actor)
    return meetings.filter(within(area)) if area else meetings


def within(area: Area) -> Q:
    """The meetings that are for an area: its own, those in it or around it, and those it holds together with others."""
    keys = places.below(area) | places.above(area)
    together = Meeting.also.through.objects.filter(area__in=keys).values("meeting")
    return Q(area__in=keys) | Q(pk__in=together)


def found(wish: Wish, actor: Actor, at: datetime) -> QuerySet[Meeting]:
    """What is still to come, the next one first; or what is over, the last one first."""
    meetings = of_area(wish.area, actor)
    if wish.past:
        return meetings.filter(ends_at__lte=at).order_by("-starts_at", "-pk")
    return meetings.filter(ends_at__gt=at)


def between(area: Area | None, actor: Actor, since: datetime, until: datetime) -> QuerySet[Meeting]:
    """The meetings that touch this span, cancelled ones too: a calendar must hear of these."""
    return of_area(area, actor).filter(ends_at__gte=since, starts_at__lt=until)


def taking_place(actor: Actor, since: datetime, until: datetime) -> QuerySet[Meeting]:
    """The meetings anywhere that touch this span and are not cancelled, the first one first."""
    return between(None, actor, since, until).exclude(stage=Stage.CANCELLED)


def next_of(area: Area | None, at: datetime) -> Meeting | None:
    """The next meeting of an area that takes place; liaison hours left out."""
    meetings = of_area(area, VISITOR).filter(stage=Stage.ANNOUNCED, ends_at__gt=at)
    return meetings.exclude(kind=Kind.HOURS).first()


def last_note(area: Area | None) -> Meeting | None:
    """The meeting of an area whose note was published last."""
    return notes_lately(area, 1).first()


def notes_lately(area: Area | None, count: int) -> QuerySet[Meeting]:
    """The meetings whose notes were published last, newest first."""
    meetings = of_area(area, VISITOR).filter(stage=Stage.NOTED, published_at__isnull=False)  # its index is partial
    return meetings.order_by("-published_at", "-pk")[:count]


def news(area: Area | None, count: int) -> QuerySet[Meeting]:
    """The meetings about which something was said last, newest first."""
    return of_area(area, VISITOR).order_by(F("changed_at").desc(), "-pk")[:count]


def over_without_end(at: datetime) -> QuerySet[Meeting]:
    """Meetings that are over, and whose note nobody owes yet."""
    over = visible_to(VISITOR).filter(ends_at__lte=at, ended_at=None, stage=Stage.ANNOUNCED)
    return over.exclude(kind__in=WITHOUT_AGENDA)


def to_fill(at: datetime) -> QuerySet[Meeting]:
    """Meetings with an agenda that are still to begin."""
    coming = visible_to(VISITOR).filter(starts_at__gt=at, stage=Stage.ANNOUNCED)
    return coming.exclude(kind__in=WITHOUT_AGENDA)


def areas_led(actor: Actor) -> list[Area]:
    """The areas for which the actor may announce a meeting, in order."""
    keys = {key for role in LEADERS for key in actor.areas(role)}
    return [area for area in places.areas() if area.pk in keys]
