"""One meeting of the cast's beat, at any stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings.lifecycle import Kind, Plan, SeriesPlan, Stage, Words
from openbeat.apps.meetings.services import meetings, series
from openbeat.core.people.demo import NOON, Cast

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting, Series

WEEK = timedelta(days=7)
PLAN = Plan(
    kind=Kind.BEAT,
    title="Beat meeting of May",
    language="en",
    starts_at=NOON + 2 * WEEK,
    ends_at=NOON + 2 * WEEK + timedelta(minutes=90),
    place="Public library, Room 2",
    address="14 Mill Street",
    interpreters=("es", "my"),
    child_care=True,
    access="Step-free from the yard. Hearing loop.",
)
SUMMARY = Words("Two tasks were reported done. The lamp behind the school comes first.", "en")


def a_meeting(cast: Cast, stage: Stage = Stage.ANNOUNCED, **facts: Any) -> Meeting:
    """A meeting of the cast's beat that stands at this stage; `facts` replace what was planned."""
    plan = replace(PLAN, **facts)
    meeting = meetings.announce(plan, area=cast.beat, by=cast.lee, at=NOON)
    if stage == Stage.CANCELLED:
        meeting = meetings.cancel(meeting, why=Words("The hall is flooded.", "en"), by=cast.lee, at=NOON)
    if stage == Stage.NOTED:
        after = plan.ends_at + timedelta(days=1)
        meeting = meetings.end(meeting, at=plan.ends_at)
        meeting = meetings.publish(meeting, summary=SUMMARY, version=meeting.version, by=cast.lee, at=after)
    return meeting


TUESDAYS = SeriesPlan(
    kind=Kind.BEAT,
    title="Beat meeting",
    language="en",
    begins_on=NOON.date(),
    begins=time(18, 30),
    minutes=90,
    place="Library",
    weekdays=(1,),
    weeks=(2,),
)


def a_series(cast: Cast, **facts: Any) -> Series:
    """The cast's beat meets on the second Tuesday of each month; `facts` replace what was planned."""
    return series.begin(replace(TUESDAYS, **facts), area=cast.beat, by=cast.lee, at=NOON)
