"""By when a promise must be kept, whatever day, zone and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from openbeat.core.department import promises, queries, services
from openbeat.core.department.facts import Change, Facts
from openbeat.core.department.models import PromiseVersion
from openbeat.core.department.promises import NotOffered, PromiseInfo
from openbeat.core.department.wrong import Wrong
from openbeat.core.ledger.models import Entry
from openbeat.kit.actors import VISITOR, program
from openbeat.kit.clock import WorkCalendar, add_working_days
from openbeat.kit.policy import Refused

pytestmark = pytest.mark.django_db

MONDAY_NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BUILDER = program("test", "administrator")
CHICAGO = Facts("Alder Falls Police Department", zone="America/Chicago", languages=["en", "es"])
PROMISE = "test.answer"


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    kept = dict(promises._OFFERED)
    promises.offer(PromiseInfo(PROMISE, "An answer", 10, sentence="Somebody answers."))
    promises.offer(PromiseInfo("test.evidence", "Evidence is asked for", 1, "calendar"))
    yield
    promises._OFFERED.clear()
    promises._OFFERED.update(kept)


@pytest.fixture(autouse=True)
def _alder_falls(db: None, _offered: None) -> None:
    services.set_up(CHICAGO, by=BUILDER, at=MONDAY_NOON)


def a_change(days: int = 5, *, since: datetime = MONDAY_NOON + timedelta(days=7)) -> Change:
    return Change(PROMISE, days, "working", since, "More officers answer.", "the chief")


def test_ten_working_days_end_with_the_tenth_day_here() -> None:
    due = services.due(PROMISE, MONDAY_NOON)

    assert due.astimezone(ZoneInfo("America/Chicago")) == datetime(
        2026, 5, 18, 23, 59, 59, tzinfo=ZoneInfo("America/Chicago")
    )


def test_a_holiday_does_not_count() -> None:
    services.add_holiday(date(2026, 5, 12), "Founders' day", "en", by=BUILDER, at=MONDAY_NOON)

    assert services.due(PROMISE, MONDAY_NOON).astimezone(queries.zone()).date() == date(2026, 5, 19)


def test_what_is_said_on_a_saturday_night_counts_from_monday() -> None:
    saturday = datetime(2026, 5, 10, 3, tzinfo=UTC)  # still Saturday evening in Chicago
    services.set_promise(a_change(1, since=MONDAY_NOON + timedelta(days=1)), by=BUILDER, at=MONDAY_NOON)

    assert services.due(PROMISE, saturday).astimezone(queries.zone()).date() == date(2026, 5, 11)


def test_calendar_days_count_every_day() -> None:
    friday = datetime(2026, 5, 8, 12, tzinfo=UTC)

    assert services.due("test.evidence", friday).astimezone(queries.zone()).date() == date(2026, 5, 9)


def test_a_promise_that_nobody_offers_fails_loudly() -> None:
    with pytest.raises(NotOffered, match=r"test\.unknown"):
        services.due("test.unknown", MONDAY_NOON)


def test_what_was_made_before_keeps_the_version_it_was_made_under() -> None:
    before, after = MONDAY_NOON, MONDAY_NOON + timedelta(days=8)

    services.set_promise(a_change(5), by=BUILDER, at=before)

    first, second = queries.promise(PROMISE, before), queries.promise(PROMISE, after)
    assert first
    assert second
    assert (first.days, second.days, second.reason) == (10, 5, "More officers answer.")
    assert services.due(PROMISE, before).astimezone(queries.zone()).date() == date(2026, 5, 18)
    assert services.due(PROMISE, after).astimezone(queries.zone()).date() == date(2026, 5, 19)
    assert [entry.act for entry in Entry.objects.order_by("pk")][-1] == "promise"


def test_the_past_cannot_be_promised_anew() -> None:
    with pytest.raises(Wrong, match="cannot be changed for a time that has passed"):
        services.set_promise(a_change(since=MONDAY_NOON - timedelta(seconds=1)), by=BUILDER, at=MONDAY_NOON)

    assert PromiseVersion.objects.filter(promise=PROMISE).count() == 1


def test_two_versions_from_one_moment_are_one_too_many() -> None:
    services.set_promise(a_change(), by=BUILDER, at=MONDAY_NOON)

    with pytest.raises(ValidationError, match="has a version from that moment on already"):
        services.set_promise(a_change(7), by=BUILDER, at=MONDAY_NOON)


def test_only_an_administrator_promises() -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        services.set_promise(a_change(), by=VISITOR, at=MONDAY_NOON)

    assert queries.standing(PROMISE, MONDAY_NOON + timedelta(days=30)).days == 10


def test_a_version_that_is_coming_is_shown() -> None:
    services.set_promise(a_change(5), by=BUILDER, at=MONDAY_NOON)

    stands = queries.standing(PROMISE, MONDAY_NOON)

    assert (stands.days, stands.coming and stands.coming.days) == (10, 5)


def test_a_promise_that_came_later_is_written_down_on_its_first_use() -> None:
    promises.offer(PromiseInfo("test.new", "New", 3))
    assert queries.promise("test.new", MONDAY_NOON) is None

    version = services.in_force("test.new", MONDAY_NOON)

    assert (version.days, queries.promise("test.new", MONDAY_NOON)) == (3, version)
    assert services.in_force("test.new", MONDAY_NOON + timedelta(days=1)) == version


moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
calendars = st.builds(
    WorkCalendar,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(st.dates(date(2020, 1, 1), date(2035, 1, 1)), max_size=20),
)
zones = st.sampled_from(["UTC", "America/Chicago", "Asia/Kathmandu", "Pacific/Kiritimati", "Africa/Cairo"])


@settings(database=None, deadline=None, max_examples=60)
@given(at=moments, days=st.integers(0, 60), calendar=calendars, zone=zones)
def test_a_promise_ends_on_a_working_day_with_exactly_so_many_between(
    at: datetime, days: int, calendar: WorkCalendar, zone: str
) -> None:
    start = at.astimezone(ZoneInfo(zone)).date()

    end = add_working_days(start, days, calendar)

    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert calendar.works_on(end)
    assert sum(map(calendar.works_on, between)) == (days or (0 if end == start else 1))


@settings(database=None, deadline=None, max_examples=40)
@given(at=moments, later=st.timedeltas(timedelta(), timedelta(days=40)))
def test_what_is_said_later_is_never_due_earlier(at: datetime, later: timedelta) -> None:
    first, second = services.due(PROMISE, at), services.due(PROMISE, at + later)

    assert at < first <= second
    assert first.astimezone(queries.zone()).time() == time(23, 59, 59)
