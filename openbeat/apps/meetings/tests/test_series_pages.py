"""Pages of series: what an area can read, and what whoever leads its meetings can do there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import CountQueries
from openbeat.apps.meetings import queries
from openbeat.apps.meetings.models import Series, SeriesException
from openbeat.apps.meetings.services import series as series_services
from openbeat.apps.meetings.tests.makers import NOON, a_series
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RULE: dict[str, Any] = {
    "kind": "beat",
    "run_by": "resident",
    "title": "Beat meeting",
    "every": "month_weekday",
    "weekdays": [1],
    "weeks": [2],
    "interval": 1,
    "begins_on": "2026-05-05",
    "begins": "18:30",
    "ends": "20:00",
    "holidays": "move",
    "place": "Library",
    "language": "en",
}


def test_a_visitor_reads_the_rule_in_words_and_the_next_days(client: Client, cast: Cast) -> None:
    found = a_series(cast)

    body = client.get(f"/meetings/series/{found.pk}/").content.decode()

    assert "On the second Tuesday of each month, " in body
    assert body.count("<time") >= 12
    assert "Only the liaison officer" in body
    assert "On the second Tuesday" in client.get("/meetings/series/").content.decode()
    assert "No series is announced here" in client.get(f"/meetings/series/?area={cast.other.slug}").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_series_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _number in range(count):
        a_series(cast)
    client.get("/meetings/series/")

    with count_queries(1):
        client.get("/meetings/series/")


def test_a_liaison_begins_a_series_and_a_neighbour_may_not(client: Client, cast: Cast) -> None:
    facts = RULE | {"area": cast.beat.slug}
    client.force_login(cast.lee)
    assert "Begin a series" in client.get("/meetings/series/new/").content.decode()
    response = client.post("/meetings/series/new/", facts, follow=True)
    assert "The series is announced." in response.content.decode()
    assert Series.objects.get().meetings.count() == 2

    client.force_login(cast.noor)
    refused = client.post("/meetings/series/new/", facts)
    assert refused.status_code == 403
    assert "liaison officer" in refused.content.decode()
    assert Series.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"weeks": []}, "Say which weekday, and which of them in a month."),
        ({"every": "month_day"}, "Say on which day of the month."),
        ({"ends": "18:00"}, "A meeting ends after it began."),
        ({"until": "2026-05-01"}, "The last day comes after the first one."),
        ({"interval": 0}, "greater than or equal to 1"),
    ],
)
def test_a_rule_that_says_nothing_is_asked_again(
    client: Client, cast: Cast, wrong: dict[str, Any], sentence: str
) -> None:
    client.force_login(cast.lee)

    response = client.post("/meetings/series/new/", RULE | {"area": cast.beat.slug} | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Series.objects.count() == 0


def test_a_change_says_how_many_meetings_it_changed(client: Client, cast: Cast) -> None:
    found = a_series(cast)
    client.force_login(cast.lee)

    response = client.post(
        f"/meetings/series/{found.pk}/change/", RULE | {"place": "School", "version": found.version}, follow=True
    )

    assert "2 meetings changed." in response.content.decode()
    assert {row.place for row in queries.meetings_of(found)} == {"School"}
    again = client.post(f"/meetings/series/{found.pk}/change/", RULE | {"place": "Hall", "version": 1})
    assert again.status_code == 409
    assert "Two of you changed this" in again.content.decode()


def test_a_day_is_left_out_and_put_back(client: Client, cast: Cast) -> None:
    found = a_series(cast)
    client.force_login(cast.lee)

    left = {"day": "2026-07-14", "words": "Summer feast", "language": "en"}
    body = client.post(f"/meetings/series/{found.pk}/leave_out/", left, follow=True).content.decode()
    assert "Summer feast" in body
    key = SeriesException.objects.get().pk
    client.post(f"/meetings/series/{found.pk}/put-back/", {"exception": key}, follow=True)
    assert SeriesException.objects.count() == 0
    assert client.post(f"/meetings/series/{found.pk}/put-back/", {"exception": key}).status_code == 404


def test_a_series_ends_and_only_who_leads_it_ends_it(client: Client, cast: Cast) -> None:
    found = a_series(cast)
    why = {"words": "Nobody came any more.", "language": "en"}
    client.force_login(cast.rosa)
    assert client.post(f"/meetings/series/{found.pk}/end/", why).status_code == 403

    client.force_login(cast.lee)
    body = client.post(f"/meetings/series/{found.pk}/end/", why, follow=True).content.decode()

    assert "The series ends." in body
    assert "Nobody came any more." in body


def test_a_meeting_of_a_series_asks_which_are_meant(client: Client, cast: Cast) -> None:
    found = a_series(cast)
    first, second = queries.meetings_of(found)
    client.force_login(cast.lee)
    asked = client.get(f"/meetings/{second.pk}/change/").content.decode()
    assert "This one and all that follow" in asked
    facts = RULE | {"day": "2026-06-09", "version": second.version, "scope": "following", "place": "School"}

    body = client.post(f"/meetings/{second.pk}/change/", facts, follow=True).content.decode()

    assert "1 meeting changed." in body
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.place, second.place) == ("Library", "School")
    moved = client.post(f"/meetings/{second.pk}/change/", facts | {"day": "2026-06-10", "version": second.version})
    assert moved.status_code == 422
    assert "change the rule of the series" in moved.content.decode()
    client.post(f"/meetings/{first.pk}/cancel/", {"words": "Flood.", "language": "en", "scope": "this"}, follow=True)
    second.refresh_from_db()
    assert not second.is_cancelled


def test_a_far_day_is_changed_alone_and_the_others_stay(client: Client, cast: Cast) -> None:
    series = a_series(cast)
    far = [line for line in queries.days_ahead(series, NOON, 12) if line.meeting is None][3].slot
    client.force_login(cast.lee)
    path = f"/meetings/series/{series.pk}/day/"

    page = client.get(f"/meetings/series/{series.pk}/").text
    answer = client.post(path, {"day": far.isoformat()}, follow=True)
    again = client.post(path, {"day": far.isoformat()})

    [meeting] = queries.meetings_of(series).filter(slot=far)
    assert f'value="{far.isoformat()}"' in page
    assert answer.redirect_chain[-1][0] == again["Location"] == f"/meetings/{meeting.pk}/change/"
    assert (meeting.uid, series_services.lay_out(series, at=NOON)) == (series.uid_of(far), 0)
    facts = {"version": 1, "scope": "this", "day": f"{far + DAY}", "begins": "17:00", "ends": "18:00", "place": "Mill"}
    told = client.post(answer.redirect_chain[-1][0], RULE | facts, follow=True).text
    days = [line.starts.date() for line in queries.days_ahead(series, NOON, 12)]
    assert ("It is saved." in told, far in days, far + DAY in days, len(days)) == (True, False, True, 12)


def test_a_day_that_is_none_of_the_series_is_refused_and_nobody_else_announces_one(client: Client, cast: Cast) -> None:
    series = a_series(cast)
    far = next(line for line in queries.days_ahead(series, NOON, 12) if line.meeting is None).slot
    path = f"/meetings/series/{series.pk}/day/"
    client.force_login(cast.noor)
    stranger = client.post(path, {"day": far.isoformat()})
    client.force_login(cast.lee)
    wrong = client.post(path, {"day": (far + DAY).isoformat()})

    assert (stranger.status_code, "Only the liaison officer" in stranger.text) == (403, True)
    assert (wrong.status_code, "The series has no meeting on that day." in wrong.text) == (403, True)
    assert client.post(path, {"day": "some day"}).status_code == 404
    assert not queries.meetings_of(series).filter(slot__gte=far).exists()
