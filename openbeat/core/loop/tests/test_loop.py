"""Whatever waits for an answer has an owner and a date; the figures count what is open, too."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbeat.core.department import promises
from openbeat.core.loop import queries, services
from openbeat.core.loop.models import Obligation
from openbeat.core.loop.services import Debtor, Reason
from openbeat.core.people.demo import Cast
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places_now
from openbeat.core.places import services as places
from openbeat.kit.refs import Ref

MONDAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PROMISE, SEALED = "test.answer", "test.sealed"


@pytest.fixture(autouse=True)
def _a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promises, "_OFFERED", dict(promises._OFFERED))
    promises.offer(promises.PromiseInfo(PROMISE, "A test is answered", 10))
    promises.offer(promises.PromiseInfo(SEALED, "A sealed matter is answered", 10, sealed=True))


def debtor(cast: Cast) -> Debtor:
    return Debtor(cast.beat, places.post(cast.beat, Role.LIAISON))


def owed(cast: Cast, at: datetime = MONDAY) -> Obligation:
    return services.owe(PROMISE, cast.rosa, debtor=debtor(cast), at=at)


def test_what_is_owed_is_due_in_working_days_and_waits_for_whoever_holds_the_post(cast: Cast) -> None:
    row = owed(cast)

    assert row.due_at.date() in {datetime(2026, 5, 18).date(), datetime(2026, 5, 19).date()}  # noqa: DTZ001  ten working days on
    assert list(queries.waiting_for(cast.lee)) == [row]
    assert list(queries.waiting_for(cast.lou)) == []
    assert list(queries.waiting_for(cast.visitor)) == []


def test_owing_twice_is_owing_once_and_after_it_was_kept_it_can_be_owed_again(cast: Cast) -> None:
    first, second = owed(cast), owed(cast)
    services.keep(PROMISE, cast.rosa, at=MONDAY + DAY)
    third = owed(cast, MONDAY + 2 * DAY)

    assert first == second
    assert third != first
    assert list(queries.waiting_for(cast.lee)) == [third]


def test_a_pause_moves_the_date_by_as_long_as_it_lasted_and_keeps_its_reason(cast: Cast) -> None:
    before = owed(cast).due_at
    services.pause(PROMISE, cast.rosa, reason="The file is at court.", language="en", at=MONDAY + DAY)
    services.pause(PROMISE, cast.rosa, reason="Twice is once.", language="en", at=MONDAY + DAY)
    services.resume(PROMISE, cast.rosa, at=MONDAY + 4 * DAY)

    row = Obligation.objects.get()
    assert row.due_at == before + 3 * DAY
    assert [(pause.reason, pause.since, pause.until) for pause in row.pauses.order_by("pk")] == [
        ("The file is at court.", MONDAY + DAY, MONDAY + 4 * DAY)
    ]


def test_a_paused_matter_is_not_late(cast: Cast) -> None:
    owed(cast)
    later = MONDAY + 60 * DAY

    assert queries.late(cast.beat, later).count() == 1
    services.pause(PROMISE, cast.rosa, reason="The file is at court.", language="en", at=MONDAY + DAY)
    assert queries.late(cast.beat, later).count() == 0


def test_another_date_needs_a_reason_that_stays_and_does_not_change_what_was_promised_first(cast: Cast) -> None:
    row = owed(cast)
    later = row.due_at + 20 * DAY
    services.shift(PROMISE, cast.rosa, due=later, why=Reason("The asphalt came late.", "en"), at=MONDAY + DAY)
    services.keep(PROMISE, cast.rosa, at=row.due_at + 10 * DAY)

    (figure,) = queries.kept(MONDAY - DAY, later)
    assert (figure.due, figure.in_time) == (1, 0)
    assert [shift.reason for shift in Obligation.objects.get().shifts.order_by("pk")] == ["The asphalt came late."]


def test_it_can_be_handed_over_and_the_date_stays(cast: Cast) -> None:
    before = owed(cast).due_at
    services.hand_over(PROMISE, cast.rosa, debtor=Debtor(cast.other, places.post(cast.other, Role.LIAISON)))

    assert [row.due_at for row in queries.waiting_for(cast.lou)] == [before]
    assert list(queries.waiting_for(cast.lee)) == []


def test_what_is_not_owed_cannot_be_changed_but_keeping_it_does_no_harm(cast: Cast) -> None:
    services.keep(PROMISE, cast.rosa, at=MONDAY)
    services.release(PROMISE, cast.rosa, why="withdrawn", at=MONDAY)
    with pytest.raises(services.NotOwed):
        services.shift(PROMISE, cast.rosa, due=MONDAY, why=Reason("Why not.", "en"), at=MONDAY)
    with pytest.raises(services.NotOwed):
        services.pause(PROMISE, cast.rosa, reason="Why not.", language="en", at=MONDAY)


def test_what_is_released_counts_neither_as_kept_nor_as_open(cast: Cast) -> None:
    owed(cast)
    services.release(PROMISE, cast.rosa, why="withdrawn", at=MONDAY + DAY)

    assert queries.kept(MONDAY - DAY, MONDAY + 60 * DAY) == []
    assert list(queries.waiting_for(cast.lee)) == []


def test_a_month_that_is_over_stays_as_it_was_whatever_is_answered_later(cast: Cast) -> None:
    owed(cast)
    began, ended = MONDAY - DAY, MONDAY + 30 * DAY

    (before,) = queries.kept(began, ended)
    services.keep(PROMISE, cast.rosa, at=ended + DAY)
    (after,) = queries.kept(began, ended, is_over=True)

    assert after == before
    assert (after.due, after.in_time, after.open, after.late) == (1, 0, 1, 1)


def test_a_commander_sees_what_is_late_in_the_district(cast: Cast) -> None:
    row = owed(cast)

    assert list(queries.late_under(cast.cora, row.due_at + DAY)) == [row]
    assert list(queries.late_under(cast.cora, row.due_at - DAY)) == []
    assert list(queries.late_under(cast.rosa, row.due_at + DAY)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_promises_of_a_page_of_things_cost_the_same_however_many(cast: Cast, count: int, count_queries: object) -> None:
    people = [cast.rosa, cast.noor, cast.lena][:count]
    for person in people:
        services.owe(PROMISE, person, debtor=debtor(cast), at=MONDAY)

    with count_queries(2):  # type: ignore[operator]
        found = queries.of_things([Ref.of(person) for person in people])

    assert [len(rows) for rows in found.values()] == [1] * count


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it counted in the table")
def test_figures_of_one_area_are_counted_among_its_own_matters_only(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.kept(MONDAY, MONDAY + DAY, cast.beat)

    with connection.cursor() as cursor:
        plans = []
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plans.append(cursor.fetchall()[0][-1])
    assert [plan.partition(" INDEX ")[2] for plan in plans][:3] == [
        "loop_open_of_area (area_id=? AND person_id=?)",
        "loop_kept_of_area (area_id=? AND person_id=? AND kept_at>?)",
        "loop_kept_of_area (area_id=? AND person_id=? AND kept_at>?)",
    ]


def everybody_sees(cast: Cast, at: datetime) -> tuple[object, ...]:
    """Whatever the loop says in public, of one promise, everywhere and in an area."""
    whole = places_now.root()
    figures = [queries.kept(at - 90 * DAY, at, area) for area in (None, whole, cast.beat)]
    lists = [[row.pk for row in queries.late(area, at)] for area in (None, whole, cast.beat)]
    return figures, lists, queries.open_by_area(at), queries.late_sealed(at)


@pytest.mark.parametrize("where", ["the whole department", "a beat"])
@pytest.mark.slow
def test_of_sealed_matters_the_public_figures_change_at_the_turn_of_a_month_and_late_ones_at_midnight(
    cast: Cast, where: str
) -> None:
    area = cast.beat if where == "a beat" else places_now.root()
    owner = Debtor(area, places.post(cast.beat, Role.LIAISON))
    empty = everybody_sees(cast, MONDAY)
    row = services.owe(SEALED, cast.rosa, debtor=owner, at=MONDAY)

    seen = {day: everybody_sees(cast, MONDAY + day * DAY) for day in range(60)}
    assert [day for day in range(60) if seen[day] != seen.get(day - 1, empty)] == [15, 28]  # 19 May, 1 June
    assert row.due_at.day == 18
    assert seen[15][1:] == ([[], [], []], {}, {SEALED: 1})
    [late] = seen[15][0][0]  # type: ignore[index]
    assert (late.due, late.in_time, late.open, late.late) == (0, 0, 0, 1)
    [month] = seen[28][0][0]  # type: ignore[index]
    assert (month.due, month.in_time, month.open, month.late) == (1, 0, 1, 1)
    assert [len(found) for found in seen[15][0]] == [1, 1, 0]  # type: ignore[attr-defined]

    services.keep(SEALED, cast.rosa, at=MONDAY + 34 * DAY)
    after = {day: everybody_sees(cast, MONDAY + day * DAY) for day in range(34, 60)}
    assert after[34] == seen[34]
    assert [day for day in range(35, 60) if after[day] != after[day - 1]] == [35, 58]  # the next midnight, 1 July
    [kept] = after[58][0][0]  # type: ignore[index]
    assert (kept.due, kept.in_time, kept.open, kept.late, kept.done) == (1, 0, 0, 0, 1)


def test_whoever_owes_something_about_a_sealed_matter_sees_it_at_once_and_no_commander_does(cast: Cast) -> None:
    row = services.owe(SEALED, cast.rosa, debtor=debtor(cast), at=MONDAY)
    other = owed(cast)

    assert list(queries.waiting_for(cast.lee)) == [row, other]
    assert list(queries.late_under(cast.cora, row.due_at + 90 * DAY)) == [other]


def test_of_what_is_late_in_sealed_matters_can_be_told_how_much_was_due_before_a_day(cast: Cast) -> None:
    row = services.owe(SEALED, cast.rosa, debtor=debtor(cast), at=MONDAY)
    later = row.due_at + 9 * DAY

    assert queries.late_sealed(later, row.due_at + DAY) == {SEALED: 1}
    assert queries.late_sealed(later, row.due_at) == {}
    assert queries.late_sealed(row.due_at, row.due_at + DAY) == {}  # not late yet at the last midnight


def test_the_oldest_month_of_sealed_matters_leaves_the_figures_as_a_whole(cast: Cast) -> None:
    for person, day in ((cast.rosa, 0), (cast.noor, 9)):
        services.owe(SEALED, person, debtor=debtor(cast), at=MONDAY)
        services.keep(SEALED, person, at=MONDAY + day * DAY)

    done = [sum(each.done for each in queries.kept(now - 90 * DAY, now))
            for now in (MONDAY + day * DAY for day in range(130))]  # fmt: skip
    assert sorted(set(done)) == [0, 2]  # never one alone


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 80), st.none() | st.integers(0, 80)), max_size=12))
def test_the_figures_add_up(cast: Cast, matters: list[tuple[int, int | None]]) -> None:
    Obligation.objects.all().delete()
    now = MONDAY + 90 * DAY
    for number, (made, kept) in enumerate(matters):
        start = MONDAY + made * DAY
        Obligation.objects.create(
            promise=PROMISE,
            kind="test.thing",
            key=str(number),
            area=cast.beat,
            owner=places.post(cast.beat, Role.LIAISON),
            made_at=start,
            first_due_at=start + 10 * DAY,
            due_at=start + 10 * DAY,
            kept_at=None if kept is None else min(start + kept * DAY, now),
        )

    figures = queries.kept(MONDAY, now)

    assert len(figures) == bool(matters)
    for figure in figures:
        done = [(made, kept) for made, kept in matters if kept is not None]
        still = [made for made, kept in matters if kept is None]
        assert figure.done == len(done)
        assert figure.in_time == sum(min(kept, 90 - made) <= 10 for made, kept in done)
        assert figure.open == len(still)
        assert figure.late == sum(made + 10 < 90 for made in still)
        assert figure.due == len(done) + figure.late
        assert figure.half_within is None or len(done) >= queries.FEW
