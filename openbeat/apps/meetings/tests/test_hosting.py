"""Which officers are expected and came, and reminders to whoever said that they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Heads, Kind, Stage, Words
from openbeat.apps.meetings.models import Attending, Reminder
from openbeat.apps.meetings.services import coming, hosting, meetings
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.notices.models import Message
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from openbeat.apps.meetings.models import Meeting
    from tests.cast import Cast

BACK = Words("What became of the three dark corners.", "en")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def expected(meeting: Meeting, cast: Cast, name: str = "") -> Attending:
    return hosting.expect(meeting, post=places.post(cast.beat, Role.LIAISON), name=name, by=cast.lee, at=NOON)


def test_everybody_reads_which_officers_are_expected_and_afterwards_which_came(
    client: Client, cast: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    meeting = a_meeting(cast)
    row = expected(meeting, cast, "Officer Lee")
    hosting.expect(meeting, post=None, name="", by=cast.lee, at=NOON)
    shown = " ".join(client.get(meeting.get_absolute_url()).text.split())
    assert "Officers expected" in shown
    assert "Officer Lee" in shown

    at_noon(PLAN.starts_at - NOON)
    client.force_login(cast.lee)
    client.post(f"/meetings/officers/{row.pk}/missed/")

    client.logout()
    assert "did not come" in client.get(meeting.get_absolute_url()).text


def test_a_post_is_expected_once_and_an_officer_is_taken_off_the_list(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    row = expected(meeting, cast)

    with pytest.raises(Refused, match="expected already"):
        expected(meeting, cast)
    client.force_login(cast.lee)
    client.post(f"/meetings/officers/{row.pk}/take-back/")
    assert list(queries.officers_of(meeting)) == []
    assert client.post(f"/meetings/officers/{row.pk}/came/").status_code == 404


def test_at_a_listening_session_no_officer_is_expected(cast: Cast) -> None:
    with pytest.raises(Refused, match="No officer is present"):
        expected(a_meeting(cast, kind=Kind.LISTENING), cast)


def test_who_came_is_noted_when_it_has_begun_and_by_whoever_leads(cast: Cast) -> None:
    row = expected(a_meeting(cast), cast)

    with pytest.raises(Refused, match="has begun"):
        hosting.note_attendance(row, came=True, by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="Only the liaison officer"):
        hosting.note_attendance(row, came=True, by=cast.rosa, at=PLAN.starts_at)
    assert hosting.note_attendance(row, came=True, by=cast.lee, at=PLAN.starts_at).came is True


def test_a_reminder_goes_out_once_to_whoever_comes_and_says_what_is_reported_back(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)
    coming.say(meeting, Heads(1), by=VISITOR, at=NOON)
    hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=NOON)

    assert hosting.send_due(at=PLAN.starts_at - 25 * HOUR) == 0
    assert hosting.send_due(at=PLAN.starts_at - 24 * HOUR) == 1
    assert hosting.send_due(at=PLAN.starts_at - 23 * HOUR) == 0

    (told,) = Message.objects.filter(kind="meetings.reminder")
    assert told.person == cast.rosa
    assert BACK.text in told.body


def test_a_reminder_moves_with_the_meeting(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)
    hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=NOON)
    hosting.send_due(at=PLAN.starts_at - 24 * HOUR)

    later = replace(PLAN, starts_at=PLAN.starts_at + 7 * DAY, ends_at=PLAN.ends_at + 7 * DAY)
    meetings.change(meeting, later, version=meeting.version, by=cast.lee, at=PLAN.starts_at - 20 * HOUR)

    assert hosting.send_due(at=PLAN.starts_at - 19 * HOUR) == 0
    assert hosting.send_due(at=later.starts_at - 24 * HOUR) == 1
    assert Message.objects.filter(kind="meetings.reminder").count() == 2


def test_a_cancelled_meeting_reminds_nobody(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)
    hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=NOON)
    meetings.cancel(meeting, why=Words("Flood.", "en"), by=cast.lee, at=NOON)

    assert hosting.send_due(at=PLAN.starts_at - 24 * HOUR) == 0


def test_a_reminder_is_set_for_a_moment_to_come_and_by_whoever_leads(cast: Cast) -> None:
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match="That moment has passed"):
        hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=PLAN.starts_at - HOUR)
    with pytest.raises(Refused, match="Only the liaison officer"):
        hosting.remind(meeting, hours=24, words=BACK, by=cast.rosa, at=NOON)
    with pytest.raises(Refused, match="does not take place"):
        hosting.remind(a_meeting(cast, Stage.CANCELLED), hours=24, words=BACK, by=cast.lee, at=NOON)
    assert hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=NOON).hours == 24
    with pytest.raises(Refused, match="already"):
        hosting.remind(meeting, hours=24, words=BACK, by=cast.lee, at=NOON)


def test_the_host_sets_a_reminder_and_takes_it_back_on_the_page(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    host = f"/meetings/{meeting.pk}/host/"
    client.force_login(cast.lee)

    assert client.post(f"{host}remind/", {"hours": "24", "words": "", "language": "en"}).status_code == 422
    client.post(f"{host}remind/", {"hours": "24", "words": BACK.text, "language": "en"})
    client.post(f"{host}expect/", {"who": str(places.post(cast.beat, Role.LIAISON).pk), "name": "Lee"})
    shown = client.get(host).text
    assert BACK.text in shown
    assert "<bdi>Lee</bdi>" in shown
    client.post(f"/meetings/reminders/{Reminder.objects.get().pk}/take-back/")
    assert not Reminder.objects.exists()
