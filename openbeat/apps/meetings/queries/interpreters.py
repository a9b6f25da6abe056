"""Interpreters that people asked for at meetings to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from openbeat.apps.meetings.lifecycle import STILL_WANTED, Promise, Stage
from openbeat.apps.meetings.models import Coming
from openbeat.apps.meetings.policies import LEADERS
from openbeat.apps.meetings.queries.meetings import visible_to
from openbeat.core.hooks.interpreters import Need
from openbeat.core.loop import queries as loop
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.loop.models import Obligation
    from openbeat.kit.actors import Actor


def interpreters_wanted(actor: Actor, languages: Collection[str], at: datetime) -> list[Need]:
    """What is wanted into these languages, and all that this actor arranges; a constant number of queries."""
    led = sorted({area for role in LEADERS for area in actor.areas(role)})
    asked = Coming.objects.filter(stage__in=STILL_WANTED).exclude(interpreter="")
    asked = asked.filter(meeting__stage=Stage.ANNOUNCED, meeting__starts_at__gte=at)
    asked = asked.filter(Q(interpreter__in=languages) | Q(meeting__area__in=led))
    rows = list(asked.order_by("meeting").values("meeting", "interpreter").annotate(parties=Count("pk")))
    meetings = {one.pk: one for one in visible_to(actor).filter(pk__in={row["meeting"] for row in rows})}
    owed = loop.of_things(Ref.of(meeting) for meeting in meetings.values())
    return [
        _need(meeting, row["interpreter"], row["parties"], owed[Ref.of(meeting)])
        for row in rows
        if (meeting := meetings.get(row["meeting"]))
    ]


def _need(meeting: Meeting, language: str, parties: int, owed: list[Obligation]) -> Need:
    newest = next((row for row in reversed(owed) if row.promise == Promise.NEEDS), None)
    return Need(
        language=language,
        parties=parties,
        title=meeting.title,
        title_language=meeting.language,
        starts_at=meeting.starts_at,
        due_at=newest.due_at if newest else meeting.starts_at,
        url=meeting.get_absolute_url(),
        area=meeting.area,
        arranged_at=newest.kept_at if newest else None,
    )
