"""The promised rhythm: a beat that falls behind is seen by everybody, and its commander owes the next meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.meetings import queries, tasks
from openbeat.apps.meetings.lifecycle import LONGEST, Kind, Often, Stage, Standing
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.services import rhythm
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.loop import queries as loop
from openbeat.core.loop.models import Obligation
from openbeat.kit.policy import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HELD = PLAN.ends_at


def standing(cast: Cast, days: int) -> Standing:
    [found] = [one for one in queries.paces(HELD + days * DAY) if one.area == cast.beat]
    return found.standing


def test_a_beat_that_met_is_in_time_when_the_next_is_announced_and_behind_when_none_was(cast: Cast) -> None:
    assert standing(cast, 0) == Standing.NEVER
    a_meeting(cast)

    assert (standing(cast, 1), standing(cast, 38), standing(cast, 40)) == ("open", "open", "behind")
    a_meeting(cast, starts_at=PLAN.starts_at + 35 * DAY, ends_at=PLAN.ends_at + 35 * DAY)
    assert standing(cast, 1) == Standing.KEPT
    assert standing(cast, 40) == Standing.OPEN


@pytest.mark.parametrize("kind", [Kind.HOURS, Kind.LISTENING, Kind.FORUM])
def test_only_a_beat_meeting_counts(cast: Cast, kind: Kind) -> None:
    a_meeting(cast, kind=kind)

    assert standing(cast, 1) == Standing.NEVER


def test_a_cancelled_meeting_was_not_held_and_one_held_together_counts_for_both(cast: Cast) -> None:
    meeting = a_meeting(cast, Stage.CANCELLED)
    assert standing(cast, 1) == Standing.NEVER
    together = a_meeting(cast)
    together.also.add(cast.other)

    assert [one.last for one in queries.paces(HELD + DAY)] == [HELD, HELD]
    assert meeting.ends_at == HELD


def test_the_commander_owes_the_next_meeting_until_it_is_held(cast: Cast) -> None:
    a_meeting(cast)

    assert rhythm.look_at_all(at=HELD + DAY) == 0
    assert rhythm.look_at_all(at=HELD + 2 * DAY) == 0
    [row] = Obligation.objects.filter(promise="meetings.rhythm")
    assert (row.area, row.owner and row.owner.role) == (cast.beat, "commander")
    assert row in loop.waiting_for(cast.cora)
    assert rhythm.look_at_all(at=HELD + 50 * DAY) == 1
    assert row in loop.late(None, HELD + 50 * DAY)

    Meeting.objects.update(starts_at=PLAN.starts_at + 60 * DAY, ends_at=HELD + 60 * DAY)
    rhythm.look_at_all(at=HELD + 61 * DAY)
    row.refresh_from_db()
    assert row.kept_at == HELD + 60 * DAY


def test_nobody_waits_once_the_next_is_announced_in_time(cast: Cast) -> None:
    a_meeting(cast)
    rhythm.look_at_all(at=HELD + DAY)
    a_meeting(cast, starts_at=PLAN.starts_at + 30 * DAY, ends_at=PLAN.ends_at + 30 * DAY)

    rhythm.look_at_all(at=HELD + 2 * DAY)

    assert [row.released_why for row in Obligation.objects.filter(promise="meetings.rhythm")] == ["announced"]


def test_another_rhythm_holds_for_all_in_the_area_and_for_one_that_says_so(cast: Cast) -> None:
    a_meeting(cast)
    rhythm.look_at_all(at=HELD + DAY)

    rhythm.promise(cast.district, Often.QUARTER, by=cast.cora, at=HELD + DAY)
    assert standing(cast, 90) == Standing.OPEN
    rhythm.promise(cast.beat, Often.WEEK, by=cast.cora, at=HELD + DAY)
    assert standing(cast, 12) == Standing.BEHIND
    [row] = loop.open_rows().filter(promise="meetings.rhythm")
    assert (row.due_at - HELD).days == LONGEST[Often.WEEK]
    rhythm.promise(cast.beat, "", by=cast.ada, at=HELD + DAY)
    assert standing(cast, 90) == Standing.OPEN

    for actor in (cast.lee, cast.rosa, cast.visitor):
        with pytest.raises(Refused, match="commander"):
            rhythm.promise(cast.beat, Often.QUARTER, by=actor, at=HELD)
    with pytest.raises(ValueError, match="never"):
        rhythm.promise(cast.beat, "never", by=cast.cora, at=HELD)


def test_the_worker_looks(cast: Cast, at_noon: object) -> None:
    a_meeting(cast)
    at_noon(HELD - NOON + 50 * DAY)  # type: ignore[operator]

    tasks.look()

    assert Obligation.objects.filter(promise="meetings.rhythm").count() == 1


def test_everybody_sees_which_beat_is_behind_and_the_commander_promises_another_rhythm(
    client: Client, cast: Cast, at_noon: object
) -> None:
    a_meeting(cast)
    at_noon(HELD - NOON + 50 * DAY)  # type: ignore[operator]

    body = client.get("/meetings/rhythm/").content.decode()
    assert "1 beat is behind" in body
    assert "Promise another rhythm" not in body
    assert "Promised: a beat meeting every month." in client.get(f"/areas/{cast.beat.slug}/").content.decode()

    client.force_login(cast.cora)
    facts = {"area": cast.beat.slug, "often": "quarter"}
    body = client.post("/meetings/rhythm/", facts, follow=True).content.decode()
    assert "Promised: a beat meeting every quarter." in body
    assert "beat is behind" not in body
    assert client.post("/meetings/rhythm/", facts | {"often": "never"}).status_code == 422
    client.force_login(cast.lee)
    assert client.post("/meetings/rhythm/", facts).status_code == 403


def test_what_is_owed_stands_on_the_desk_of_the_commander(client: Client, cast: Cast) -> None:
    a_meeting(cast)
    rhythm.look_at_all(at=HELD + 50 * DAY)
    client.force_login(cast.cora)

    assert f"The next beat meeting: {cast.beat.name}" in client.get("/desk/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_meetings(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _number in range(count):
        a_meeting(cast)
    client.get("/meetings/rhythm/")

    with count_queries(5):
        client.get("/meetings/rhythm/")
