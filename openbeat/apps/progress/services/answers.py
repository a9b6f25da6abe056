"""What residents say to a tactic, one each; the community's answer as a whole; and the look at their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Opinion, Promise, Say, TacticAct
from openbeat.apps.progress.models import Tactic, TacticAnswer
from openbeat.apps.progress.policies import ANSWER_POLICY
from openbeat.apps.progress.services.tactics import lock, settle
from openbeat.core.ledger import services as ledger
from openbeat.core.ledger.http import Reading
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.moderation import services as moderation
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor

COUNTS = ("wanted", "in_part", "unwanted")
NO_MARK = _("Sign in, or let this browser keep a cookie: otherwise one could answer many times.")


@transaction.atomic
def say(tactic: Tactic, opinion: Opinion, *, device: str, by: Actor, at: datetime) -> TacticAnswer:
    """Answer as a resident; a second answer of the same person or device replaces the first. Raises Refused.

    `device` marks the browser of whoever is not signed in. New words wait for a look; the answer counts at once.
    """
    tactic = lock(tactic, TacticAct.SAY, by)
    whose = {"person": by.person, "device": ""} if by.person else {"person": None, "device": device}
    if not by.person and not device:
        raise Refused(NO_MARK)
    facts = {"say": opinion.say, "words": opinion.words.text, "language": opinion.words.language, "at": at}
    answer, new = TacticAnswer.objects.update_or_create(
        tactic=tactic, **whose, defaults={**facts, "looked_at": None, "withheld": ""}
    )
    _count(tactic)
    ledger.record(TacticAct.SAY, tactic, by=by, at=at, say=str(opinion.say), again=not new)
    _owe_a_look(tactic, at)
    settle(tactic, at=at)
    return answer


def opened(tactic: Tactic, *, by: Actor, at: datetime) -> None:
    """Record that words at which nobody has looked yet are shown, where a page answers to a form."""
    if not queries.opens_no_words(by, tactic):
        ledger.record(Reading.OPEN, tactic, by=by, at=at)


@transaction.atomic
def speak(tactic: Tactic, opinion: Opinion, *, by: Actor, at: datetime) -> Tactic:
    """Give the community's answer as a whole, as its contact or chair: as a meeting said, for example."""
    tactic = lock(tactic, TacticAct.SPEAK, by)
    tactic.official, tactic.official_at = Say(opinion.say), at
    tactic.official_why, tactic.official_language = opinion.words.text, opinion.words.language
    tactic.version += 1
    tactic.save(update_fields=["official", "official_at", "official_why", "official_language", "version"])
    ledger.record(TacticAct.SPEAK, tactic, by=by, at=at, say=str(opinion.say))
    settle(tactic, at=at)
    return tactic


@transaction.atomic
def look(answer: TacticAnswer, *, withheld: str, by: Actor, at: datetime) -> TacticAnswer:
    """Let everybody read the words of an answer, or not, for a reason that everybody can read."""
    tactic = Tactic.objects.select_for_update(of=("self",)).select_related("area").defer("area__boundary")
    held = tactic.get(pk=answer.tactic_id)
    answer = TacticAnswer.objects.get(pk=answer.pk)
    answer.tactic = held
    act = TacticAct.HIDE if withheld else TacticAct.SHOW
    ANSWER_POLICY.require(by, act, answer)
    answer.looked_at, answer.withheld = at, withheld
    answer.save(update_fields=["looked_at", "withheld"])
    ledger.record(act, answer, by=by, at=at, withheld=withheld)
    moderation.note(answer, {"words": withheld}, area=held.area, by=by, at=at)
    if not queries.has_unlooked(held):
        loop.keep(Promise.WORDS, held, at=at)
    return answer


@transaction.atomic
def show_again(key: str, part: str, *, by: Actor, at: datetime) -> None:
    """An appeal was granted: the words are shown from now on. Whoever calls has asked who may decide that."""
    answer = TacticAnswer.objects.select_for_update(of=("self",)).get(pk=key)
    answer.withheld = ""
    answer.save(update_fields=["withheld"])
    ledger.record(TacticAct.SHOW, answer, by=by, at=at, part=part)


def _count(tactic: Tactic) -> None:
    found = TacticAnswer.objects.filter(tactic=tactic).order_by()
    counts = found.aggregate(**{name: Count("pk", filter=Q(say=name)) for name in COUNTS})
    for name in COUNTS:
        setattr(tactic, name, counts[name])
    tactic.version += 1
    tactic.save(update_fields=["version", *COUNTS])


def _owe_a_look(tactic: Tactic, at: datetime) -> None:
    if queries.has_unlooked(tactic):
        post = places.post(tactic.area, Role.LIAISON)
        loop.owe(Promise.WORDS, tactic, debtor=Debtor(tactic.area, post), at=at)
    else:
        loop.keep(Promise.WORDS, tactic, at=at)
