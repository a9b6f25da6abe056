"""How the spool stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from openbeat.core.inbox.models import Outcome, Parcel

STUCK = timedelta(minutes=15)
DAY = timedelta(days=1)


def stuck(at: datetime) -> int:
    """How many letters should have been read by now: a sign that no worker runs, or that one cannot be read."""
    return Parcel.objects.filter(outcome=Outcome.WAITS, received_at__lt=at - STUCK).count()


def from_sender(mark: str, at: datetime) -> int:
    """How many letters of this sender were taken within a day; what a program wrote does not count against a person."""
    return _taken(at).filter(sender_mark=mark).count()


def on_way(mark: str, at: datetime) -> int:
    """How many letters that came on this way were taken within a day."""
    return _taken(at).filter(way_mark=mark).count()


def _taken(at: datetime) -> QuerySet[Parcel]:
    rows = Parcel.objects.filter(received_at__gt=at - DAY)
    return rows.exclude(outcome__in=[Outcome.WAITS, Outcome.TOO_MANY, Outcome.AUTOMATIC])


def lately(at: datetime) -> dict[str, int]:
    """What became of the letters of the last day."""
    rows = Parcel.objects.filter(received_at__gt=at - DAY).order_by("outcome").values("outcome")
    return {row["outcome"]: row["n"] for row in rows.annotate(n=Count("pk"))}
