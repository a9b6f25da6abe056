"""The calendar of the example town: made by the services, mostly in time, with what went wrong left in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.meetings import demo, queries
from openbeat.apps.meetings.lifecycle import Kind, Stage
from openbeat.apps.meetings.models import AgendaItem, Meeting, Minutes, ReleasedLine, Webcast
from openbeat.apps.meetings.tests.makers import NOON
from openbeat.core.department.models import Department
from openbeat.core.department.queries import zone
from openbeat.core.hooks.demo import Town
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from tests.cast import a_cast


@pytest.mark.slow
def test_each_beat_met_every_month_and_meets_again(db: None) -> None:
    cast = a_cast(NOON - timedelta(days=560))
    Department.objects.update(zone="America/Chicago")
    memory.forget_all()

    demo.make(Town(now=NOON, size="small", cast=cast, areas=(cast.beat, cast.other)))

    evenings = Meeting.objects.filter(kind=Kind.BEAT).order_by("pk")
    over = evenings.filter(ends_at__lt=NOON)
    assert over.filter(area=cast.beat).count() >= 5
    assert {meeting.stage for meeting in over} <= {Stage.NOTED, Stage.ANNOUNCED, Stage.CANCELLED, Stage.DRAFTED}
    assert {str(meeting.starts_at.astimezone(zone()).time()) for meeting in evenings} == {"18:30:00"}
    assert queries.found(queries.Wish(cast.beat), VISITOR, NOON).count() >= 3  # an evening, hours, the forum of all
    assert AgendaItem.objects.exclude(note="").count() >= over.count()
    owed = over.exclude(stage=Stage.CANCELLED).count() + 1  # and the evening of the committee
    assert Obligation.objects.filter(promise="meetings.note").count() == owed
    assert Minutes.objects.filter(stage="open").count() >= 1
    assert (ReleasedLine.objects.count(), Webcast.objects.exclude(published_at=None).count()) in {(3, 1), (0, 1)}
    assert not Entry.objects.filter(at__gt=NOON).exists()
