"""A round of dots: begun, counted by channel, closed, and decided in public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.figures import merging
from openbeat.apps.concerns.figures.merging import DOTS, Impossible, Tally
from openbeat.apps.concerns.lifecycle import ROUNDS, RoundAct
from openbeat.apps.concerns.models import Nominee, Round, Turnout, Voice
from openbeat.apps.concerns.policies import ROUNDS_POLICY, round_verdict
from openbeat.apps.concerns.services import calling
from openbeat.apps.concerns.services.seats import full, seated
from openbeat.core.hooks import origins
from openbeat.core.ledger import services as ledger
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from openbeat.apps.concerns.lifecycle import Counted, Decision, Seal, Term
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


@transaction.atomic
def begin(term: Term, *, area: Area, by: Actor, at: datetime) -> Round:
    """Begin a round on these problems; raises Refused where one is not decided yet, or a question is not answered."""
    ROUNDS_POLICY.require(by, RoundAct.BEGIN, area)
    problems = [problem for problem in queries.can_be_chosen(area) if problem.pk in term.candidates]
    _complete(term, len(problems))
    for problem in problems:
        if unasked := queries.unasked(problem):
            named = {"title": problem.title, "question": unasked[0].label}
            raise Refused(_("First answer the four questions about “%(title)s”: %(question)s") % named)
    facts: dict[str, Any] = {"opens_at": term.opens_at, "closes_at": term.closes_at, "begun_at": at}
    try:
        with transaction.atomic():
            round_ = Round.objects.create(area=area, meeting=term.meeting, seats=queries.limit(area), **facts)
    except IntegrityError as twice:
        raise Refused(_("A round of this area is not decided yet.")) from twice
    Nominee.objects.bulk_create([Nominee(round=round_, candidate=problem) for problem in problems])
    ledger.record(RoundAct.BEGIN, round_, by=by, at=at, problems=len(problems))
    calling.opened(round_, at=at)
    return round_


def _complete(term: Term, found: int) -> None:
    if term.closes_at <= term.opens_at:
        raise Refused(_("A round ends after it began."))
    if found < 2:  # noqa: PLR2004  of one there is nothing to choose
        raise Refused(_("Choose two problems at the least."))
    if term.meeting and not origins.cards([Ref.parse(term.meeting)], VISITOR):
        raise Refused(_("There is no such meeting."))


# What people say on this site


@transaction.atomic
def vote(round_: Round, dots: Collection[int], seal: Seal, *, by: Actor, at: datetime) -> Voice:
    """Give up to three dots, each to another problem. An account or a receipt changes the dots that were given with it.

    Raises Refused where this browser has given dots before: only the receipt changes them, as others may sit here next.
    """
    round_ = _locked(round_)
    _asked(by, RoundAct.VOTE, round_, at)
    chosen = _fitting(round_, dots)
    mine = queries.voice_of(round_, by)
    if mine:
        return _changed(mine, chosen, at)
    form = queries.voice_digest(round_, f"form:{seal.once}")
    facts = {"dots": chosen, "form": form, "at": at}
    voice, new = Voice.objects.get_or_create(round=round_, who=_who(round_, by, seal), defaults=facts)
    if not new and voice.form != form:
        raise Refused(_("Dots were given in this browser already. Open the receipt of them to change them."))
    if not new:
        return voice
    ledger.record(RoundAct.VOTE, round_, by=VISITOR, at=at)  # that somebody did, never who
    return voice


def _changed(voice: Voice, dots: list[int], at: datetime) -> Voice:
    voice.dots, voice.at = dots, at
    voice.save(update_fields=["dots", "at"])
    return voice


def _fitting(round_: Round, dots: Collection[int]) -> list[int]:
    chosen = sorted(set(dots) & queries.nominated(round_))
    if not 1 <= len(set(dots)) <= DOTS or len(chosen) != len(set(dots)):
        raise Refused(_("Give one to three dots, each to another problem of this round."))
    return chosen


def _who(round_: Round, by: Actor, seal: Seal) -> str:
    if by.person:
        return queries.voice_digest(round_, f"person:{by.person.pk}")
    return queries.voice_digest(round_, f"device:{seal.device}" if seal.device else f"form:{seal.once}")


# What is counted by hand, and what is decided


@transaction.atomic
def count(round_: Round, counted: Counted, *, by: Actor, at: datetime) -> Turnout:
    """Write down what was counted of paper dots or raised hands; entered again, the earlier count is replaced."""
    round_ = _locked(round_)
    _asked(by, RoundAct.COUNT, round_, at)
    known = queries.nominated(round_)
    dots = {key: number for key, number in counted.dots.items() if number and key in known}
    try:
        merging.check(Tally(counted.channel, counted.people, dots))
    except Impossible as problem:
        raise Refused(_impossible(counted)) from problem
    facts = {"people": counted.people, "dots": {str(key): number for key, number in dots.items()}, "at": at}
    turnout, _new = Turnout.objects.update_or_create(
        round=round_, channel=counted.channel, defaults={**facts, "entered_by": by.person}
    )
    ledger.record(RoundAct.COUNT, round_, by=by, at=at, channel=counted.channel, people=counted.people)
    return turnout


def _impossible(counted: Counted) -> str:
    sentence = _(
        "%(people)s people have three dots each, and at most one for each problem. Count again: there are too many."
    )
    return sentence % {"people": counted.people}


@transaction.atomic
def close(round_: Round, *, by: Actor, at: datetime) -> Round:
    """No more dots are taken on this site; counts of paper and hands can still be entered."""
    round_ = _locked(round_)
    _asked(by, RoundAct.CLOSE, round_, at)
    return _moved(round_, RoundAct.CLOSE, by=by, at=at, closed_at=at)


@transaction.atomic
def publish(round_: Round, decision: Decision, *, by: Actor, at: datetime) -> Round:
    """Say what was chosen; it becomes a priority. Raises Refused at the limit, or where a departure says no reason."""
    round_ = _locked(round_)
    _asked(by, RoundAct.PUBLISH, round_, at)
    ranking = queries.ranking(round_)
    places = {place.key: place for place in ranking}
    free = queries.free_seats(round_.area)
    chosen = [place.key for place in ranking if place.key in decision.chosen]
    if len(chosen) > free:
        raise Refused(full(round_.area, queries.limit(round_.area)))
    if departs(chosen, [place.key for place in ranking], free) and not decision.why.strip():
        raise Refused(_("This is not the order of the ranking: say why. Everybody reads it."))
    for nominee in queries.nominees(round_):
        _settle(nominee, places[nominee.candidate_id], by=by, at=at, chosen=nominee.candidate_id in chosen)
    Voice.objects.filter(round=round_).update(who=None, form="")
    words = {"why": decision.why.strip(), "why_language": decision.language if decision.why.strip() else ""}
    round_ = _moved(round_, RoundAct.PUBLISH, by=by, at=at, published_at=at, **words)
    calling.decided(round_, by=by, at=at)
    return round_


def departs(chosen: list[int], order: list[int], free: int) -> bool:
    """Whether what was chosen is anything but the first of the ranking, as many as there are free seats."""
    return set(chosen) != set(order[:free])


def _settle(nominee: Nominee, place: merging.Place, *, by: Actor, at: datetime, chosen: bool) -> None:
    nominee.place, nominee.dots, nominee.chosen = place.number, place.dots, chosen
    nominee.save(update_fields=["place", "dots", "chosen"])
    if chosen:
        seated(nominee.candidate, by=by, at=at, chosen_why="", chosen_why_language="")


def _locked(round_: Round) -> Round:
    return (
        Round.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary").get(pk=round_.pk)
    )


def _asked(by: Actor, act: RoundAct, round_: Round, at: datetime) -> None:
    if not (found := round_verdict(by, act, round_, at)):
        raise Refused(found.reason)


def _moved(round_: Round, act: RoundAct, *, by: Actor, at: datetime, **changes: object) -> Round:
    round_.stage = ROUNDS.after(act)
    for name, value in changes.items():
        setattr(round_, name, value)
    round_.version += 1
    round_.save(update_fields=["stage", "version", *changes])
    ledger.record(act, round_, by=by, at=at, stage=round_.stage)
    return round_
