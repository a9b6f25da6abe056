"""Which tactics belong to which matter, and what residents said to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from openbeat.apps.progress.models import Tactic, TacticAnswer
from openbeat.apps.progress.policies import may_look
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.kit.actors import Actor

LAST_GIVEN_UP = F("given_up_at").asc(nulls_first=True)


def tactics_visible_to(actor: Actor) -> QuerySet[Tactic]:
    """All tactics: they are public, for they are proposed only for what is public. Oldest first."""
    return Tactic.objects.select_related("area").defer("area__boundary").order_by("proposed_at", "pk")


def of_refs(refs: Iterable[Ref]) -> dict[Ref, list[Tactic]]:
    """The tactics for a page of matters, oldest first, with one query; what was given up comes last."""
    found: dict[Ref, list[Tactic]] = defaultdict(list)
    keys: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        keys[ref.kind].append(ref.key)
    if not keys:
        return found
    any_of = Q()
    for kind, several in keys.items():
        any_of |= Q(about_kind=kind, about_key__in=several)
    for tactic in Tactic.objects.filter(any_of).order_by(LAST_GIVEN_UP, "proposed_at", "pk"):
        found[tactic.about].append(tactic)
    return found


def answers_of(tactic: Tactic, actor: Actor) -> list[TacticAnswer]:
    """The answers that have words, newest first: those that were looked at, and all for whoever looks."""
    answers = TacticAnswer.objects.filter(tactic=tactic).exclude(words="").order_by("-at", "-pk")
    if not may_look(actor, tactic):
        answers = answers.filter(looked_at__isnull=False)
    found = list(answers)
    for answer in found:
        answer.tactic = tactic  # spares a query each: the policy asks for the area
    return found


def answer_of(tactic: Tactic, actor: Actor, device: str) -> TacticAnswer | None:
    """What this person, or this device, answered before."""
    if actor.person is not None:
        return TacticAnswer.objects.filter(tactic=tactic, person=actor.person).first()
    return TacticAnswer.objects.filter(tactic=tactic, device=device).first() if device else None


def answers_to_look_at(actor: Actor) -> QuerySet[TacticAnswer]:
    """The answers at which this actor may look, or has looked, the oldest first."""
    return TacticAnswer.objects.select_related("tactic__area").defer("tactic__area__boundary").order_by("at", "pk")


def answer_by_key(key: str) -> TacticAnswer | None:
    """The answer with this key."""
    return TacticAnswer.objects.filter(pk=key).first() if key.isdigit() else None


def opens_no_words(actor: Actor, tactic: Tactic) -> bool:
    """Whether its page shows this actor only what everybody may read, or one's own."""
    if not may_look(actor, tactic):
        return True
    waiting = TacticAnswer.objects.filter(tactic=tactic, looked_at=None).exclude(words="")
    return not waiting.exclude(actor.owns(TacticAnswer)).exists()


def has_unlooked(tactic: Tactic) -> bool:
    """Whether words of residents still wait for a look."""
    return TacticAnswer.objects.filter(tactic=tactic, looked_at=None).exclude(words="").exists()
