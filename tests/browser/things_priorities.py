"""Problems and rounds that the table of pages leads to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns import lifecycle as concern
from openbeat.apps.concerns.demo import a_problem, a_round
from openbeat.apps.concerns.services import rounds, seats
from openbeat.core.people.demo import NOON
from openbeat.kit.clock import now

if TYPE_CHECKING:
    from types import SimpleNamespace

    from openbeat.core.people.demo import Cast

DAY = timedelta(days=1)
LONG = "It began in spring, when the lamp before number twelve went out. " * 4


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """A problem at each turn, a round that is decided, and one that is open."""
    found = [
        a_problem(cast, title) for title in ("Cars race on Weir Street", "Ruido de noche", "Broken shelter", "Bins")
    ]
    made.priority, made.problem = found[0], found[1]
    decided = a_round(cast, *found[:3], at=NOON)
    counted = concern.Counted("hands", 12, {found[0].pk: 9, found[1].pk: 4, found[2].pk: 4})
    rounds.count(decided, counted, by=cast.lee, at=NOON + DAY)
    rounds.close(decided, by=cast.lee, at=NOON + DAY)
    why = concern.Decision((found[0].pk,), LONG, "en")
    made.decided_round = rounds.publish(decided, why, by=cast.lee, at=NOON + 2 * DAY)
    made.priority.refresh_from_db()
    felt = concern.Feeling("hands", 7, 5, 1, (NOON + 20 * DAY).date())
    seats.ask(made.priority, felt, by=cast.lee, at=NOON + 20 * DAY)
    seats.task(made.priority, concern.Job("Ask for speed tables", "en", (NOON + 40 * DAY).date()), by=cast.lee, at=NOON)
    made.round = a_round(cast, *found[1:], at=now() - DAY)
