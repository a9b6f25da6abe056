"""Meetings for several areas: announced, in the calendar of each, and told to whoever follows one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Scope, Words
from openbeat.apps.meetings.models import Meeting
from openbeat.apps.meetings.services import hosting, meetings, rehanging
from openbeat.apps.meetings.tests.makers import NOON, PLAN, a_meeting, a_series
from openbeat.core.hooks import agenda
from openbeat.core.hooks.agenda import Business
from openbeat.core.notices import services as notices
from openbeat.core.notices.models import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

    type RunJobs = Callable[[], int]

FACTS: dict[str, Any] = {
    "kind": "beat", "title": "Beats 3 and 5", "language": "en", "day": "2026-05-20", "begins": "18:30", "ends": "20:00",
    "place": "Public library",
}  # fmt: skip


def told(kind: str) -> set[str]:
    return {message.person.name for message in Message.objects.filter(kind=kind) if message.person}


def test_a_meeting_is_announced_for_several_areas_and_stands_in_the_calendar_of_each(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lee)

    page = client.post("/meetings/new/", {**FACTS, "area": cast.beat.slug, "also": [cast.other.pk]}, follow=True).text

    meeting = Meeting.objects.get()
    assert meeting.together == [cast.other]
    assert f'Together with</dt><dd><a href="{cast.other.get_absolute_url()}">' in page
    for area in (cast.beat, cast.other):
        assert str(meeting.uid) in client.get(f"/areas/{area.slug}/meetings.ics").text
        assert "Beats 3 and 5" in client.get(f"/meetings/?area={area.slug}").text


def test_the_form_folds_other_districts_away_and_an_area_that_does_not_exist_is_refused(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lee)

    html = client.get(f"/meetings/new/?area={cast.beat.slug}").text
    answer = client.post("/meetings/new/", {**FACTS, "area": cast.beat.slug, "also": ["987654"]})

    first, rest = html.index(f'value="{cast.other.pk}"'), html.find("<details><summary>", html.index('name="also"'))
    assert rest == -1 or first < rest
    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_one_s_own_area_ticked_too_says_nothing(cast: Cast) -> None:
    meeting = a_meeting(cast, also=(cast.beat.pk, cast.district.pk, cast.other.pk))

    assert meeting.together == [cast.other]


def test_a_change_asks_other_areas_too_and_leaves_them_where_nothing_is_said(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast)
    client.force_login(cast.lee)
    form = f"/meetings/{meeting.pk}/change/"

    client.post(form, {**FACTS, "version": meeting.version, "also": [cast.other.pk]})
    meeting.refresh_from_db()

    assert meeting.together == [cast.other]
    assert f'value="{cast.other.pk}" id="change-also_0_0" checked' in client.get(form).text
    meetings.change(meeting, PLAN, version=meeting.version, by=cast.lee, at=NOON)
    assert meeting.together == [cast.other]


def test_who_follows_one_of_the_areas_is_told_once_when_it_moves_and_when_it_is_off(
    cast: Cast, run_jobs: RunJobs
) -> None:
    meeting = a_meeting(cast, also=(cast.other.pk,))
    for person, area in ((cast.noor, cast.beat), (cast.lou, cast.other), (cast.noor, cast.other)):
        notices.follow(person, area, at=NOON)

    moved = replace(PLAN, place="Mill hall")
    meeting = meetings.change(meeting, moved, version=meeting.version, by=cast.lee, at=NOON)
    meetings.cancel(meeting, why=Words("The hall is flooded.", "en"), by=cast.lee, at=NOON + timedelta(hours=1))
    run_jobs()

    assert told("meetings.moved_here") == told("meetings.off_here") == {cast.noor.name, cast.lou.name}
    assert Message.objects.filter(kind="meetings.off_here").count() == 2
    assert "flooded" not in Message.objects.filter(kind="meetings.off_here")[0].body


def test_only_the_first_reminder_reaches_who_follows_an_area(cast: Cast, run_jobs: RunJobs) -> None:
    meeting = a_meeting(cast, also=(cast.other.pk,))
    notices.follow(cast.lou, cast.other, at=NOON)
    for hours in (24, 3):
        hosting.remind(
            meeting, hours=hours, words=Words("We tell what became of the lamp.", "en"), by=cast.lee, at=NOON
        )

    for hours in (24, 3):
        hosting.send_due(at=meeting.starts_at - timedelta(hours=hours))
    run_jobs()

    [message] = Message.objects.filter(kind="meetings.soon_here")
    assert message.person == cast.lou


def test_a_series_meets_together_and_so_do_the_meetings_to_come(client: Client, cast: Cast) -> None:
    series = a_series(cast)
    row = queries.rows_from(series, NOON.date(), NOON)[0]
    slot = next(slot for slot in queries.slots_ahead(series, NOON, 6) if slot.day == row.slot)
    plan = replace(queries.plan_for(series, slot), also=(cast.other.pk,))

    rehanging.change_meeting(row, plan, version=row.version, scope=Scope.ALL, by=cast.lee, at=NOON)

    assert {tuple(one.together) for one in queries.meetings_of(series)} == {(cast.other,)}
    assert list(queries.series_of(cast.other, cast.noor, NOON)) == [series]
    assert cast.other.name in client.get(f"/meetings/series/{series.pk}/").text
    far = client.get(f"/meetings/calendar/?area={cast.other.slug}&month=2026-12").text
    assert far.count("Beat meeting") >= 1


def test_a_later_half_of_a_series_keeps_its_areas(cast: Cast) -> None:
    series = a_series(cast, also=(cast.other.pk,))
    row = queries.rows_from(series, NOON.date(), NOON)[1]
    slot = next(slot for slot in queries.slots_ahead(series, NOON, 6) if slot.day == row.slot)
    plan = replace(queries.plan_for(series, slot), place="Mill hall")

    done = rehanging.change_meeting(row, plan, version=row.version, scope=Scope.FOLLOWING, by=cast.lee, at=NOON)

    assert done is not None
    assert done.series != series
    assert done.series.together == [cast.other]


def test_the_agenda_takes_from_each_area_in_turn(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from openbeat.core.hooks.origins import Card  # noqa: PLC0415  only here
    from openbeat.kit.refs import Ref  # noqa: PLC0415  only here

    def cards(area: Any, _actor: Any, _at: Any) -> list[Card]:
        return [Card(Ref("x.thing", f"{area.pk}-{number}"), "Dark path", "en", "/x/") for number in range(9)]

    monkeypatch.setattr(agenda, "_OFFERED", {"new": Business("new", feedback=False, cards=cards)})

    meeting = a_meeting(cast, also=(cast.other.pk,))

    keys = [item.ref_key.split("-")[0] for item in meeting.items.exclude(ref_kind="").order_by("position")]
    assert keys == [str(cast.beat.pk), str(cast.other.pk)] * 3


def test_the_page_and_the_form_cost_the_same_with_more_areas(client: Client, cast: Cast) -> None:
    meeting = a_meeting(cast, also=(cast.other.pk,))
    client.force_login(cast.lee)
    client.get(meeting.get_absolute_url())  # what is kept for some seconds
    costs = []
    for area in (None, cast.district):
        meeting.also.add(*[one for one in [area] if one])
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/meetings/{meeting.pk}/change/")
        costs.append(len(asked))

    assert costs[0] == costs[1]
