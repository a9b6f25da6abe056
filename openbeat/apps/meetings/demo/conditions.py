"""Invented incidents of Alder Falls, what the police did about them, and what residents said to its meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from openbeat.apps.meetings import queries
from openbeat.apps.meetings.lifecycle import Asked, Crime, Feeling, Felt, Kind, Verdicts, Words
from openbeat.apps.meetings.queries import Wish
from openbeat.apps.meetings.services import conditions as services
from openbeat.apps.meetings.services import incidents
from openbeat.core.hooks.demo import SEED
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.places import services as posts
from openbeat.kit.actors import VISITOR, Actor, importer, program
from openbeat.kit.tables import Row, map_of

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.meetings.models import Meeting
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area

DAYS = 820  # two years and a quarter, so that there is something to compare with
A_DAY = {"small": 0.35, "town": 0.9}  # in each beat
MAP = map_of({"source": "example town", "columns": {"id": "id", "when": "when", "kind": "kind", "area": "area"}})
KINDS = {
    Crime.FROM_CAR: 22, Crime.THEFT: 20, Crime.DAMAGE: 14, Crime.CAR: 9, Crime.BURGLARY: 8, Crime.ASSAULT: 9,
    Crime.DRUGS: 5, Crime.ROBBERY: 3, Crime.FAMILY: 6, Crime.SEXUAL: 1, Crime.CHILD: 1, Crime.OTHER: 6,
}  # fmt: skip
SOLVED = (("yes", 3), ("no", 6), ("unknown", 1))
DONE = {
    "": "Two officers on foot from Thursday to Sunday evening. Eleven talks at doors, one arrest.",
    Crime.FROM_CAR: "We looked at 140 parked cars and left a note on those with things in sight.",
    Crime.DAMAGE: "Public Works took off the paint within three days; nobody was found.",
}
NOTICE = ("These figures are invented, like everything in this town.", "en")


def conditions(town: Town) -> None:
    """Load two years of incidents, then tell and say to the meetings what was done and how it is."""
    by = importer("example town", Role.ADMINISTRATOR)
    incidents.load(_rows(town), MAP, by=by, at=town.now, notice=NOTICE)
    for number, area in enumerate(town.areas[:3]):
        _spoken_of(town, area, number)


def _rows(town: Town) -> Iterator[Row]:
    chance, number = Random(SEED), 1  # noqa: S311  a story, not a secret
    streets = [mark.name for mark in places.landmarks("road", "street")]
    for days_ago in range(DAYS, 0, -1):
        for area in town.areas:
            season = 1.25 if (town.now - timedelta(days=days_ago)).month in {6, 7, 8} else 1.0
            if chance.random() < A_DAY[town.size] * season:
                number += 1
                yield _row(number, town.at(days_ago, chance.uniform(1, 22)), area, streets, chance)


def _row(number: int, at: datetime, area: Area, streets: list[str], chance: Random) -> Row:
    (kind,) = chance.choices(list(KINDS), list(KINDS.values()))
    (solved,) = chance.choices([word for word, _weight in SOLVED], [weight for _word, weight in SOLVED])
    words = {"id": str(number), "when": at.isoformat(), "kind": str(kind), "area": area.code, "solved": solved}
    lon = (area.longitude or 0.0) + chance.uniform(-0.004, 0.004)
    lat = (area.latitude or 0.0) + chance.uniform(-0.003, 0.003)
    here = places.area_at(round(lon, 3), round(lat, 3))
    if here and here.pk == area.pk:
        words |= {"lon": str(lon), "lat": str(lat)}
    street = chance.choice(streets) if streets else area.name
    return Row(number, {**words, "block": f"{chance.randint(1, 40) * 37} {street}"}, MAP)


def _spoken_of(town: Town, area: Area, number: int) -> None:
    past = queries.found(Wish(area, past=True), VISITOR, town.now)
    held = [one for one in past if one.area_id == area.pk and one.kind == Kind.BEAT and not one.is_cancelled][:4]
    for back, meeting in enumerate(held):
        by = _liaison(area, meeting.ends_at)
        counts = {Felt.BETTER.value: 8 - back + number, Felt.SAME.value: 9, Felt.WORSE.value: 4 + back}
        services.count(meeting, Verdicts(Asked.HANDS, counts), by=by, at=meeting.ends_at)
        services.tell(meeting, "", Words(DONE[""], "en"), by=by, at=meeting.starts_at)
        _web(meeting, ["better", "same", "same", "worse"][back:], meeting.starts_at - timedelta(days=2))
    coming = next((one for one in queries.between(area, VISITOR, town.now, town.now + timedelta(days=70))
                   if one.area_id == area.pk and one.kind == Kind.BEAT and not one.is_cancelled), None)  # fmt: skip
    if coming:
        for crime, words in DONE.items():
            services.tell(coming, crime, Words(words, "en"), by=_liaison(area, town.now), at=town.at(1))
        _web(
            coming, ["better", "same", "better", "better", "same", "better", "better", "worse", "same"], town.at(1, 15)
        )


def _web(meeting: Meeting, felt: list[str], at: datetime) -> None:
    for number, one in enumerate(felt):
        kinds = {"theft": "better", "from_car": "worse" if number % 3 else "same"} if number < 6 else {}  # noqa: PLR2004  not everybody
        services.feel(meeting, Feeling(one, kinds), device=f"example town {number}", by=VISITOR, at=at)


def _liaison(area: Area, at: datetime) -> Actor:
    holders = people.holders(posts.post(area, Role.LIAISON), at)
    return holders[0] if holders else program("example town", Role.LIAISON)
