"""What changes each month, what is new, and what comes back: figures of public concerns only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from conftest import CountQueries
from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import Reply, Said, Stage
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.queries import trends as queries
from openbeat.apps.concerns.tests.makers import NOON, a_concern
from openbeat.core.people.demo import Cast
from openbeat.core.web.columns import HEIGHT, Column, drawing

DAY = timedelta(days=1)


def raised(cast: Cast, category: str, *days_ago: float, private: bool = False) -> None:
    for ago in days_ago:
        said = Said("Lamp", "It is out.", "en", category, private)
        services.raise_concern(said, area=cast.beat, by=cast.rosa, at=NOON - ago * DAY)


def test_months_stand_beside_those_of_the_year_before(cast: Cast) -> None:
    raised(cast, "lighting", 1, 2, 30, 366)
    raised(cast, "noise", 1)

    everything, lighting, noise = queries.trends(None, NOON)

    assert (everything.number, everything.before) == (4, 1)
    assert (lighting.label, lighting.number, lighting.before) == ("Lighting", 3, 1)
    assert lighting.columns[-1] == Column("May 2026", 2, 1)
    assert lighting.columns[-2] == Column("April 2026", 1, 0)
    assert [len(trend.columns) for trend in (everything, lighting, noise)] == [12, 12, 12]


def test_a_month_begins_at_midnight_of_the_department(cast: Cast) -> None:
    raised(cast, "lighting", 3.5)  # 1 May, 0:00 in UTC

    (column,) = [column for column in queries.trends(None, NOON)[0].columns if column.number]

    assert column.words in {"May 2026", "April 2026"}


def test_an_area_shows_its_own(client: Client, cast: Cast) -> None:
    raised(cast, "lighting", 1)

    assert queries.trends(cast.other, NOON)[0].number == 0
    assert queries.trends(cast.district, NOON)[0].number == 1
    assert client.get("/concerns/trends/?area=nowhere").status_code == 200


def test_private_ones_are_in_no_figure_and_few_of_them_are_not_counted(cast: Cast) -> None:
    raised(cast, "lighting", 1, 2, 3, 4, private=True)
    assert (queries.trends(None, NOON)[0].number, queries.private_count(None, NOON)) == (0, None)

    raised(cast, "lighting", 5, private=True)

    assert queries.private_count(None, NOON) == 5


def test_new_is_what_came_clearly_more_often_than_usual(cast: Cast) -> None:
    raised(cast, "noise", 1, 2, 3)
    raised(cast, "theft", 1, 2)
    raised(cast, "lighting", 1, 2, 3, *range(31, 391, 5))

    (noise,) = queries.fresh(None, NOON)

    assert (noise.category, noise.number, noise.usual) == ("noise", 3, 0)


def test_what_comes_back_is_counted_by_kind_and_named_when_it_came_twice(client: Client, cast: Cast) -> None:
    for _ in range(5):
        a_concern(cast, Stage.ANSWERED)
    back = Concern.objects.order_by("pk")[0]
    for times in (1, 2):
        back = services.reopen(back, Reply("Dark again.", "en"), by=cast.rosa, at=NOON + times * DAY)
        back = services.answer(back, Reply("Mended.", "en", back.answers_given), by=cast.lee, at=NOON + times * DAY)

    (item,) = queries.backs(None, NOON + 9 * DAY)
    (line,) = queries.came_back(None, NOON + 9 * DAY)

    assert (item.answered, item.back, item.share) == (5, 1, 0.2)
    assert line.key == back.pk
    assert f"/concerns/{back.pk}/" in client.get("/concerns/trends/").text


def test_of_few_answers_no_share_is_given(cast: Cast) -> None:
    a_concern(cast, Stage.ANSWERED)

    assert [item.share for item in queries.backs(None, NOON + 9 * DAY)] == [None]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    client: Client, cast: Cast, count: int, count_queries: CountQueries
) -> None:
    for _ in range(count):
        a_concern(cast, Stage.ANSWERED)
    client.get("/concerns/trends/")

    with count_queries(5):
        assert client.get("/concerns/trends/?area=").status_code == 200


def test_the_list_and_the_page_of_an_area_lead_there(client: Client, cast: Cast) -> None:
    assert "/concerns/trends/" in client.get("/concerns/").text
    assert f"/concerns/trends/?area={cast.beat.slug}" in client.get(f"/areas/{cast.beat.slug}/").text


@given(st.lists(st.tuples(st.integers(0, 10**6), st.none() | st.integers(0, 10**6)), max_size=30))
def test_columns_stay_in_their_drawing(numbers: list[tuple[int, int | None]]) -> None:
    svg = drawing([Column(str(index), now, before) for index, (now, before) in enumerate(numbers)], "Numbers")

    heights = [float(part.split('"')[1]) for part in svg.split(" height=")[1:]]
    assert all(0 <= height <= HEIGHT for height in heights)
    assert svg.count("<rect") == sum(bool(now) + bool(before) for now, before in numbers)


def test_the_drawing_says_what_it_shows() -> None:
    assert 'role="img" aria-label="Two &lt;b&gt;"' in drawing([Column("May", 1)], "Two <b>")
