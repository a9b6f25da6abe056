"""How long complaints take, open ones counted: Kaplan and Meier's estimate of the time until a complaint is closed.

Units: whole days. A complaint that is open at the as-of date is *censored*: it counts as "longer than so many days",
and is never left out, because the mean of what is finished makes a slow department look fast.

Sources: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958) 457-481.
Band: exponential Greenwood (log-log), J. D. Kalbfleisch and R. L. Prentice, "The Statistical Analysis of Failure Time
Data" (1980), section 1.3. Interval of a quantile: R. Brookmeyer and J. Crowley, "A confidence interval for the median
survival time", Biometrics 38 (1982) 29-41. Ties, order, edges and rounding are those of `lifelines`, whose numbers the
tests expect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

FEW = 5  # cases: below that no quantile is given, and the durations are listed
HALF, ONE_IN_TEN = 0.5, 0.1
Z = NormalDist().inv_cdf(0.975)

type Floats = NDArray[np.float64]
type Days = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still open after each number of days, with its 95 % band. All arrays have shape (times,), times rising.

    `days`: whole days, from 0. `at_risk`: how many were open just before. `share`, `low`, `high`: from 0 to 1.
    """

    days: Days
    at_risk: Days
    share: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Within:
    """Days within which a share is closed, and the 95 % interval of that; None: not reached by the as-of date."""

    days: int | None
    low: int | None
    high: int | None


NOT_REACHED = Within(None, None, None)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is said of one group: `n` complaints, of which `events` closed and `censored` open at the as-of date.

    Where `n` is below the threshold, `few` is true, no quantile is given, and `durations` lists those closed.
    """

    n: int
    events: int
    censored: int
    half: Within
    nine_in_ten: Within
    few: bool = False
    durations: tuple[int, ...] = ()


def estimate(days: Sequence[int] | Days, closed: Sequence[bool] | NDArray[np.bool_], few: int = FEW) -> Estimate:
    """Half and nine in ten are closed within so many days. `days` (whole, from 0) and `closed` have shape (n,).

    Raises ValueError for a negative duration, or arrays of different length.
    """
    spans, events = np.asarray(days, dtype=np.int64), np.asarray(closed, dtype=bool)
    if spans.shape != events.shape or spans.ndim != 1:
        raise ValueError("one duration and one yes or no for each complaint")
    total, done = int(spans.size), int(events.sum())
    if total < few:
        listed = tuple(int(each) for each in np.sort(spans[events]))
        return Estimate(total, done, total - done, NOT_REACHED, NOT_REACHED, few=True, durations=listed)
    drawn = curve(spans, events)
    return Estimate(total, done, total - done, within(drawn, HALF), within(drawn, ONE_IN_TEN))


def curve(days: Days, closed: NDArray[np.bool_]) -> Curve:
    """The share still open after each number of days that occurs, and after 0. Arrays of shape (n,); raises ValueError.

    S(t) = product over times u <= t of 1 - d(u) / n(u), as a sum of logarithms; d closed of n at risk. V(t) = sum of
    d / (n (n - d)). Band: S(t) ** exp(+-z sqrt(V(t)) / log S(t)).
    """
    if days.size and days.min() < 0:
        raise ValueError("a complaint cannot be closed before it was received")
    times, place = np.unique(np.concatenate(([0], days)), return_inverse=True)
    place = place[1:]
    gone = np.bincount(place, minlength=times.size)
    ended = np.bincount(place[closed], minlength=times.size)
    at_risk = days.size - np.concatenate(([0], np.cumsum(gone)[:-1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.exp(np.cumsum(np.log(at_risk - ended) - np.log(at_risk)))
        variance = ended / (at_risk * (at_risk - ended))
        variance[~np.isfinite(variance)] = 0.0
        low, high = _band(share, np.cumsum(variance))
    return Curve(times, at_risk, share, low, high)


def _band(share: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """The 95 % band, 1 where nothing has been closed yet. Shapes (times,)."""
    log = np.log(share)
    step = Z * np.sqrt(variance) / log
    low, high = np.exp(-np.exp(np.log(-log) - step)), np.exp(-np.exp(np.log(-log) + step))
    return np.nan_to_num(low, nan=1.0), np.nan_to_num(high, nan=1.0)


def within(drawn: Curve, open_share: float) -> Within:
    """The days after which at most `open_share` (0 to 1) is still open, and where the band's edges cross it."""
    return Within(*(_crossed(drawn.days, line, open_share) for line in (drawn.share, drawn.low, drawn.high)))


def _crossed(days: Days, line: Floats, open_share: float) -> int | None:
    if line[-1] > open_share:
        return None
    # The upper edge may rise again at its end: the place is found by halving, as lifelines does.
    return int(days[np.searchsorted(-line, -open_share)])
