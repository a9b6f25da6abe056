"""Series: announced in good time, changed for one, the following or all; what was changed on its own stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from conftest import CountQueries
from openbeat.apps.meetings import feeds, queries, tasks
from openbeat.apps.meetings.lifecycle import Every, Kind, Plan, Scope, SeriesPlan, Stage, Way, Words
from openbeat.apps.meetings.models import Meeting, Series
from openbeat.apps.meetings.services import meetings, rehanging, series
from openbeat.apps.meetings.tests.makers import NOON, TUESDAYS, a_series
from openbeat.core.department import services as department
from openbeat.core.department.models import Department
from openbeat.kit import memory
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHY = Words("The hall is flooded.", "en")
DAY = timedelta(days=1)


def days(found: Series) -> list[date]:
    return [row.starts_at.date() for row in queries.meetings_of(found)]


def move(meeting: Meeting, scope: str, cast: Cast, **facts: object) -> rehanging.Changed | None:
    plan = replace(_plan(meeting), **facts)  # type: ignore[arg-type]
    return rehanging.change_meeting(meeting, plan, version=meeting.version, scope=scope, by=cast.lee, at=NOON)


def _plan(meeting: Meeting) -> Plan:
    told = {name: getattr(meeting, name) for name in queries.SHARED}
    return Plan(**told, starts_at=meeting.starts_at, ends_at=meeting.ends_at, interpreters=tuple(meeting.interpreters))


def test_the_next_meetings_are_announced_two_months_ahead_each_with_an_agenda(cast: Cast) -> None:
    found = a_series(cast)

    rows = list(queries.meetings_of(found))
    assert days(found) == [date(2026, 5, 12), date(2026, 6, 9)]
    assert [row.slot for row in rows] == days(found)
    assert {row.items.count() for row in rows} == {5}
    assert {(row.title, row.place, row.run_by) for row in rows} == {("Beat meeting", "Library", Way.RESIDENT)}


def test_a_weekly_series_has_six_announced_and_a_yearly_one_its_next(cast: Cast) -> None:
    weekly = a_series(cast, every=Every.WEEK, weekdays=(3,), weeks=())
    yearly = a_series(cast, every=Every.YEAR, begins_on=date(2024, 2, 29))

    assert len(days(weekly)) == 6
    assert days(yearly) == [date(2028, 2, 29)]


def test_laying_out_twice_changes_nothing_and_time_brings_the_next(cast: Cast) -> None:
    found = a_series(cast)

    assert series.lay_out(found, at=NOON) == 0
    assert series.lay_out_all(at=NOON + 30 * DAY) == 1
    assert days(found) == [date(2026, 5, 12), date(2026, 6, 9), date(2026, 7, 14)]


def test_the_worker_lays_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = a_series(cast)
    monkeypatch.setattr(tasks, "now", lambda: NOON + 60 * DAY)

    tasks.lay_out()

    assert len(days(found)) == 4


def test_the_hour_is_that_of_the_wall_clock_in_summer_and_winter(cast: Cast) -> None:
    Department.objects.update(zone="America/Chicago")
    memory.forget_all()
    at = datetime(2026, 10, 12, 12, tzinfo=UTC)

    found = series.begin(replace(TUESDAYS, begins_on=date(2026, 10, 1)), area=cast.beat, by=cast.lee, at=at)

    assert [row.starts_at.hour for row in queries.meetings_of(found)] == [23, 0, 0]


def test_a_holiday_moves_a_meeting_to_the_next_working_day(cast: Cast) -> None:
    department.add_holiday(date(2026, 6, 9), "Town day", "en", by=cast.ada, at=NOON)

    moved, skipped = a_series(cast), a_series(cast, holidays="skip")

    assert days(moved) == [date(2026, 5, 12), date(2026, 6, 10)]
    assert days(skipped)[:1] == [date(2026, 5, 12)]
    assert date(2026, 6, 9) not in days(skipped)


def test_who_does_not_lead_begins_no_series(cast: Cast) -> None:
    with pytest.raises(Refused, match="liaison officer"):
        series.begin(TUESDAYS, area=cast.beat, by=cast.noor, at=NOON)


def test_a_rule_without_a_day_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="never meets"):
        series.begin(replace(TUESDAYS, until=date(2026, 5, 5)), area=cast.beat, by=cast.lee, at=NOON)


def test_a_listening_session_is_led_by_facilitators(cast: Cast) -> None:
    found = a_series(cast, kind=Kind.LISTENING, run_by=Way.OFFICERS)

    assert {found.run_by, *(row.run_by for row in queries.meetings_of(found))} == {Way.FACILITATORS}


def test_one_alone_is_changed_and_stays_so_when_all_are(cast: Cast) -> None:
    found = a_series(cast)
    first, second = queries.meetings_of(found)
    move(first, Scope.THIS, cast, place="School")

    second.refresh_from_db()
    done = move(second, Scope.ALL, cast, place="Town hall", starts_at=second.starts_at + timedelta(minutes=30))

    first.refresh_from_db()
    second.refresh_from_db()
    found.refresh_from_db()
    assert done
    assert ([row.pk for row in done.kept], first.place, first.alone) == ([first.pk], "School", True)
    assert (second.place, second.starts_at.hour, second.starts_at.minute, second.alone) == ("Town hall", 19, 0, False)
    assert (found.place, found.begins) == ("Town hall", time(19, 0))


def test_this_and_the_following_begin_a_new_series_and_leave_the_old_as_it_was(cast: Cast) -> None:
    found = a_series(cast)
    first, second = queries.meetings_of(found)

    done = move(second, Scope.FOLLOWING, cast, place="Town hall")

    first.refresh_from_db()
    second.refresh_from_db()
    assert done
    assert (first.place, second.place) == ("Library", "Town hall")
    assert (done.series.follows, second.series, first.series) == (found, done.series, found)
    found.refresh_from_db()
    assert found.until == date(2026, 6, 8)
    assert second.uid == found.uid_of(date(2026, 6, 9))  # calendars know it by its old name
    series.lay_out_all(at=NOON + 30 * DAY)
    assert days(done.series) == [date(2026, 6, 9), date(2026, 7, 14)]


def test_another_weekday_moves_what_is_announced_and_loses_nobody(cast: Cast) -> None:
    found = a_series(cast)
    before = list(queries.meetings_of(found).values_list("pk", flat=True))
    plan = replace(queries.plan_of(found), weekdays=(3,), weeks=(3,))

    done = rehanging.change(found, plan, version=found.version, since=None, by=cast.lee, at=NOON)

    assert days(found) == [date(2026, 5, 21), date(2026, 6, 18)]
    assert list(queries.meetings_of(found).values_list("pk", flat=True)) == before
    assert (done.changed, done.kept, done.cancelled) == (2, [], 0)


def test_another_rhythm_cancels_what_no_longer_fits_and_says_why(cast: Cast) -> None:
    found = a_series(cast, every=Every.WEEK, weekdays=(1,), weeks=())
    plan = replace(queries.plan_of(found), every=Every.MONTH_WEEKDAY, weeks=(2,))

    done = rehanging.change(found, plan, version=found.version, since=None, by=cast.lee, at=NOON)

    off = Meeting.objects.filter(stage=Stage.CANCELLED)
    assert (done.changed, done.cancelled) == (2, 4)
    assert {row.reason for row in off} == {"This series meets on other days from now on."}
    assert days(found) == [date(2026, 5, 12), date(2026, 6, 9)]


def test_two_who_change_a_series_at_once_are_told(cast: Cast) -> None:
    found = a_series(cast)
    plan = replace(queries.plan_of(found), place="School")
    rehanging.change(found, plan, version=found.version, since=None, by=cast.lee, at=NOON)

    with pytest.raises(Conflict) as told:
        rehanging.change(found, plan, version=found.version, since=None, by=cast.lena, at=NOON)

    assert "School" in told.value.theirs
    with pytest.raises(Refused):
        rehanging.change(found, plan, version=found.version + 1, since=None, by=cast.rosa, at=NOON)


def test_one_cancelled_meeting_stays_cancelled_when_all_change(cast: Cast) -> None:
    found = a_series(cast)
    first, _second = queries.meetings_of(found)
    rehanging.cancel_meeting(first, why=WHY, by=cast.lee, at=NOON)

    done = rehanging.change(
        found, replace(queries.plan_of(found), place="School"), version=found.version, since=None, by=cast.lee, at=NOON
    )

    first.refresh_from_db()
    assert (first.stage, first.place, len(done.kept), done.changed) == (Stage.CANCELLED, "Library", 1, 1)
    assert series.lay_out(found, at=NOON) == 0


def test_cancelling_the_following_ends_the_series_before_it(cast: Cast) -> None:
    found = a_series(cast)
    first, second = queries.meetings_of(found)

    rehanging.cancel_meeting(second, why=WHY, scope=Scope.FOLLOWING, by=cast.lee, at=NOON)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage, second.stage, second.reason) == (Stage.ANNOUNCED, Stage.CANCELLED, WHY.text)
    assert series.lay_out_all(at=NOON + 90 * DAY) == 0


def test_cancelling_all_cancels_what_is_to_come(cast: Cast) -> None:
    found = a_series(cast)
    first, _second = queries.meetings_of(found)

    rehanging.cancel_meeting(first, why=WHY, scope=Scope.ALL, by=cast.lee, at=NOON)

    assert {row.stage for row in queries.meetings_of(found)} == {Stage.CANCELLED}
    assert series.lay_out_all(at=NOON + 90 * DAY) == 0


def test_a_day_is_left_out_with_its_reason_and_put_back(cast: Cast) -> None:
    found = a_series(cast)
    july = date(2026, 7, 14)

    series.leave_out(found, july, why=WHY, by=cast.lee, at=NOON)
    series.lay_out(found, at=NOON + 60 * DAY)
    assert days(found) == [date(2026, 5, 12), date(2026, 6, 9), date(2026, 8, 11)]

    series.put_back(found, july, by=cast.lee, at=NOON + 60 * DAY)
    assert july in days(found)
    with pytest.raises(Refused, match="no meeting on that day"):
        series.leave_out(found, date(2026, 9, 9), why=WHY, by=cast.lee, at=NOON)
    with pytest.raises(Refused, match="liaison officer"):
        series.leave_out(found, date(2026, 9, 8), why=WHY, by=cast.noor, at=NOON)


def test_leaving_out_a_day_that_is_announced_cancels_its_meeting(cast: Cast) -> None:
    found = a_series(cast)

    series.leave_out(found, date(2026, 6, 9), why=WHY, by=cast.lee, at=NOON)

    assert [row.stage for row in queries.meetings_of(found)] == [Stage.ANNOUNCED, Stage.CANCELLED]


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_has_the_days_that_are_not_announced_yet_under_the_name_they_keep(
    client: Client, cast: Cast, count: int, count_queries: CountQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "now", lambda: NOON)
    for _number in range(count):
        found = a_series(cast)
    client.get("/meetings.ics")

    with count_queries(5):  # one of them for the sittings of the review board
        body = client.get("/meetings.ics").content

    uids = [str(event["UID"]) for event in Calendar.from_ical(body).walk("VEVENT")]
    assert len(uids) == len(set(uids)) == 13 * count
    assert str(found.uid_of(date(2026, 7, 14))) in uids
    series.lay_out(found, at=NOON + 30 * DAY)
    assert str(queries.meetings_of(found).get(slot=date(2026, 7, 14)).uid) in uids


def test_a_series_of_ten_years_lies_ahead_without_end(cast: Cast) -> None:
    found = a_series(cast, every=Every.WEEK, weekdays=(1,), weeks=(), until=date(2036, 5, 5))

    turns = queries.turns([found], NOON, NOON + 3653 * DAY)

    assert len(turns) + len(days(found)) == 522


def test_every_series_of_an_area_is_found(cast: Cast) -> None:
    found = a_series(cast)
    series.end(a_series(cast), since=None, why=WHY, by=cast.lee, at=NOON)

    assert list(queries.series_of(cast.beat, VISITOR, NOON)) == [found]
    assert list(queries.series_of(cast.other, VISITOR, NOON)) == []


def test_a_plan_survives_the_way_into_the_database(cast: Cast) -> None:
    found = a_series(cast, interpreters=("es", "my"))

    plan = queries.plan_of(Series.objects.get(pk=found.pk))

    assert isinstance(plan, SeriesPlan)
    assert plan == replace(TUESDAYS, interpreters=("es", "my"))


def test_a_meeting_of_no_series_asks_nothing(cast: Cast) -> None:
    meeting = meetings.announce(_plan(queries.meetings_of(a_series(cast))[0]), area=cast.beat, by=cast.lee, at=NOON)

    assert move(meeting, Scope.ALL, cast, place="School") is None
    meeting.refresh_from_db()
    assert (meeting.place, meeting.alone) == ("School", False)
