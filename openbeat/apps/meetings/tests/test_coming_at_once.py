"""Many people at the same time: no place is given twice, none stays empty. On PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import codes
from openbeat.apps.meetings.figures.sheet import Entry
from openbeat.apps.meetings.lifecycle import Arrival, Heads, Seat
from openbeat.apps.meetings.services import attendance, coming
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.notices.models import Message
from openbeat.core.people.demo import a_cast
from openbeat.kit.actors import VISITOR
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.POSTGRESQL,
        reason="SQLite lets one write at a time; to include these, run them by tools/pgtemp.py",
    ),
]
MANY = 12


def test_no_place_is_given_twice() -> None:
    cast = a_cast()
    meeting = coming.limit(a_meeting(cast), 5, by=cast.lee, at=NOON)

    def say(number: int) -> Callable[[], object]:
        arrival = Arrival(f"form {number}")
        return lambda: coming.say(meeting, Heads(1), by=VISITOR, at=NOON + timedelta(seconds=number), arrival=arrival)

    assert at_once(*(say(number) for number in range(MANY))) == []
    stages = Counter(row.stage for row in queries.coming_of(meeting))
    assert stages == {Seat.COMING: 5, Seat.WAITING: MANY - 5}


def test_two_places_that_become_free_at_once_go_to_the_two_who_wait_longest() -> None:
    cast = a_cast()
    meeting = coming.limit(a_meeting(cast), 2, by=cast.lee, at=NOON)
    seated = [coming.say(meeting, Heads(1), by=person, at=NOON) for person in (cast.rosa, cast.noor)]
    for minute, person in enumerate((cast.carl, cast.imani, cast.lena), start=1):
        coming.say(meeting, Heads(1), by=person, at=NOON + timedelta(minutes=minute))

    leave = [
        lambda row=row, person=person: coming.withdraw(row, by=person, at=NOON + timedelta(hours=1))
        for row, person in zip(seated, (cast.rosa, cast.noor), strict=True)
    ]
    assert at_once(*leave) == []

    assert [row.person for row in queries.coming_of(meeting) if row.stage == Seat.PROMOTED] == [cast.carl, cast.imani]
    assert queries.taken(meeting) == 2
    assert Message.objects.filter(kind="meetings.place").count() == 2


def test_one_form_sent_by_two_clicks_at_once_counts_once() -> None:
    cast = a_cast()
    meeting = a_meeting(cast)
    token = codes.token(meeting.pk, 0)

    def sign() -> object:
        return attendance.sign_in(meeting, Entry(), token=token, once="one", by=VISITOR, at=PLAN.starts_at)

    def say() -> object:
        return coming.say(meeting, Heads(1), by=VISITOR, at=NOON, arrival=Arrival("one"))

    assert at_once(sign, sign, sign, say, say, say) == []
    assert queries.came(meeting).people == 1
    assert queries.coming_of(meeting).count() == 1
