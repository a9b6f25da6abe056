"""The example town shows who comes, who waits and who came."""

from __future__ import annotations

from datetime import timedelta

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.demo import coming as people_of_the_town
from openbeat.apps.meetings.lifecycle import Seat
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.hooks.demo import Town
from openbeat.kit.actors import VISITOR
from tests.cast import Cast


def test_the_next_meeting_is_full_with_a_waiting_list_and_the_last_one_was_counted(cast: Cast) -> None:
    at = PLAN.starts_at + timedelta(days=9)
    held = a_meeting(cast)
    ahead = a_meeting(cast, starts_at=at + timedelta(days=5), ends_at=at + timedelta(days=5, hours=2))

    people_of_the_town.make(Town(at, "small", cast, (cast.beat, cast.other)))

    ahead.refresh_from_db()
    assert queries.came(held).people >= 11
    assert queries.room(ahead).is_full
    assert [row.stage for row in queries.coming_of(ahead)].count(Seat.WAITING) == 2
    assert {said.stage for said in queries.contributions_to(ahead)} == {"waiting", "accepted", "declined"}
    assert len(queries.officers_of(ahead)) == len(queries.reminders_of(ahead)) == 1
    assert queries.visible_to(VISITOR).count() == 2
    assert held.announced_at == NOON
