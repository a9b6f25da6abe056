"""Which officers are expected, and which reminders are due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Stage
from openbeat.apps.meetings.models import Attending, Reminder
from openbeat.apps.meetings.policies import POLICE
from openbeat.core.hooks import roles
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.places.models import Area, Post

LONGEST = timedelta(days=8)


def officers_of(meeting: Meeting) -> QuerySet[Attending]:
    """The officers who are expected, in the order in which they were named."""
    rows = Attending.objects.filter(meeting=meeting).select_related("post__area", "meeting__area")
    return rows.defer("post__area__boundary", "meeting__area__boundary").order_by("pk")


def officer(key: int) -> QuerySet[Attending]:
    """One of them."""
    rows = Attending.objects.filter(pk=key).select_related("post__area", "meeting__area")
    return rows.defer("post__area__boundary", "meeting__area__boundary").order_by("pk")


def posts_to_expect(area: Area) -> list[tuple[Post, str]]:
    """The posts of the police in an area and above it, with what they are called."""
    wanted = places.above(area)
    found = places.posts().filter(area__in=wanted, role__in=POLICE)
    return [(post, f"{roles.label(post.role)}, {post.area.name}") for post in found]


def reminders_of(meeting: Meeting) -> QuerySet[Reminder]:
    """The reminders of a meeting, the earliest first."""
    return Reminder.objects.filter(meeting=meeting).order_by("-hours", "pk")


def reminder(key: int) -> QuerySet[Reminder]:
    """One of them with its meeting."""
    rows = Reminder.objects.filter(pk=key).select_related("meeting__area").defer("meeting__area__boundary")
    return rows.order_by("pk")


def reminders_due(at: datetime) -> list[Reminder]:
    """The reminders whose moment has come and that were not sent for this beginning of the meeting."""
    soon = Reminder.objects.filter(
        meeting__starts_at__gt=at, meeting__starts_at__lte=at + LONGEST, meeting__stage=Stage.ANNOUNCED
    )
    rows = soon.select_related("meeting__area").defer("meeting__area__boundary").order_by("pk")
    return [row for row in rows if is_due(row, at)]


def is_due(row: Reminder, at: datetime) -> bool:
    """Whether its moment has come, and it was not sent for this beginning."""
    starts = row.meeting.starts_at
    return row.sent_for != starts and starts - timedelta(hours=row.hours) <= at < starts
