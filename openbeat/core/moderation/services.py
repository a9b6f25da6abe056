"""Write down what is withheld and why, show it again, appeal, decide: each in the transaction of the act itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from openbeat.core.hooks import moderation as port
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor
from openbeat.core.moderation import notices
from openbeat.core.moderation.models import Appeal, Outcome, Removal
from openbeat.core.moderation.policies import MODERATION_POLICY, Act, role_of
from openbeat.core.notices import services as telling
from openbeat.core.people.roles import Role
from openbeat.core.people.subjects import subject_key
from openbeat.core.places import queries as places
from openbeat.core.places import services as posts
from openbeat.core.web import dates
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import Model

    from openbeat.core.moderation.facts import Words
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


class Promise(StrEnum):
    """What the department promises about an appeal; how many days is the department's to say."""

    APPEAL = "moderation.appeal"


@transaction.atomic
def note(thing: Model | Ref, parts: Mapping[str, str], *, area: Area | None, by: Actor, at: datetime) -> None:
    """Write into the public log how each part of a thing stands now: its reason code, or "" where it is shown.

    A part that stays withheld for the same reason keeps its line; another reason is another line.
    """
    ref = thing if isinstance(thing, Ref) else Ref.of(thing)
    standing = {row.part: row for row in Removal.objects.filter(kind=ref.kind, key=ref.key, lifted_at=None)}
    for part, reason in parts.items():
        row = standing.get(part)
        if row and row.reason != reason:
            _lifted(row, by=by, at=at)
        if reason and (row is None or row.reason != reason):
            _withheld(ref, part, reason, area=area, by=by, at=at)


def _withheld(ref: Ref, part: str, reason: str, *, area: Area | None, by: Actor, at: datetime) -> Removal:
    removal = Removal.objects.create(
        kind=ref.kind,
        key=ref.key,
        part=part,
        reason=reason,
        area=area,
        role=role_of(by, area.pk if area else None),
        decided_by=by.person,
        decided_at=at,
    )
    ledger.record(Act.WITHHOLD, removal, by=by, at=at, part=part, reason=reason)
    return removal


def _lifted(removal: Removal, *, by: Actor, at: datetime) -> None:
    removal.lifted_at = at
    removal.save(update_fields=["lifted_at"])
    ledger.record(Act.LIFT, removal, by=by, at=at, part=removal.part)
    for appeal in removal.appeals.filter(outcome="").order_by("pk"):
        loop.release(Promise.APPEAL, appeal, why="shown", at=at)


@transaction.atomic
def appeal(removal: Removal, words: Words, *, by: Actor, at: datetime) -> Appeal:
    """Ask that somebody else decides again; it is owed by a date. Raises Refused."""
    removal = Removal.objects.select_for_update(of=("self",)).get(pk=removal.pk)
    MODERATION_POLICY.require(by, Act.APPEAL, removal)
    made = Appeal.objects.create(
        removal=removal, words=words.text, language=words.language, made_by_id=_author(removal, by), made_at=at
    )
    ledger.record(Act.APPEAL, made, by=by, at=at)
    area = places.area(removal.area_id)
    judge = _judge(area, removal)
    row = loop.owe(Promise.APPEAL, made, debtor=judge, at=at)
    if judge.post:
        words_ = {"area": area.name if area else "", "day": dates.words(row.due_at, "day")}
        telling.tell_holders(notices.ASKED, judge.post, about=made, at=at, **words_)
    return made


def _author(removal: Removal, by: Actor) -> Any:
    """Whose appeal it is: one with a receipt is that of whoever the matter is about, and is forgotten with them."""
    offered = port.of(removal.kind)
    thing = offered.thing(removal.key) if offered else None
    return by.person.pk if by.person else subject_key(thing) if thing else None


@transaction.atomic
def claim(thing: Model, *, by: Person) -> None:
    """Whoever takes a matter over takes over its appeals: only whoever wrote it can have made them."""
    ref = Ref.of(thing)
    Appeal.objects.filter(removal__kind=ref.kind, removal__key=ref.key).update(made_by=by)


def _judge(area: Area | None, removal: Removal) -> Debtor:
    """The commander's post above the area decides; where the commander decided before, the administrator's."""
    root = places.root()
    chain = places.lineage(area) if area else []
    by_role = Role.ADMINISTRATOR if removal.role == Role.COMMANDER else Role.COMMANDER
    for place in chain if by_role is Role.COMMANDER else []:
        if found := places.standing_post(place.pk, by_role):
            return Debtor(area, found)
    return Debtor(area, posts.post(root, by_role) if root else None)


@transaction.atomic
def decide(appeal: Appeal, outcome: Outcome, why: Words, *, by: Actor, at: datetime) -> Appeal:
    """Show it after all, or leave it as it is, with a reason; whoever appealed is told. Raises Refused."""
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("removal").get(pk=appeal.pk)
    MODERATION_POLICY.require(by, Act.DECIDE, appeal)
    removal = appeal.removal
    if outcome == Outcome.SHOWN and removal.lifted_at is None:
        _show(removal, by=by, at=at)
    appeal.outcome, appeal.answer, appeal.answer_language = outcome, why.text, why.language
    appeal.role, appeal.decided_by, appeal.decided_at = role_of(by, removal.area_id), by.person, at
    appeal.save(update_fields=["outcome", "answer", "answer_language", "role", "decided_by", "decided_at"])
    ledger.record(Act.DECIDE, appeal, by=by, at=at, outcome=str(outcome))
    loop.keep(Promise.APPEAL, appeal, at=at)
    _tell(appeal, at=at)
    return appeal


def _show(removal: Removal, *, by: Actor, at: datetime) -> None:
    offered = port.of(removal.kind)
    if offered is None:
        raise Refused(str(removal.kind))
    offered.lift(removal.key, removal.part, by=by, at=at)
    removal.lifted_at = at
    removal.save(update_fields=["lifted_at"])
    ledger.record(Act.LIFT, removal, by=by, at=at, part=removal.part)


def _tell(appeal: Appeal, *, at: datetime) -> None:
    removal = appeal.removal
    offered, area = port.of(removal.kind), places.area(removal.area_id)
    thing = offered.thing(removal.key) if offered else None
    once = f"{notices.DECIDED.name}|{appeal.pk}"
    telling.tell(notices.DECIDED, appeal.made_by, about=thing, at=at, once=once, area=area.name if area else "")
