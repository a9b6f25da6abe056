"""What concerns say in the digest of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.apps.concerns.queries.month import answered_in, month_of
from openbeat.core.hooks import digest
from openbeat.core.hooks.digest import Item, Part

if TYPE_CHECKING:
    from openbeat.apps.concerns.queries.month import Month
    from openbeat.core.hooks.digest import Span

FEW = 5


def part(span: Span) -> Part:
    """How many public concerns were raised, answered, called solved, sent back; and what was answered."""
    found = answered_in(span.area, span.since, span.until, FEW)
    items = tuple(
        Item(concern.title, concern.language, concern.get_absolute_url(), concern.get_stage_display())
        for concern in found
    )
    return Part(_("What residents raised"), _sentences(month_of(span.area, span.since, span.until)), items)


def _sentences(month: Month) -> tuple[str, ...]:
    said = (
        (month.raised, ngettext("%(n)d concern was raised.", "%(n)d concerns were raised.", month.raised)),
        (month.answered, ngettext("%(n)d concern was answered.", "%(n)d concerns were answered.", month.answered)),
        (month.confirmed, ngettext("%(n)d concern is solved, says whoever raised it.",
                                   "%(n)d concerns are solved, say those who raised them.", month.confirmed)),
        (month.back, ngettext("%(n)d concern came back: the answer was not enough.",
                              "%(n)d concerns came back: the answers were not enough.", month.back)),
    )  # fmt: skip
    whole = [words % {"n": number} for number, words in said if number]
    return tuple(whole) or (_("No concern was raised."),)


digest.offer("concerns", 10, part)
