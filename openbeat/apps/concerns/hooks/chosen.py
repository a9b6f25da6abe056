"""What comes first, in the digest of a month: what was decided, and the round in which dots can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.apps.concerns import queries
from openbeat.apps.concerns.lifecycle import RoundStage
from openbeat.apps.concerns.policies import in_time
from openbeat.core.hooks import digest
from openbeat.core.hooks.digest import Item, Part
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.core.hooks.digest import Span


def part(span: Span) -> Part | None:
    """The rounds of the area that were decided in the month with what was chosen, and the one that is open now."""
    decided, open_ = queries.decided_in(span.area, span.since, span.until), queries.undecided_round(span.area)
    chosen = queries.chosen_in(decided)
    sentences = [_decided(len(chosen))] if decided else []
    if open_ and in_time(open_, span.at) and open_.stage == RoundStage.OPEN:
        until = dates.words(open_.closes_at, "day")
        sentences.append(_("Say what comes first: you can give dots until %(until)s.") % {"until": until})
    items = tuple(
        Item(problem.title, problem.language, problem.get_absolute_url(), problem.get_stage_display())
        for problem in chosen
    )
    return Part(_("What comes first"), tuple(sentences), items) if sentences else None


def _decided(number: int) -> str:
    said = ngettext(
        "Residents gave their dots: %(n)d problem was chosen.",
        "Residents gave their dots: %(n)d problems were chosen.",
        number,
    )
    return said % {"n": number}


digest.offer("priorities", 12, part)
