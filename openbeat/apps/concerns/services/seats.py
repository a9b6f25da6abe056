"""What is done about a priority: chosen within the limit, tasks, what residents say, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import ADMIT_PROMISE, ProblemAct
from openbeat.apps.concerns.models import Mood, Seats, Undertaking
from openbeat.apps.concerns.policies import PRIORITIES_POLICY
from openbeat.apps.concerns.services.priorities import findable, kept, locked, move
from openbeat.core.hooks import chart
from openbeat.core.hooks.chart import Wanted
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.concerns.lifecycle import Feeling, Job, Wording
    from openbeat.apps.concerns.models import Candidate
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

# What is chosen: a limited number


@transaction.atomic
def choose(problem: Candidate, why: Wording, *, by: Actor, at: datetime) -> Candidate:
    """Make a problem a priority outside a round, for a reason that everybody reads; raises Refused at the limit."""
    return seated(problem, by=by, at=at, chosen_why=why.text, chosen_why_language=why.language)


def seated(problem: Candidate, *, by: Actor, at: datetime, **more: Any) -> Candidate:
    """Give a problem the first free seat of its area, in the caller's transaction; raises Refused where none is."""
    limit = _held(problem.area)
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.CHOOSE, problem)
    taken = set(queries.taken_seats(problem.area))
    free = next((seat for seat in range(1, limit + 1) if seat not in taken), None)
    if free is None or len(taken) >= limit:
        raise Refused(full(problem.area, limit))
    move(problem, ProblemAct.CHOOSE, by=by, at=at, seat=free, chosen_at=at, asked_at=None, **more)
    return problem


def full(area: Area, limit: int) -> str:
    """The sentence that names the limit."""
    sentence = ngettext(
        "%(area)s works on %(limit)s problem at a time. First resolve it or set it aside.",
        "%(area)s works on %(limit)s problems at a time. First resolve one or set one aside.",
        limit,
    )
    return sentence % {"area": area.name, "limit": limit}


def _held(area: Area) -> int:
    """The limit of an area; nobody else fills its seats until this transaction ends."""
    Seats.objects.get_or_create(area=area)
    Seats.objects.select_for_update(of=("self",)).get(area=area)
    return queries.limit(area)


@transaction.atomic
def set_seats(area: Area, number: int, why: Wording, *, by: Actor, at: datetime) -> Seats:
    """Say how many priorities an area (and what lies in it) holds at a time, and why; what is active stays."""
    PRIORITIES_POLICY.require(by, ProblemAct.SEATS, area)
    facts = {"number": number, "why": why.text, "language": why.language, "set_at": at}
    seats, _new = Seats.objects.update_or_create(area=area, defaults=facts)
    ledger.record(ProblemAct.SEATS, seats, by=by, at=at, number=number)
    return seats


# What is done about it, and how it ends


@transaction.atomic
def task(problem: Candidate, job: Job, *, by: Actor, at: datetime) -> Candidate:
    """Put a task about a priority on the Progress Chart; raises Refused, or chart.NotProvided."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.TASK, problem)
    wanted = Wanted(job.title, job.language, problem.area, job.due_on, Ref.of(problem), contact=problem.contact)
    ref = chart.put(wanted, by=by, at=at)
    Undertaking.objects.create(candidate=problem, task=str(ref), put_at=at)
    ledger.record(ProblemAct.TASK, problem, by=by, at=at, task=str(ref))
    return problem


def work_done(key: str, *, by: Actor, at: datetime, **_words: Any) -> None:
    """The chart says that a task of a problem is done: that is on record; residents say whether it is better."""
    ledger.record(ProblemAct.WORK_DONE, queries.problem_by_key(key), by=by, at=at)


@transaction.atomic
def ask(problem: Candidate, felt: Feeling, *, by: Actor, at: datetime) -> Candidate:
    """Write down how many residents find a priority better, the same, worse; a count of the same day is put right."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.ASK, problem)
    counts = {"better": felt.better, "same": felt.same, "worse": felt.worse}
    if not any(counts.values()):
        raise Refused(_("Somebody must have answered."))
    Mood.objects.update_or_create(
        candidate=problem,
        channel=felt.channel,
        day=felt.day,
        defaults={**counts, "entered_by": by.person, "at": at},
    )
    problem.asked_at = at
    kept(problem, "asked_at")
    ledger.record(ProblemAct.ASK, problem, by=by, at=at, channel=felt.channel, **counts)
    return problem


@transaction.atomic
def resolve(problem: Candidate, learnt: Wording, *, by: Actor, at: datetime) -> Candidate:
    """Say that a priority is resolved, after residents were asked, and what was learnt."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.RESOLVE, problem)
    words = {"learnt": learnt.text, "learnt_language": learnt.language}
    return findable(move(problem, ProblemAct.RESOLVE, by=by, at=at, seat=None, ended_at=at, **words))


@transaction.atomic
def set_aside(problem: Candidate, reason: str, learnt: Wording, *, by: Actor, at: datetime) -> Candidate:
    """Work on it no longer, or never, for a reason that everybody reads."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.SET_ASIDE, problem)
    words = {"learnt": learnt.text, "learnt_language": learnt.language if learnt.text else ""}
    problem = move(problem, ProblemAct.SET_ASIDE, by=by, at=at, seat=None, ended_at=at, aside=reason, **words)
    loop.keep(ADMIT_PROMISE, problem, at=at)
    return findable(problem)


@transaction.atomic
def bring_back(problem: Candidate, *, by: Actor, at: datetime) -> Candidate:
    """It is there again: it can be chosen once more."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.BRING_BACK, problem)
    blank = {"ended_at": None, "aside": "", "learnt": "", "learnt_language": "", "chosen_at": None}
    again = {"admitted_at": problem.admitted_at or at, "asked_at": None}
    return findable(move(problem, ProblemAct.BRING_BACK, by=by, at=at, **blank, **again))
