"""What is said of a task at a meeting is read on the task's own page, once the draft of the minutes is out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.meetings.demo import PLAN, a_meeting, some_minutes
from openbeat.apps.meetings.lifecycle import Words
from openbeat.apps.meetings.services import items
from openbeat.apps.progress.demo import a_task
from openbeat.kit import memory

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

AFTER = PLAN.ends_at + timedelta(hours=1)


def test_a_thing_shows_at_which_meeting_it_was_spoken_of(cast: Cast, client: Client) -> None:
    task = a_task(cast)
    meeting = a_meeting(cast)
    item = meeting.items.get(ref_kind="progress.task", ref_key=str(task.pk))
    items.note(item, words=Words("It is done on Friday.", "en"), version=1, by=cast.lee, at=AFTER)
    before = client.get(task.get_absolute_url()).text
    memory.forget_all()

    some_minutes(cast, meeting)

    after = client.get(task.get_absolute_url()).text
    assert "It is done on Friday." not in before
    assert "Reported on at the meeting of" in after
    assert "It is done on Friday." in after
    assert f"/meetings/{meeting.pk}/minutes/#passage-{item.pk}" in after
