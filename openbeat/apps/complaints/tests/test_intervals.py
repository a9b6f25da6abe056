"""Intervals of shares and rates, held against scipy."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from openbeat.apps.complaints.figures import intervals


@given(st.integers(0, 3000), st.integers(0, 3000))
@example(0, 0)
@example(0, 7)
@example(150_000, 50_000)
def test_the_interval_of_a_share_is_wilsons_as_scipy_has_it(count: int, others: int) -> None:
    found = intervals.share(count, count + others)
    if count + others == 0:
        assert found is None
        return
    assert found is not None
    expected = stats.binomtest(count, count + others).proportion_ci(0.95, method="wilson")
    assert found.value == count / (count + others)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)


@given(st.integers(0, 5000), st.floats(0.5, 1e6))
@example(0, 1.0)
@example(1, 3.0)
@example(200_000, 900_000.0)
def test_the_interval_of_a_rate_is_garwoods_from_scipys_chi_squared(count: int, exposure: float) -> None:
    found = intervals.rate(count, exposure, per=1000)

    assert found is not None
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
    expected = [number / exposure * 1000 for number in (count, low, high)]
    assert (found.value, found.low, found.high) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("count", [1, 4, 30, 400])
def test_at_its_edges_so_many_or_more_and_so_few_or_fewer_are_one_in_forty(count: int) -> None:
    found = intervals.rate(count, 1)

    assert found is not None
    assert stats.poisson.sf(count - 1, found.low) == pytest.approx(0.025)
    assert stats.poisson.cdf(count, found.high) == pytest.approx(0.025)


def test_the_incomplete_gamma_function_is_scipys() -> None:
    for shape in (1, 2, 7.5, 60, 1000):
        for x in (0.0, 0.3, 1.0, 7.0, 59.0, 1010.0):
            assert intervals.gamma_share(shape, x) == pytest.approx(stats.gamma.cdf(x, shape), rel=1e-9, abs=1e-14)


def test_no_people_and_no_share_is_none_and_never_nought() -> None:
    assert intervals.share(0, 0) is None
    assert intervals.rate(3, 0) is None


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 3"):
        intervals.share(5, 3)
    with pytest.raises(ValueError, match="below nought"):
        intervals.rate(-1, 10)
    with pytest.raises(ValueError, match="below nought"):
        intervals.rate(1, -10)
