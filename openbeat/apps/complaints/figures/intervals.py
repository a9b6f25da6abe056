"""95 % intervals of shares (Wilson) and of rates (Garwood's exact one for a Poisson count)."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, lgamma, log, sqrt
from statistics import NormalDist

TAIL = 0.025
Z = NormalDist().inv_cdf(1 - TAIL)
STEPS, TERMS = 200, 100_000  # far more than any count of ours needs
CLOSE, EXACT = 1e-13, 1e-16


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the 95 % interval around it; all in the unit of the value."""

    value: float
    low: float
    high: float


def share(count: int, total: int) -> Interval | None:
    """`count` of `total` as a share from 0 to 1, with Wilson's score interval; None where there is nothing to share.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209.
    Raises ValueError where count is not between 0 and total.
    """
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no share")
    if total == 0:
        return None
    part, square = count / total, Z * Z
    middle = (part + square / (2 * total)) / (1 + square / total)
    half = Z * sqrt(part * (1 - part) / total + square / (4 * total * total)) / (1 + square / total)
    low = 0.0 if count == 0 else max(middle - half, 0.0)
    high = 1.0 if count == total else min(middle + half, 1.0)
    return Interval(part, low, high)


def rate(count: int, exposure: float, per: float = 1.0) -> Interval | None:
    """`count` events for `exposure` (people, officers, stops) as a rate per `per` of these, with Garwood's interval.

    None where there is no exposure. It is exact: half of the chi-squared quantiles with 2 count and 2 count + 2 degrees
    of freedom. Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936) 437-442. Raises
    ValueError for a negative count or exposure.
    """
    if count < 0 or exposure < 0:
        raise ValueError("neither a count nor what it is counted on is below nought")
    if exposure == 0:
        return None
    low = gamma_quantile(count, TAIL) if count else 0.0
    high = gamma_quantile(count + 1, 1 - TAIL)
    return Interval(*(number / exposure * per for number in (count, low, high)))


def gamma_quantile(shape: int, chance: float) -> float:
    """The x at which the regularised incomplete gamma function P(shape, x) is `chance` (0 to 1), by halving and Newton.

    Start: E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", PNAS 17 (1931) 684-688.
    """
    normal = NormalDist().inv_cdf(chance)
    x = max(shape * (1 - 1 / (9 * shape) + normal / (3 * sqrt(shape))) ** 3, chance / (shape + 1))
    below, above = 0.0, inf
    for _step in range(STEPS):
        off = gamma_share(shape, x) - chance
        below, above = (x, above) if off < 0 else (below, x)
        density = exp((shape - 1) * log(x) - x - lgamma(shape))
        better = x - off / density if density else inf
        if not below < better < above:
            better = (below + above) / 2 if above < inf else 2 * x
        if abs(better - x) <= CLOSE * x:
            return better
        x = better
    return x


def gamma_share(shape: float, x: float) -> float:
    """P(shape, x), the regularised lower incomplete gamma function, from 0 to 1.

    Source: Abramowitz and Stegun (1964), 6.5.29 (series, below shape + 1) and 6.5.31 (continued fraction, above).
    """
    if x <= 0:
        return 0.0
    scale = exp(shape * log(x) - x - lgamma(shape))
    return scale * _series(shape, x) if x < shape + 1 else 1 - scale * _fraction(shape, x)


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    step = shape
    while abs(term) > total * EXACT / 10:
        step += 1
        term *= x / step
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    """Lentz's way through the continued fraction; x is above shape + 1, so no denominator is nought."""
    first = x + 1 - shape
    c, d = inf, 1 / first
    found, step, change = d, 0, 0.0
    while abs(change - 1) > EXACT and step < TERMS:
        step += 1
        a, b = -step * (step - shape), first + 2 * step
        d = 1 / (a * d + b)
        c = b + (a / c if c < inf else 0.0)
        change = c * d
        found *= change
    return found
