"""What the beats of Alder Falls work on: a round that was decided, what came of it, and a round that is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.demo.makers import problem_of
from openbeat.apps.concerns.lifecycle import Aside, Ballot, Counted, Decision, Feeling, Job, Seal, Term, Wording
from openbeat.apps.concerns.services import priorities as problems
from openbeat.apps.concerns.services import rounds, seats
from openbeat.core.hooks import calendar, chart
from openbeat.core.people import queries as people
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR, Actor, program

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Candidate, Round
    from openbeat.core.hooks.demo import Town
    from openbeat.core.places.models import Area

CHAIR = program("example town", Role.CHAIR)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tale:
    """A problem, what is known of it, and the task that is put on the chart when it becomes a priority."""

    title: str
    words: str
    task: str
    language: str = "en"


FIRST = (
    Tale(
        "Cars race on Weir Street at night",
        "Every week from Thursday to Sunday, since the new surface. Fines have not ended it.",
        "Ask Public Works for two speed tables on Weir Street",
    ),
    Tale(
        "El callejón detrás de la escuela está oscuro",
        "Los niños pasan por ahí en invierno. Tres lámparas no funcionan desde hace meses.",
        "Light the lane behind the school again, and keep it lit",
        "es",
    ),
    Tale(
        "Empty shops on Mill Street are broken into",
        "Four doors in a row. Whoever is sent away comes back the next week.",
        "Bring the owners of the empty shops to one table",
    ),
    Tale("Noise behind the station after midnight", "Music from parked cars, mostly at weekends.", ""),
    Tale("Rubbish is left beside the footbridge", "The bins are full by Friday.", ""),
)
NEXT = (
    Tale("Bicycles are stolen at the library", "Nine in one summer, all from the same rack.", ""),
    Tale("Nobody stops at the crossing on Orchard Road", "Parents have counted: one car in five stops.", ""),
)
ELSEWHERE = (
    Tale("Break-ins into garages along the canal", "The same row every winter.", "Mark tools with residents, twice"),
    Tale("Fireworks in the park until the morning", "Every weekend in summer.", ""),
)
DOTS = {Ballot.PAPER: (14, (11, 8, 7, 6, 4)), Ballot.HANDS: (17, (12, 9, 9, 5, 3))}
VOICES = ((0, 1), (0, 2), (0, 1, 2), (1, 3), (0, 2, 4), (0,), (1, 2), (0, 1, 3), (2, 4), (0, 1), (1, 2, 3), (0, 3))
WEB_NEXT = ((0, 1), (0, 2), (1,), (0, 1, 2), (2, 3), (0, 3), (1, 2), (0,))


def priorities(town: Town) -> None:
    """Let the first beat decide in a round and begin another one; a second beat has one priority."""
    beat, *others = town.areas
    officer = _officer(beat, town.at(90))
    named = [_named(tale, beat, officer, town.at(80 - number)) for number, tale in enumerate(FIRST)]
    _decided(town, beat, officer, named)
    _worked_on(town, officer, named[:3])
    gone = Wording("The market moved to the square: no cars stand there any more.", "en")
    seats.set_aside(named[3], Aside.GONE, gone, by=CHAIR, at=town.at(20))
    fresh = [_named(tale, beat, officer, town.at(12 - number)) for number, tale in enumerate(NEXT)]
    _open(town, beat, officer, [named[4], *fresh])
    said = Wording("The bus shelter is broken again and again", "en", "Glass on the pavement every month.")
    problems.propose(said, area=beat, by=town.cast.noor, at=town.at(3), once="example town")
    for other in others[:1]:
        _second(town, other)


def _decided(town: Town, beat: Area, officer: Actor, named: list[Candidate]) -> None:
    term = Term(town.at(70), town.at(58), tuple(problem.pk for problem in named))
    round_ = rounds.begin(term, area=beat, by=officer, at=town.at(70))
    _voices(round_, named, VOICES, town.at(66))
    for channel, (number, dots) in DOTS.items():
        found = dict(zip((problem.pk for problem in named), dots, strict=True))
        rounds.count(round_, Counted(channel, number, found), by=officer, at=town.at(58, 20))
    rounds.close(round_, by=officer, at=town.at(58, 20))
    rounds.publish(round_, Decision(_first(round_, beat)), by=CHAIR, at=town.at(57))


def _first(round_: Round, beat: Area) -> tuple[int, ...]:
    return tuple(place.key for place in queries.ranking(round_)[: queries.free_seats(beat)])


def _voices(round_: Round, named: list[Candidate], voices: tuple[tuple[int, ...], ...], at: datetime) -> None:
    for number, dots in enumerate(voices):
        chosen = [named[index].pk for index in dots]
        rounds.vote(round_, chosen, Seal(f"example {number}"), by=VISITOR, at=at + number * timedelta(minutes=50))


def _worked_on(town: Town, officer: Actor, active: list[Candidate]) -> None:
    for number, (problem, tale) in enumerate(zip(active, FIRST, strict=False)):
        if chart.provided() and tale.task:
            job = Job(tale.task, "en", (town.now + (9 + 7 * number) * DAY).date())
            seats.task(problem, job, by=officer, at=town.at(50 - number))
        for days_ago, counts in ((44, (3, 14, 6)), (16, (9 + number, 11, 3))):
            felt = Feeling(Ballot.HANDS, *counts, (town.now - days_ago * DAY).date())
            seats.ask(problem, felt, by=officer, at=town.at(days_ago))


def _open(town: Town, beat: Area, officer: Actor, named: list[Candidate]) -> None:
    term = Term(town.at(6), _next_meeting(town, beat), tuple(problem.pk for problem in named))
    round_ = rounds.begin(term, area=beat, by=officer, at=town.at(6))
    _voices(round_, named, tuple(tuple(each for each in dots if each < len(named)) for dots in WEB_NEXT), town.at(4))


def _next_meeting(town: Town, beat: Area) -> datetime:
    found = calendar.events(VISITOR, beat, town.now + 2 * DAY, town.now + 60 * DAY)
    here = [event.starts for event in found if event.area and event.area.pk == beat.pk and not event.cancelled]
    return min(here, default=town.now + 12 * DAY)


def _second(town: Town, area: Area) -> None:
    officer = _officer(area, town.at(40))
    named = [_named(tale, area, officer, town.at(40)) for tale in ELSEWHERE]
    why = Wording("The winter meeting was cancelled. Eleven households had asked for this one.", "en")
    chosen = seats.choose(named[0], why, by=officer, at=town.at(33))
    if chart.provided():
        seats.task(chosen, Job(ELSEWHERE[0].task, "en", (town.now + 15 * DAY).date()), by=officer, at=town.at(30))


def _named(tale: Tale, area: Area, officer: Actor, at: datetime) -> Candidate:
    said = Wording(tale.title, tale.language, tale.words)
    return problem_of(said, area=area, officer=officer, chair=CHAIR, at=at)


def _officer(area: Area, at: datetime) -> Actor:
    holders = people.holders(places.post(area, Role.LIAISON), at)
    return holders[0] if holders else program("example town", Role.LIAISON)
