"""Who wrote the words of a work: whoever did does not sign for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.translators.figures.drafts import Piece, beside, unpack
from openbeat.apps.translators.models import Draft, Work
from openbeat.core.translation import queries as translations
from openbeat.core.translation.passages import tidy

if TYPE_CHECKING:
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
    return actor.is_subject_of(work) or saved.exists() or (_had_a_hand(work, actor) and _only_kept(work, source))


def _only_kept(work: Work, source: Source) -> bool:
    """Whether nobody changed a word of an update: each that stands beside the source is one that it began with."""
    began = {tidy(piece.words) for piece in draft_of(work, 1)}
    return {tidy(place.words) for place in beside(draft_of(work), source.words)} <= {"", *began}


def _had_a_hand(work: Work, actor: Actor) -> bool:
    """Whether an update began with words that may be the actor's: of a draft of its text, or published."""
    if not (work.is_update and work.text):
        return False
    before = Work.objects.filter(text=work.text, language=work.language)
    if before.filter(drafts__saved_by=actor.person).exists():
        return True
    if before.filter(taken_by=actor.person, published_at__isnull=False).exists():
        return True
    published = translations.translation(work.text, work.language)
    return published is not None and published.made_by == actor.person
