"""Saying that you come, the waiting list, and who is told of a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.figures import cells
from openbeat.apps.meetings.lifecycle import Arrival, Heads, Promise, Seat, Words
from openbeat.apps.meetings.models import Coming
from openbeat.apps.meetings.services import coming, meetings, telling
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting
from openbeat.core.jobs import services as jobs
from openbeat.core.loop.models import Obligation
from openbeat.core.notices.models import Message
from openbeat.core.people.demo import a_cast
from openbeat.core.people.facts import Contact
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from openbeat.apps.meetings.models import Meeting
    from tests.cast import Cast

CALL = Contact("telephone", "+13125550142", "Sam")
HOUR = timedelta(hours=1)


def say(meeting: Meeting, adults: int = 1, *, minute: int = 0, **facts: object) -> Coming:
    heads = Heads(adults, **{name: facts.pop(name) for name in ("children", "care", "access") if name in facts})  # type: ignore[arg-type]
    arrival = Arrival(once=f"form {minute}", **facts)  # type: ignore[arg-type]
    return coming.say(meeting, heads, by=VISITOR, at=NOON + timedelta(minutes=minute), arrival=arrival)


def stages(meeting: Meeting) -> list[str]:
    return [row.stage for row in queries.coming_of(meeting)]


def test_anybody_comes_without_an_account_and_without_a_name(cast: Cast) -> None:
    said = say(a_meeting(cast), adults=2, children=1)

    assert (said.stage, said.count, said.person) == (Seat.COMING, 3, None)


def test_a_form_sent_twice_counts_once(cast: Cast) -> None:
    meeting = a_meeting(cast)

    assert say(meeting) == say(meeting)
    assert stages(meeting) == [Seat.COMING]


def test_with_an_account_it_is_said_once_and_changed_afterwards(cast: Cast) -> None:
    meeting = a_meeting(cast)
    said = coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)

    with pytest.raises(Refused, match="already"):
        coming.say(meeting, Heads(2), by=cast.rosa, at=NOON)
    assert coming.change(said, Heads(2), by=cast.rosa, at=NOON).count == 2


def test_nobody_else_changes_or_takes_back_what_was_said(cast: Cast) -> None:
    said = coming.say(a_meeting(cast), Heads(1), by=cast.rosa, at=NOON)

    for other in (cast.noor, cast.lee, VISITOR):
        with pytest.raises(Refused):
            coming.change(said, Heads(2), by=other, at=NOON)
        with pytest.raises(Refused):
            coming.withdraw(said, by=other, at=NOON)
    assert coming.withdraw(said, by=cast.rosa, at=NOON).stage == Seat.WITHDRAWN


def test_nobody_says_so_once_the_meeting_has_begun_or_was_cancelled(cast: Cast) -> None:
    meeting = a_meeting(cast)

    with pytest.raises(Refused, match="begun"):
        coming.say(meeting, Heads(1), by=VISITOR, at=PLAN.starts_at)
    meetings.cancel(meeting, why=Words("Flood.", "en"), by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="does not take place"):
        coming.say(meeting, Heads(1), by=VISITOR, at=NOON)


def test_whoever_waits_longest_gets_the_place_and_is_told(cast: Cast) -> None:
    meeting = coming.limit(a_meeting(cast), 2, by=cast.lee, at=NOON)
    first = coming.say(meeting, Heads(2), by=cast.rosa, at=NOON)
    waiting = coming.say(meeting, Heads(1), by=cast.noor, at=NOON + HOUR)
    later = say(meeting, 1, minute=90)
    assert (waiting.stage, later.stage) == (Seat.WAITING, Seat.WAITING)

    coming.withdraw(first, by=cast.rosa, at=NOON + 2 * HOUR)

    assert stages(meeting) == [Seat.WITHDRAWN, Seat.PROMOTED, Seat.PROMOTED]
    told = Message.objects.filter(kind="meetings.place").order_by("pk")
    assert [message.person for message in told] == [cast.noor]
    assert "There is a place for you" in told[0].subject


def test_nobody_is_overtaken_by_a_smaller_group(cast: Cast) -> None:
    meeting = coming.limit(a_meeting(cast), 3, by=cast.lee, at=NOON)
    say(meeting, 2, minute=1)
    family = say(meeting, 3, minute=2)
    single = say(meeting, 1, minute=3)

    assert (family.stage, single.stage) == (Seat.WAITING, Seat.WAITING)


def test_a_larger_room_lets_people_in_and_a_smaller_one_sends_nobody_away(cast: Cast) -> None:
    meeting = coming.limit(a_meeting(cast), 1, by=cast.lee, at=NOON)
    say(meeting, 1, minute=1)
    say(meeting, 1, minute=2)

    meeting = coming.limit(meeting, 2, by=cast.lee, at=NOON + HOUR)
    assert stages(meeting) == [Seat.COMING, Seat.PROMOTED]
    meeting = coming.limit(meeting, 1, by=cast.lee, at=NOON + HOUR)
    assert stages(meeting) == [Seat.COMING, Seat.PROMOTED]


def test_a_group_grows_only_where_there_is_room(cast: Cast) -> None:
    meeting = coming.limit(a_meeting(cast), 2, by=cast.lee, at=NOON)
    said = coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)

    assert coming.change(said, Heads(2), by=cast.rosa, at=NOON).count == 2
    with pytest.raises(Refused, match="no room"):
        coming.change(said, Heads(3), by=cast.rosa, at=NOON)


def test_only_whoever_leads_limits_the_room(cast: Cast) -> None:
    meeting = a_meeting(cast)

    for other in (cast.rosa, cast.lou, VISITOR):
        with pytest.raises(Refused, match="Only the liaison officer"):
            coming.limit(meeting, 5, by=other, at=NOON)
    assert coming.limit(meeting, 5, by=cast.lee, at=NOON).room_for == 5


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(1, 4)),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
        st.tuples(st.just("limit"), st.integers(1, 9)),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=20)
@given(acts=ACTS)
@pytest.mark.slow
def test_whatever_happens_nobody_is_overtaken_and_the_first_who_waits_does_not_fit(acts: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        cast = a_cast()
        meeting = coming.limit(a_meeting(cast), 5, by=cast.lee, at=NOON)
        for minute, (act, number) in enumerate(acts):
            at = NOON + timedelta(minutes=minute)
            _do(act, number, meeting, minute, cast, at)
            meeting.refresh_from_db()
        rows = list(queries.coming_of(meeting))
        seated, waiting = queries.taken(meeting), [row for row in rows if row.stage == Seat.WAITING]
        if waiting:
            assert seated + waiting[0].count > (meeting.room_for or 0)
            later = [row for row in rows if row.said_at > waiting[0].said_at]
            assert {row.stage for row in later} <= {Seat.WAITING, Seat.WITHDRAWN}
        transaction.set_rollback(True)


def _do(act: str, number: int, meeting: Meeting, minute: int, cast: Cast, at: object) -> None:
    if act == "say":
        say(meeting, number, minute=minute)
    elif act == "limit":
        coming.limit(meeting, number, by=cast.lee, at=at)  # type: ignore[arg-type]
    else:
        standing = [row for row in queries.coming_of(meeting) if row.stage != Seat.WITHDRAWN]
        if standing:
            one = standing[number % len(standing)]
            one.person = cast.rosa
            one.save(update_fields=["person"])
            coming.withdraw(one, by=cast.rosa, at=at)  # type: ignore[arg-type]


def test_a_cancellation_reaches_everyone_who_said_that_they_come(cast: Cast) -> None:
    meeting = coming.limit(a_meeting(cast), 1, by=cast.lee, at=NOON)
    coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)
    coming.say(meeting, Heads(1), by=cast.noor, at=NOON)
    gone = coming.say(meeting, Heads(1), by=cast.carl, at=NOON)
    coming.withdraw(gone, by=cast.carl, at=NOON)
    by_telephone = say(meeting, 1, minute=4, contact=CALL)

    meetings.cancel(meeting, why=Words("The hall is flooded.", "en"), by=cast.lee, at=NOON + HOUR)
    jobs.run_pending(NOON + HOUR)
    telling.tell_all(meeting.pk, at=NOON + HOUR)

    told = Message.objects.filter(kind="meetings.cancelled").order_by("pk")
    assert {message.person for message in told} == {cast.rosa, cast.noor, by_telephone.person}
    assert len(told) == 3
    assert "The hall is flooded." in told[0].body


def test_a_moved_time_or_place_reaches_them_once_and_new_words_do_not(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1), by=cast.rosa, at=NOON)

    plan = replace(PLAN, access="There is a ramp now.")
    meeting = meetings.change(meeting, plan, version=meeting.version, by=cast.lee, at=NOON)
    jobs.run_pending(NOON)
    assert not Message.objects.filter(kind="meetings.moved").exists()

    plan = replace(plan, place="Town hall", starts_at=PLAN.starts_at + HOUR, ends_at=PLAN.ends_at + HOUR)
    meetings.change(meeting, plan, version=meeting.version, by=cast.lee, at=NOON)
    jobs.run_pending(NOON)
    (told,) = Message.objects.filter(kind="meetings.moved")
    assert told.person == cast.rosa
    assert "Town hall" in told.body


def test_needs_are_owed_a_look_two_days_before_and_totalled_for_the_host(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1, 3, "es", 3, "Room for a wheelchair", "en"), by=cast.rosa, at=NOON)
    coming.say(meeting, Heads(1, interpreter="es"), by=cast.noor, at=NOON)

    needs = queries.needs_of(list(queries.coming_of(meeting)))
    owed = Obligation.objects.get(promise=Promise.NEEDS)

    assert (needs.interpreters, needs.care, [row.access for row in needs.words]) == (
        [("es", 2)], 3, ["Room for a wheelchair"],
    )  # fmt: skip
    assert owed.due_at == PLAN.starts_at - timedelta(days=2)
    coming.arrange(meeting, by=cast.lee, at=NOON)
    owed.refresh_from_db()
    assert owed.kept_at == NOON


def test_a_cancelled_meeting_owes_no_arrangements(cast: Cast) -> None:
    meeting = a_meeting(cast)
    coming.say(meeting, Heads(1, interpreter="es"), by=cast.rosa, at=NOON)

    meetings.cancel(meeting, why=Words("Flood.", "en"), by=cast.lee, at=NOON)

    assert Obligation.objects.get(promise=Promise.NEEDS).released_at == NOON


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_no_small_cell_is_shown(counts: dict[str, int]) -> None:
    assert all(count >= cells.FEWEST for _key, count in cells.cells(counts))


@given(st.integers(0, 60), st.integers(0, 60))
def test_neither_a_small_part_nor_a_small_rest_can_be_worked_out(one: int, rest: int) -> None:
    shown = cells.part(one, one + rest)

    assert shown in {None, one}
    assert shown is None or (one >= cells.FEWEST and (rest == 0 or rest >= cells.FEWEST))
