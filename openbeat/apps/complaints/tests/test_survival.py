"""Time to close, held against lifelines on the same data: half, nine in ten, their intervals, overall and by kind."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf
from time import perf_counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, qth_survival_times
from scipy import stats

from openbeat.apps.complaints.figures import survival, times
from openbeat.apps.complaints.figures.facts import HERE, Case, Charge, Facts, State
from openbeat.apps.complaints.figures.survival import NOT_REACHED, Within

KINDS = ("force", "courtesy", "search")

# Days to close of 32 complaints, and whether each is closed: with ties, an open one beside a closed one of the same
# day, one that was closed on the day it came, and a long open tail.
DAYS = [0, 3, 3, 8, 8, 8, 12, 14, 14, 20, 21, 28, 28, 28, 35, 40, 41, 41, 55, 60, 61, 70, 90, 94, 94, 120, 120, 150,
        210, 210, 365, 400]  # fmt: skip
CLOSED = [1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0]


def expected(days: list[int], closed: list[bool], open_share: float) -> Within:
    """What lifelines says: the days, and where the edges of its band cross."""
    fitter = KaplanMeierFitter().fit(days, closed)
    middle = qth_survival_times(open_share, fitter.survival_function_)
    low, high = qth_survival_times(open_share, fitter.confidence_interval_).to_numpy().ravel()
    return Within(*(None if value == inf else int(value) for value in (middle, low, high)))


def assert_equals_lifelines(days: list[int], closed: list[bool]) -> None:
    found = survival.estimate(days, closed, few=1)
    assert found.half == expected(days, closed, 0.5)
    assert found.nine_in_ten == expected(days, closed, 0.1)
    assert (found.n, found.events) == (len(days), sum(closed))


def test_half_and_nine_in_ten_are_those_of_lifelines_with_ties_and_open_ones() -> None:
    closed = [bool(each) for each in CLOSED]
    found = survival.estimate(DAYS, closed)

    assert_equals_lifelines(DAYS, closed)
    assert found.half == Within(55, 28, 94)
    assert found.nine_in_ten == Within(None, 120, None)


def test_the_median_is_the_one_that_lifelines_calls_so() -> None:
    fitter = KaplanMeierFitter().fit(DAYS, CLOSED)
    low, high = median_survival_times(fitter.confidence_interval_).to_numpy().ravel()

    assert survival.estimate(DAYS, [bool(each) for each in CLOSED]).half == Within(
        int(fitter.median_survival_time_), int(low), int(high)
    )


def test_the_whole_curve_and_its_band_are_those_of_lifelines() -> None:
    closed = np.array(CLOSED, dtype=bool)
    fitter = KaplanMeierFitter().fit(DAYS, closed)
    found = survival.curve(np.array(DAYS), closed)

    assert found.days.tolist() == fitter.survival_function_.index.tolist()
    assert found.at_risk.tolist() == fitter.event_table["at_risk"].tolist()
    np.testing.assert_allclose(found.share, fitter.survival_function_.to_numpy().ravel(), rtol=1e-12)
    band = fitter.confidence_interval_.to_numpy()
    np.testing.assert_allclose(found.low, band[:, 0], rtol=1e-12)
    np.testing.assert_allclose(found.high, band[:, 1], rtol=1e-12)


def test_each_kind_alone_is_that_of_lifelines_too() -> None:
    chance = np.random.default_rng(6)
    kinds = chance.choice(KINDS, 900)
    days = chance.integers(0, 500, 900)
    closed = chance.random(900) < np.where(kinds == "force", 0.5, 0.9)

    for kind in KINDS:
        assert_equals_lifelines(days[kinds == kind].tolist(), closed[kinds == kind].tolist())
    assert_equals_lifelines(days.tolist(), closed.tolist())


def test_what_is_published_overall_and_by_kind_is_that_of_lifelines_from_the_dates_on() -> None:
    chance, as_of = np.random.default_rng(11), date(2026, 3, 31)
    cases, charges = [], []
    for place in range(400):
        received = as_of - timedelta(days=int(chance.integers(0, 400)))
        closed = received + timedelta(days=int(chance.integers(0, 40)) * 10)  # with ties
        over = closed <= as_of
        state = State.CLOSED if over else State.OPEN
        cases.append(Case(HERE, received, closed if over else None, state, as_of))
        charges += [Charge(place, kind) for kind in KINDS if chance.random() < 0.5]

    told = times.to_close(Facts(tuple(cases), tuple(charges)), few=5)

    places = {kind: {charge.case for charge in charges if charge.kind == kind} for kind in KINDS}
    groups = {"": told["overall"], **{row["kind"]: row for row in told["by_kind"]}}
    for kind, group in groups.items():
        mine = [case for place, case in enumerate(cases) if not kind or place in places[kind]]
        days, closed_ones = [case.days for case in mine], [case.closed is not None for case in mine]
        half, nine = expected(days, closed_ones, 0.5), expected(days, closed_ones, 0.1)
        assert (group["median"], *group["median_interval"]) == (half.days, half.low, half.high)
        assert (group["percentile_90"], *group["percentile_90_interval"]) == (nine.days, nine.low, nine.high)
        assert (group["n"], group["events"]) == (len(mine), sum(closed_ones))
    assert set(groups) == {"", *KINDS}


def test_time_to_a_stage_is_that_of_lifelines_and_counts_what_never_came_to_any_stage() -> None:
    chance, as_of = np.random.default_rng(12), date(2026, 3, 31)
    cases = [Case("history", as_of, None, State.OPEN, as_of)]  # another system's, which knows none of our stages
    days, reached = [], []
    for _case in range(200):
        age, took = int(chance.integers(0, 200)), int(chance.integers(0, 60)) * 5
        received, came = as_of - timedelta(days=age), took <= age
        stages = (("acknowledged", received + timedelta(days=took)),) if came else ()
        cases.append(Case(HERE, received, None, State.OPEN, as_of, reached=stages))
        days.append(took if came else age)
        reached.append(came)

    [told] = times.to_stages(cases, ["acknowledged"], few=5)

    half = expected(days, reached, 0.5)
    assert (told["n"], told["events"], told["censored"]) == (200, sum(reached), 200 - sum(reached))
    assert (told["median"], *told["median_interval"]) == (half.days, half.low, half.high)
    assert times.to_stages(cases[:1], ["acknowledged"], few=5) == []


@pytest.mark.parametrize(
    ("days", "closed"),
    [
        ([5, 9, 9, 30, 30, 41], [False] * 6),  # all are open
        ([5, 9, 9, 30, 30, 41], [False, False, True, False, False, False]),  # a single one is closed
        ([5, 9, 9, 30, 30, 41], [False] * 5 + [True]),  # the last one alone
        ([9] * 6, [True] * 6),  # all on one day
        ([9] * 6, [True, True, True, False, False, False]),  # half of them on one day, the others open on it
        ([0] * 6, [True] * 6),  # all on the day they came
    ],
)
def test_all_open_a_single_one_closed_and_ties_are_those_of_lifelines(days: list[int], closed: list[bool]) -> None:
    assert_equals_lifelines(days, closed)


def test_the_band_is_also_that_of_scipy() -> None:
    closed = np.array(CLOSED, dtype=bool)
    data = stats.CensoredData(uncensored=np.array(DAYS)[closed], right=np.array(DAYS)[~closed])
    scipys = stats.ecdf(data).sf
    band = scipys.confidence_interval(method="log-log")
    ours = survival.curve(np.array(DAYS), closed)

    at = np.searchsorted(ours.days, scipys.quantiles)
    np.testing.assert_allclose(ours.share[at], scipys.probabilities, rtol=1e-12)
    inside = scipys.probabilities < 1
    np.testing.assert_allclose(ours.low[at][inside], band.low.probabilities[inside], rtol=1e-9)
    np.testing.assert_allclose(ours.high[at][inside], band.high.probabilities[inside], rtol=1e-9)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60))
@example([(5, False)])
@example([(0, True)])
@example([(0, True), (0, False), (1, True), (1, True)])
@example([(3, True)] * 4)
def test_whatever_was_closed_and_whatever_is_open_it_says_what_lifelines_says(cases: list[tuple[int, bool]]) -> None:
    assert_equals_lifelines([days for days, _closed in cases], [closed for _days, closed in cases])


def test_open_complaints_make_it_longer_and_are_never_left_out() -> None:
    closed_alone = survival.estimate([10, 20, 30, 40, 50], [True] * 5)
    with_open = survival.estimate([10, 20, 30, 40, 50, *[60] * 4], [True] * 5 + [False] * 4)

    assert closed_alone.half.days == 30
    assert with_open.half.days == 50
    assert (with_open.n, with_open.events, with_open.censored) == (9, 5, 4)


def test_where_fewer_than_half_are_closed_it_is_not_reached() -> None:
    assert survival.estimate([10, 90, 90, 90, 90, 90], [True, *[False] * 5]).half.days is None


def test_of_fewer_than_the_threshold_the_durations_are_listed_and_nothing_is_estimated() -> None:
    found = survival.estimate([40, 12, 300, 90], [True, True, False, True])

    assert (found.few, found.durations, found.censored) == (True, (12, 40, 90), 1)
    assert found.half == found.nine_in_ten == NOT_REACHED
    assert survival.estimate([40, 12, 300, 90, 90], [True, True, False, True, True]).few is False


def test_nothing_at_all_is_few_and_no_fault() -> None:
    assert survival.estimate([], []) == survival.Estimate(0, 0, 0, NOT_REACHED, NOT_REACHED, few=True)


def test_what_was_closed_before_it_came_is_refused() -> None:
    with pytest.raises(ValueError, match="before it was received"):
        survival.estimate([5, -1, 3, 4, 5], [True] * 5)
    with pytest.raises(ValueError, match="one duration and one yes or no"):
        survival.estimate([5, 6], [True])


def test_a_hundred_thousand_complaints_take_a_moment() -> None:
    chance = np.random.default_rng(3)
    days, closed = chance.integers(0, 2000, 100_000), chance.random(100_000) < 0.8

    before = perf_counter()
    found = survival.estimate(days, closed)

    assert perf_counter() - before < 1
    assert found.n == 100_000
