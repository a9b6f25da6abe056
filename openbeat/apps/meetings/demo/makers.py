"""One meeting of the cast's beat, at any stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.meetings.lifecycle import Kind, MinutesStage, Plan, SeriesPlan, Stage, Words
from openbeat.apps.meetings.services import approving, meetings, series
from openbeat.apps.meetings.services import minutes as services
from openbeat.core.people.demo import NOON, Cast

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting, Minutes, Series

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
    if stage in {Stage.DRAFTED, Stage.NOTED}:
        some_minutes(cast, meeting, MinutesStage.OPEN if stage == Stage.DRAFTED else MinutesStage.PUBLISHED)
        meeting.refresh_from_db()
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


def some_minutes(cast: Cast, meeting: Meeting, stage: str = MinutesStage.OPEN) -> Minutes:
    """The minutes of a meeting of the cast's beat, at this stage; the community's side never approves them."""
    after = meeting.ends_at + timedelta(days=1)
    meetings.end(meeting, at=meeting.ends_at)
    minutes = services.write_sum(meeting, words=SUMMARY, version=1, by=cast.lee, at=meeting.ends_at)
    if stage != MinutesStage.WRITTEN:
        minutes = services.hand_out(meeting, by=cast.lee, at=after)
    if stage in {MinutesStage.CHECKED, MinutesStage.PUBLISHED} and minutes.amendable_until:
        minutes = services.close(minutes, at=minutes.amendable_until + timedelta(hours=1))
    if stage == MinutesStage.PUBLISHED and minutes.approve_by:
        minutes = approving.publish_late(minutes, at=minutes.approve_by + timedelta(hours=1))
    return minutes
