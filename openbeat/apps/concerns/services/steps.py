"""What every act on a concern is made of: lock, ask, change, record; and what may be found and told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import LIFECYCLE, Act, Promise
from openbeat.apps.concerns.models import Answer, Concern, Token
from openbeat.apps.concerns.policies import POLICY, role_of, words_are_out
from openbeat.core.ledger import services as ledger
from openbeat.core.loop import services as loop
from openbeat.core.loop.services import Debtor, NotOwed
from openbeat.core.notices import services as notices
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as areas
from openbeat.core.places import services as places
from openbeat.core.places.queries import standing_post
from openbeat.core.search import services as search
from openbeat.core.search import tokens
from openbeat.core.search.services import Doc
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from openbeat.core.notices.notice import Notice
    from openbeat.core.people.models import Person
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor


MOST_TOKENS = 60  # of one concern: a long story adds little to what it is like


def locked(concern: Concern) -> Concern:
    """The concern as it stands now; nobody else changes it until this transaction ends."""
    return (
        Concern.objects.select_for_update(of=("self",))
        .select_related("area")
        .defer("area__boundary")
        .get(pk=concern.pk)
    )


def step(concern: Concern, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Concern:
    """Lock, ask the policy, move to the stage that the act leads to, keep the changes, record; raises Refused."""
    concern = locked(concern)
    POLICY.require(by, act, concern)
    return moved(concern, act, by=by, at=at, **changes)


def by_rule(concern: Concern, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Concern:
    """Like `step`, where another app has asked who may: only the stage has to permit the act. Raises Refused."""
    concern = locked(concern)
    if not (verdict := LIFECYCLE.permits(act)(by, concern)):
        raise Refused(verdict.reason)
    return moved(concern, act, by=by, at=at, **changes)


def moved(concern: Concern, act: Act, *, by: Actor, at: datetime, **changes: Any) -> Concern:
    """Move a concern that is locked, and record it."""
    was, concern.stage = concern.stage, LIFECYCLE.after(act)
    saved(concern, **changes)
    recorded(act, concern, by=by, at=at, was=was, stage=concern.stage)
    return concern


def saved(concern: Concern, **changes: Any) -> None:
    """Write the stage and these fields of a concern that is locked."""
    for name, value in changes.items():
        setattr(concern, name, value)
    concern.save(update_fields=["stage", *changes])


def recorded(act: Act, concern: Concern, *, by: Actor, at: datetime, **facts: Any) -> None:
    """Record the act, and in which role it was done, so that a page can say that without a name."""
    ledger.record(act, concern, by=by, at=at, role=role_of(by, concern), **facts)


def debtor(area: Area) -> Debtor:
    """Whoever holds the liaison officer's post of the area."""
    return Debtor(area, standing_post(area.pk, Role.LIAISON) or places.post(area, Role.LIAISON))


def hand_over(promise: Promise, concern: Concern) -> bool:
    """The liaison officer of the concern's area owes it now; False where it was not owed."""
    try:
        loop.hand_over(promise, concern, debtor=debtor(concern.area))
    except NotOwed:
        return False
    return True


def tell(notice: Notice, concern: Concern, *, by: Actor, at: datetime, **words: Any) -> None:
    """Tell whoever raised it, if anybody can be told and did not do it; never in the words of the concern."""
    if concern.raised_by is None or by.is_subject_of(concern):
        return
    notices.tell(notice, concern.raised_by, about=concern, at=at, area=concern.area.name, **words)


def followed(concern: Concern) -> list[Ref]:
    """By what those who want to know of it follow it: itself, its kind in its area, and the areas it lies in."""
    return [Ref.of(concern), queries.category_ref(concern.area_id, concern.category), *_areas(concern)]


def _areas(concern: Concern) -> list[Ref]:
    return [Ref.of(area) for area in areas.lineage(concern.area)]


def tell_followers(notice: Notice, concern: Concern, refs: Iterable[Any], *, by: Actor, at: datetime) -> None:
    """Tell who follows any of these, but for who raised it: they are told in other words."""
    notices.tell_followers(
        notice, refs, about=concern, at=at, by=by, besides=[concern.raised_by], area=concern.area.name
    )


def count_voices(concern: Concern) -> None:
    """Count anew who says that it is so for them too, with the voices of what was merged into it."""
    concern.me_toos = queries.voices(concern)
    concern.save(update_fields=["me_toos"])


def publish(concern: Concern) -> None:
    """Let what everybody may read be found, and nothing else; by its words others that are like it are found too."""
    out = bool(words_are_out(VISITOR, concern))
    _tokens(concern, tokens.words(f"{concern.title} {concern.place} {concern.story}") if out else ())
    if not out:
        search.drop(Ref.of(concern))
        return
    newest = queries.newest_answer(concern)
    search.put(Ref.of(concern), *_documents(concern, newest), also=[Ref.of(newest)] if newest else [])


def _tokens(concern: Concern, words: Iterable[str]) -> None:
    Token.objects.filter(concern=concern).delete()
    kept = [word for word in dict.fromkeys(words) if queries.tells(word)][:MOST_TOKENS]
    Token.objects.bulk_create(Token(concern=concern, area_id=concern.area_id, word=word) for word in kept)


def forget_words(_person: Person, things: Sequence[Ref], _at: datetime) -> None:
    """Of what a forgotten person told us, no word is kept by which it could be found."""
    Token.objects.filter(concern__in=[ref.key for ref in things if ref.kind == queries.KIND]).delete()


def _documents(concern: Concern, newest: Answer | None) -> list[Doc]:
    bodies = {concern.language: concern.story}
    if newest:
        together = filter(None, (bodies.get(newest.language), newest.text))
        bodies[newest.language] = "\n\n".join(together)
    at = concern.answered_at or concern.raised_at
    url = concern.get_absolute_url()
    return [Doc(concern.title, body, language, url, concern.area_id, at) for language, body in bodies.items()]
