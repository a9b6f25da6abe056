"""Interpreters who are asked for stand on the desk of whoever speaks the language, and of whoever arranges them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from conftest import CountQueries
from openbeat.apps.meetings.lifecycle import Heads, Words
from openbeat.apps.meetings.services import coming, meetings
from openbeat.apps.meetings.tests.makers import NOON, a_meeting
from openbeat.core.hooks import interpreters
from openbeat.kit.actors import VISITOR
from tests.cast import Cast


def test_they_are_seen_by_who_speaks_the_language_and_by_who_arranges(cast: Cast) -> None:
    meeting = a_meeting(cast)
    for heads in (Heads(1, interpreter="es"), Heads(2, interpreter="es"), Heads(1, interpreter="my"), Heads(1)):
        coming.say(meeting, heads, by=VISITOR, at=NOON)

    def seen(*languages: str, by: str = "noor") -> list[tuple[str, int]]:
        return [(need.language, need.parties) for need in interpreters.needs(cast[by], languages, NOON)]

    assert seen("es", "ar") == [("es", 2)]
    assert seen() == seen(by="lou") == []
    assert seen(by="lee") == [("es", 2), ("my", 1)]
    (need,) = interpreters.needs(cast.noor, {"my"}, NOON)
    assert (need.due_at, need.arranged_at) == (meeting.starts_at - timedelta(days=2), None)
    assert (need.url, need.title) == (meeting.get_absolute_url(), meeting.title)

    coming.arrange(meeting, by=cast.lee, at=NOON + timedelta(hours=1))
    (need,) = interpreters.needs(cast.noor, {"my"}, NOON)
    assert need.arranged_at == NOON + timedelta(hours=1)


def test_nobody_is_wanted_at_what_is_over_or_cancelled_or_for_who_does_not_come(cast: Cast) -> None:
    meeting = a_meeting(cast)
    said = coming.say(meeting, Heads(1, interpreter="es"), by=VISITOR, at=NOON)
    assert interpreters.needs(cast.noor, {"es"}, meeting.starts_at + timedelta(hours=1)) == []
    meetings.cancel(meeting, why=Words("Flooded.", "en"), by=cast.lee, at=NOON)
    assert interpreters.needs(cast.noor, {"es"}, NOON) == []
    assert said.meeting == meeting


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_the_same_however_many(cast: Cast, count: int, count_queries: CountQueries) -> None:
    for number in range(count):
        meeting = a_meeting(cast, title=f"Meeting {number}")
        coming.say(meeting, Heads(1, interpreter="es"), by=VISITOR, at=NOON)

    with count_queries(5):
        assert len(interpreters.needs(cast.noor, {"es"}, NOON)) == count
