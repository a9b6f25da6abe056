"""Problems: proposed by anybody, admitted by whoever leads, judged by the four questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import ADMIT_PROMISE, PRIORITIES, ProblemAct, Standing
from openbeat.apps.concerns.models import Answering, Candidate
from openbeat.apps.concerns.policies import PRIORITIES_POLICY, side_of
from openbeat.apps.concerns.services.steps import debtor
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.people.roles import Role
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.core.translation import services as translations
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from openbeat.apps.concerns.lifecycle import Answered, Wording
    from openbeat.apps.concerns.models import Concern
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


@transaction.atomic
def propose(said: Wording, *, area: Area, by: Actor, at: datetime, once: str = "") -> Candidate:
    """Put a problem before whoever leads, who owes a look; the same form sent again gives the same problem."""
    PRIORITIES_POLICY.require(by, ProblemAct.PROPOSE, area)
    digest = _digest(once, said)
    try:
        with transaction.atomic():
            return _proposed(said, digest, area=area, by=by, at=at)
    except IntegrityError:
        if before := Candidate.objects.filter(once=digest).select_related("area").first():
            return before
        raise


def _proposed(said: Wording, digest: str | None, *, area: Area, by: Actor, at: datetime) -> Candidate:
    words = {"title": said.text, "words": said.more, "language": said.language}
    problem = Candidate.objects.create(area=area, proposed_as=role_of(by, area), proposed_at=at, once=digest, **words)
    ledger.record(ProblemAct.PROPOSE, problem, by=by, at=at)
    loop.owe(ADMIT_PROMISE, problem, debtor=debtor(area), at=at)
    return problem


def _digest(once: str, said: Wording) -> str | None:
    words = f"{once}:{said.text}:{said.more}"
    return salted_hmac("openbeat.concerns.problem", words, algorithm="sha256").hexdigest() if once else None


@transaction.atomic
def nominate(said: Wording, *, area: Area, by: Actor, at: datetime, concern: Concern | None = None) -> Candidate:
    """Whoever leads names a problem that can be chosen: of own words, or of a concern that everybody reads."""
    PRIORITIES_POLICY.require(by, ProblemAct.NOMINATE, area)
    if concern and not queries.is_released(concern):
        raise Refused(_("Everybody reads the priorities: a concern that is not shown to all cannot be one."))
    facts: dict[str, Any] = {"title": said.text, "words": said.more, "language": said.language, "concern": concern}
    facts["borrowed"] = bool(concern and said.text == concern.title)
    problem = Candidate.objects.create(
        area=area, proposed_as=role_of(by, area), proposed_at=at, stage=Standing.CANDIDATE, admitted_at=at, **facts
    )
    ledger.record(ProblemAct.NOMINATE, problem, by=by, at=at, concern=concern.pk if concern else None)
    return findable(problem)


@transaction.atomic
def admit(problem: Candidate, said: Wording, *, by: Actor, at: datetime) -> Candidate:
    """After a look everybody reads it and it can be chosen; whoever leads may change words that harm somebody."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.ADMIT, problem)
    problem.title, problem.words, problem.language = said.text, said.more, said.language
    move(problem, ProblemAct.ADMIT, by=by, at=at, admitted_at=at)
    kept(problem, "title", "words", "language")
    loop.keep(ADMIT_PROMISE, problem, at=at)
    return findable(problem)


@transaction.atomic
def judge(problem: Candidate, answers: list[Answered], *, by: Actor, at: datetime) -> Candidate:
    """Answer the four questions for one's own side; the other side's answers stay beside them."""
    problem = locked(problem)
    PRIORITIES_POLICY.require(by, ProblemAct.JUDGE, problem)
    side = side_of(by, problem)
    for one in answers:
        facts = {"finding": one.finding, "why": one.why, "language": one.language, "at": at}
        Answering.objects.update_or_create(candidate=problem, criterion=one.criterion, side=side, defaults=facts)
    found = {one.criterion: one.finding for one in answers}
    ledger.record(ProblemAct.JUDGE, problem, by=by, at=at, side=side.value, found=found)
    return problem


def forget_titles(_person: Person, things: Sequence[Ref], _at: datetime) -> None:
    """A problem that stands under the title of a forgotten person's concern is called by its kind from now on."""
    keys = [int(thing.key) for thing in things if thing.kind == queries.KIND]
    rows = Candidate.objects.filter(concern__in=keys, borrowed=True).select_related("area", "concern").order_by("pk")
    for problem in rows:
        with translation.override(settings.LANGUAGE_CODE):
            problem.title = str(problem.concern.get_category_display()) if problem.concern else problem.title
        problem.language, problem.borrowed = settings.LANGUAGE_CODE, False
        kept(problem, "title", "language", "borrowed")
        translations.drop([Ref.of(problem)], "title")
        findable(problem)


# What every act is made of


def locked(problem: Candidate) -> Candidate:
    """The problem as it stands now; nobody else changes it until this transaction ends."""
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    return rows.get(pk=problem.pk)


def move(problem: Candidate, act: ProblemAct, *, by: Actor, at: datetime, **changes: Any) -> Candidate:
    """Move a problem that is locked to the stage that the act leads to, and record it."""
    was, problem.stage = problem.stage, PRIORITIES.after(act)
    for name, value in changes.items():
        setattr(problem, name, value)
    kept(problem, "stage", *changes)
    ledger.record(act, problem, by=by, at=at, was=was, stage=problem.stage, seat=problem.seat)
    return problem


def kept(problem: Candidate, *names: str) -> None:
    """Write these fields of a problem that is locked."""
    problem.version += 1
    problem.save(update_fields=[*names, "version"])


def role_of(by: Actor, area: Area) -> str:
    """In which role somebody proposes: that alone is kept beside the problem."""
    held = (role for role in (Role.CHAIR, Role.LIAISON, Role.DEPUTY, Role.COMMANDER) if by.holds(role, in_=area))
    return str(next(held, None) or (Role.RESIDENT if by.person else by.kind))


def findable(problem: Candidate) -> Candidate:
    """Let everybody find what everybody may read, and nothing else."""
    if not queries.problem_is_public(problem):
        search.drop(Ref.of(problem))
        return problem
    at = problem.ended_at or problem.chosen_at or problem.proposed_at
    learnt = problem.learnt if problem.learnt_language == problem.language else ""
    doc = Doc(
        problem.title,
        f"{problem.words}\n\n{learnt}".strip(),
        problem.language,
        problem.get_absolute_url(),
        problem.area_id,
        at,
    )
    search.put(Ref.of(problem), doc)
    return problem
