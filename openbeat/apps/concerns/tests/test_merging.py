"""The published method that makes one ranking of web dots, paper dots and raised hands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.apps.concerns.figures.merging import DOTS, Impossible, Tally, check, merged

DAY = timedelta(days=1)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = (1, 2, 3, 4, 5)
WAITING = {key: FIRST + key * DAY for key in KEYS}
LAMPS, RACING, NOISE = 1, 2, 3


@st.composite
def tally(draw: st.DrawFn, channel: str = "web") -> Tally:
    """What people with three dots each can have given."""
    voices = draw(st.lists(st.sets(st.sampled_from(KEYS), min_size=1, max_size=DOTS), max_size=12))
    return Tally(channel, len(voices), {key: sum(key in voice for voice in voices) for key in KEYS})


tallies = st.tuples(tally("web"), tally("paper"), tally("hands")).map(list)


def test_the_worked_example_comes_out_as_it_is_told() -> None:
    heard = [
        Tally("web", 5, {LAMPS: 4, RACING: 3, NOISE: 2}),
        Tally("paper", 8, {LAMPS: 6, RACING: 7, NOISE: 5}),
        Tally("hands", 10, {LAMPS: 3, RACING: 9, NOISE: 6}),
    ]

    found = merged(heard, {key: WAITING[key] for key in (LAMPS, RACING, NOISE)})

    assert [(place.number, place.key, place.dots, place.tied) for place in found] == [
        (1, RACING, 19, False),
        (2, LAMPS, 13, True),
        (3, NOISE, 13, True),
    ]
    assert found[0].by_channel == {"web": 3, "paper": 7, "hands": 9}


@given(tallies)
def test_no_dot_is_lost_and_none_is_made(heard: list[Tally]) -> None:
    found = merged(heard, WAITING)

    assert sum(place.dots for place in found) == sum(one.total for one in heard)
    assert all(place.dots == sum(place.by_channel.values()) for place in found)
    assert sorted(place.key for place in found) == sorted(KEYS)
    assert [place.number for place in found] == [1, 2, 3, 4, 5]


@given(tallies, st.permutations([0, 1, 2]))
def test_the_order_of_the_channels_changes_nothing(heard: list[Tally], order: list[int]) -> None:
    assert merged([heard[index] for index in order], WAITING) == merged(heard, WAITING)


@given(tallies, st.sampled_from(KEYS))
def test_one_more_dot_never_lowers_a_problem(heard: list[Tally], key: int) -> None:
    before = {place.key: place.number for place in merged(heard, WAITING)}
    more = [*heard, Tally("web", 1, {key: 1})]

    after = {place.key: place.number for place in merged(more, WAITING)}

    assert after[key] <= before[key]
    others = [each for each in KEYS if each != key]
    assert sorted(others, key=before.__getitem__) == sorted(others, key=after.__getitem__)


@given(tallies)
def test_of_two_with_as_many_dots_the_one_that_waited_longer_comes_first(heard: list[Tally]) -> None:
    found = merged(heard, WAITING)

    for first, second in pairwise(found):
        assert first.dots > second.dots or (first.dots == second.dots and WAITING[first.key] < WAITING[second.key])
        assert first.dots > second.dots or (first.tied and second.tied)


@given(tally())
def test_what_people_can_have_given_is_accepted(one: Tally) -> None:
    check(one)


@pytest.mark.parametrize(
    "tally",
    [
        Tally("paper", 4, {1: 5}),
        Tally("paper", 2, {1: 2, 2: 2, 3: 2, 4: 1}),
        Tally("paper", -1),
        Tally("paper", 3, {1: -1}),
    ],
    ids=["more dots on one than people", "more than three each", "fewer people than none", "fewer dots than none"],
)
def test_what_nobody_can_have_given_is_refused(tally: Tally) -> None:
    with pytest.raises(Impossible):
        merged([tally], WAITING)
