"""Problems and rounds that the table of pages leads to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns import lifecycle as concern
from openbeat.apps.concerns.demo import a_problem, a_round
from openbeat.apps.concerns.services import rounds, seats
from openbeat.apps.meetings import lifecycle as meeting
from openbeat.apps.meetings.services import conditions, incidents
from openbeat.core.people.demo import NOON
from openbeat.kit.actors import VISITOR, importer
from openbeat.kit.clock import now
from openbeat.kit.tables import Row, map_of

if TYPE_CHECKING:
    from types import SimpleNamespace

    from openbeat.core.people.demo import Cast

DAY = timedelta(days=1)
LONG = "It began in spring, when the lamp before number twelve went out. " * 4


def fill(cast: Cast, made: SimpleNamespace) -> None:
    """A problem at each turn, a round that is decided, and one that is open; figures and verdicts for meetings."""
    _conditions(cast, made)
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


NAMES = ("id", "when", "kind", "area", "block", "lon", "lat", "solved")
BY_MAP = map_of({"source": "of the tests", "columns": {name: name for name in NAMES}})


def _conditions(cast: Cast, made: SimpleNamespace) -> None:
    beat, kinds = cast.beat, ("theft", "from_car", "damage", "family")
    place = {"area": beat.code, "block": "120 Mill Street", "lon": str(beat.longitude), "lat": str(beat.latitude)}
    rows = [
        Row(days, {"id": str(days), "when": (now() - days * DAY).isoformat(), "kind": kinds[days % 4], **place}, BY_MAP)
        for days in range(1, 800, 3)
    ]
    notice = ("These figures are invented.", "en")
    incidents.load(rows, BY_MAP, by=importer("tests", "administrator"), at=now(), notice=notice)
    for crime in ("", "theft"):
        words = meeting.Words("Two officers on foot from Thursday to Sunday.", "en")
        conditions.tell(made.coming, crime, words, by=cast.lee, at=now())
    conditions.feel(made.coming, "better", device="of the tests", by=VISITOR, at=now())
    found = meeting.Verdicts("hands", {"better": 5, "same": 4, "worse": 2})
    conditions.count(made.noted, found, by=cast.lee, at=now())
