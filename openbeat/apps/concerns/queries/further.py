"""What whoever raised a concern wrote later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.concerns.models import FurtherWord, Reopening, ReplyDraft
from openbeat.apps.concerns.policies import insider, later_words_are_shown

if TYPE_CHECKING:
    from openbeat.apps.concerns.models import Concern
    from openbeat.kit.actors import Actor


def further_words(concern: Concern, actor: Actor) -> list[FurtherWord]:
    """The further words that this actor may read, oldest first: all for insiders, the released ones for everybody."""
    rows = list(FurtherWord.objects.filter(concern=concern).exclude(words="").order_by("pk"))
    if not rows or insider(actor, concern):
        return rows
    return [row for row in rows if later_words_are_shown(row) and not concern.private]


def draft_of(concern: Concern, actor: Actor) -> ReplyDraft | None:
    """The reply of this actor that waits for their press; nobody else's."""
    return ReplyDraft.objects.filter(concern=concern, written_by=actor.person).first() if actor.person else None


def further_waits(concern: Concern) -> list[FurtherWord]:
    """The further words that nobody has looked at."""
    return list(FurtherWord.objects.filter(concern=concern, looked_at=None).order_by("pk"))


def withheld_later(concern: Concern) -> list[FurtherWord | Reopening]:
    """All that was written later and is withheld, oldest first: it is shown again together, or not at all."""
    rows: list[FurtherWord | Reopening] = list(FurtherWord.objects.filter(concern=concern).order_by("pk"))
    rows += Reopening.objects.filter(concern=concern).order_by("pk")
    return sorted((row for row in rows if row.withheld and row.words), key=lambda row: row.at)
