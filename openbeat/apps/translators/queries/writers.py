"""Who wrote the words of a work: whoever did does not sign for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from openbeat.apps.translators.figures.drafts import Piece, beside, unpack
from openbeat.apps.translators.models import Draft, Work
from openbeat.core.translation.models import Translation
from openbeat.core.translation.passages import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openbeat.core.hooks.texts import Source
    from openbeat.kit.actors import Actor


def draft_of(work: Work, version: int | None = None) -> list[Piece]:
    """The newest draft, or the one of this version; empty where there is none."""
    row = Draft.objects.filter(work=work, version=work.version if version is None else version).first()
    return unpack(row.pieces) if row else []


def wrote(work: Work, source: Source, actor: Actor) -> bool:
    """Whether somebody wrote any draft of it, translates it now, or had a hand in words that an update only kept."""
    if actor.person is None:
        return False
    saved = Draft.objects.filter(work=work, saved_by=actor.person)
    return actor.is_subject_of(work) or saved.exists() or bool(only_kept([work], {source.slot: source}, actor))


def only_kept(works: Iterable[Work], sources: Mapping[str, Source], actor: Actor) -> set[int]:
    """The updates among these in which nobody changed a word, where the words may be the actor's; two queries."""
    updates = [work.pk for work in works if work.is_update]
    if not updates or actor.person is None:
        return set()
    found = list(Work.objects.filter(_had_a_hand(actor), pk__in=updates).select_related("text").order_by("pk"))
    first_or_last = Q(version=1) | Q(version=F("work__version"))
    rows = Draft.objects.filter(first_or_last, work__in=found).order_by("pk")
    drafts = {(row.work_id, row.version): unpack(row.pieces) for row in rows}
    return {
        work.pk
        for work in found
        if (source := sources.get(str(work.text)))
        and _keeps(drafts.get((work.pk, work.version), []), drafts.get((work.pk, 1), []), source)
    }


def _keeps(draft: Sequence[Piece], first: Sequence[Piece], source: Source) -> bool:
    """Whether each word of a draft that stands beside the source is one that it began with."""
    return {tidy(place.words) for place in beside(draft, source.words)} <= {"", *(tidy(one.words) for one in first)}


def _had_a_hand(actor: Actor) -> Q:
    """Works of a text and a language of which the actor saved any draft, or had a translation published."""
    same = {"text": OuterRef("text"), "language": OuterRef("language")}
    own = Q(drafts__saved_by=actor.person) | Q(taken_by=actor.person, published_at__isnull=False)
    published = Translation.objects.filter(**same, made_by=actor.person).order_by("pk")
    return Q(Exists(Work.objects.filter(own, **same).order_by("pk"))) | Q(Exists(published))
