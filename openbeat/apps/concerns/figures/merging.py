"""How the dots of all channels become one ranking.

The method is dot voting, counted as limited approval voting: each person gives up to `DOTS` dots, at most one to a
problem, so that a dot on paper, a raised hand and a tick on the web weigh the same. The dots of all channels are added:
`dots(problem) = sum over channels of marks(channel, problem)`. More dots come first. Where two have the same number,
the problem that has waited longer comes first, and the page says that they were equal.

Source of the rule: S. Brams and P. Fishburn, "Approval Voting", American Political Science Review 72 (1978): each
voice counts once for every option it approves, and the sums decide; the limit of three is that of the sticky dots
handed out in a meeting room (nominal group technique, A. Delbecq and A. Van de Ven, 1971).

Worked example: on the web 5 people, on paper 8, by hands 10. Lamps: 4 + 6 + 3 = 13. Racing: 3 + 7 + 9 = 19. Noise:
2 + 5 + 6 = 13. Racing is first with 19; lamps and noise have 13 each, and the lamps have waited longer: second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

DOTS = 3  # for each person, each on another problem


class Impossible(ValueError):
    """Raised for counts that no number of people with three dots each could have given."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one channel gave: how many people, and how many dots (count) on each problem (its key)."""

    channel: str
    people: int
    dots: Mapping[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All dots of this channel."""
        return sum(self.dots.values())


@dataclass(frozen=True, slots=True)
class Place:
    """Where one problem came: 1 is first; `tied` where the next or the one before has as many dots."""

    key: int
    number: int
    dots: int
    by_channel: Mapping[str, int]
    tied: bool


def check(tally: Tally) -> None:
    """Raise Impossible where a problem has more dots than there were people, or all together more than three each."""
    if tally.people < 0 or any(number < 0 for number in tally.dots.values()):
        raise Impossible("less than none")
    if any(number > tally.people for number in tally.dots.values()):
        raise Impossible("more dots on one problem than people")
    if tally.total > DOTS * tally.people:
        raise Impossible("more dots than people have")


def merged(tallies: Iterable[Tally], waiting: Mapping[int, datetime]) -> list[Place]:
    """The ranking of the problems in `waiting` (key: since when each waits), first place first.

    Dots on other problems are left out. Raises Impossible.
    """
    heard = list(tallies)
    for tally in heard:
        check(tally)
    by_channel = {key: _by_channel(key, heard) for key in waiting}
    sums = {key: sum(found.values()) for key, found in by_channel.items()}
    order = sorted(waiting, key=lambda key: (-sums[key], waiting[key], key))
    return [Place(key, number, sums[key], by_channel[key], _tied(key, sums)) for number, key in enumerate(order, 1)]


def _by_channel(key: int, tallies: Sequence[Tally]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tally in tallies:
        found[tally.channel] = found.get(tally.channel, 0) + tally.dots.get(key, 0)
    return found


def _tied(key: int, sums: Mapping[int, int]) -> bool:
    return sum(1 for dots in sums.values() if dots == sums[key]) > 1
