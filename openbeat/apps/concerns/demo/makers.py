"""One concern of the cast's beat, at any stage; a problem, and a round."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.concerns import services
from openbeat.apps.concerns.lifecycle import (
    OPEN,
    Answered,
    Arrival,
    Criterion,
    End,
    Finding,
    Look,
    NoAction,
    Reply,
    Said,
    Sentence,
    Stage,
    Term,
    Wording,
)
from openbeat.apps.concerns.services import priorities, rounds
from openbeat.core.people.demo import NOON as NOON
from openbeat.core.people.demo import Cast

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.models import Candidate, Concern, Round
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

HOUR = timedelta(hours=1)
TITLE, STORY, ANSWER = "Street light out", "Since May it is dark in front of the school.", "The lamp was repaired."


def a_concern(
    cast: Cast, stage: Stage = Stage.RAISED, by: str = "rosa", *, look: Look | None = None, **said: Any
) -> Concern:
    """A concern that stands at this stage; `look` releases or withholds its words, `said` replaces what was written."""
    words = Said(**{"title": TITLE, "story": STORY, "language": "en", "category": "lighting", **said})
    concern = services.raise_concern(words, area=cast.beat, by=cast[by], at=NOON, arrival=Arrival())
    if look:
        concern = services.look(concern, look, by=cast.cora, at=NOON + HOUR)
    return brought_to(concern, stage, cast, by)


def taken_up(concern: Concern, *, by: Person, at: datetime) -> Concern:
    """Say what was understood, and take it up, as officers do in one step."""
    return services.acknowledge(concern, Sentence("It is dark in front of the school.", "en"), by=by, at=at)


def brought_to(concern: Concern, stage: Stage, cast: Cast, by: str = "rosa") -> Concern:
    """Walk a raised concern to this stage by its own services."""
    if stage == Stage.ACKNOWLEDGED:
        sentence = Sentence("It is dark in front of the school.", "en", take_up=False)
        concern = services.acknowledge(concern, sentence, by=cast.lee, at=NOON + 2 * HOUR)
    elif stage in OPEN - {Stage.RAISED} or stage in {Stage.ANSWERED, Stage.CONFIRMED}:
        concern = taken_up(concern, by=cast.lee, at=NOON + 2 * HOUR)
    if stage == Stage.PLANNED:
        services.planned(str(concern.pk), by=cast.lee, at=NOON + 3 * HOUR)
    if stage == Stage.WORKED_ON:
        services.started(str(concern.pk), by=cast.lee, at=NOON + 3 * HOUR, words="Repair the lamp")
    if stage in {Stage.ANSWERED, Stage.CONFIRMED}:
        concern = services.answer(concern, Reply(ANSWER, "en"), by=cast.lee, at=NOON + 4 * HOUR)
    if stage == Stage.CONFIRMED:
        concern = services.confirm(concern, by=cast[by], at=NOON + 5 * HOUR)
    if stage in ENDINGS:
        ENDINGS[stage](concern, cast)
    concern.refresh_from_db()
    return concern


SENTENCES = {
    Criterion.SHARED: (Finding.YES, "Eleven households have told us, and the beat team too."),
    Criterion.STAYS: (Finding.YES, "It has come back every season for two years."),
    Criterion.PERSISTS: (Finding.YES, "We wrote fines for months, and it went on."),
    Criterion.WITHIN_REACH: (Finding.UNKNOWN, "It depends on Public Works; we have asked."),
}
CHAIRED = {
    **SENTENCES,
    Criterion.SHARED: (Finding.YES, "It is spoken of at every meeting."),
    Criterion.WITHIN_REACH: (Finding.YES, "The neighbours offer to help."),
}


def problem_of(said: Wording, *, area: Area, officer: Actor, chair: Actor | None, at: datetime) -> Candidate:
    """A problem that can be chosen; police, and a chair where one is given, have answered the four questions."""
    problem = priorities.nominate(said, area=area, by=officer, at=at)
    priorities.judge(problem, answers_in(SENTENCES), by=officer, at=at + HOUR)
    if chair:
        priorities.judge(problem, answers_in(CHAIRED), by=chair, at=at + 2 * HOUR)
    return problem


def answers_in(found: dict[Criterion, tuple[Finding, str]]) -> list[Answered]:
    """These answers to the four questions, in English."""
    return [Answered(one, finding, why, "en") for one, (finding, why) in found.items()]


def a_problem(cast: Cast, title: str = "Cars race at night", at: datetime = NOON) -> Candidate:
    """A problem of the cast's beat that can be chosen, its four questions answered by Lee."""
    return problem_of(Wording(title, "en", "Every weekend."), area=cast.beat, officer=cast.lee, chair=None, at=at)


def a_round(cast: Cast, *found: Candidate, at: datetime = NOON) -> Round:
    """An open round of the cast's beat on these problems, for two weeks."""
    term = Term(at, at + 14 * 24 * HOUR, tuple(problem.pk for problem in found))
    return rounds.begin(term, area=cast.beat, by=cast.lee, at=at)


def _not_ours(concern: Concern, cast: Cast) -> None:
    end = End("The lamps belong to the city.", "en", whose="City works", telephone="+1 608 555 0100")
    services.not_ours(concern, end, by=cast.lee, at=NOON + 4 * HOUR)


def _no_action(concern: Concern, cast: Cast) -> None:
    end = End("The lamp is on; we looked twice.", "en", reason=NoAction.CHECKED)
    services.no_action(concern, end, by=cast.lee, at=NOON + 4 * HOUR)


def _duplicate(concern: Concern, cast: Cast) -> None:
    first = a_concern(cast, by="noor")
    services.merge(concern, first, End("Somebody told us of it before.", "en"), by=cast.lee, at=NOON + 4 * HOUR)


ENDINGS = {Stage.NOT_OURS: _not_ours, Stage.NO_ACTION: _no_action, Stage.DUPLICATE: _duplicate}
