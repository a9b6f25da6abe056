"""What meetings say in the digest of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.apps.meetings.queries.month import held_in, next_after
from openbeat.core.hooks import digest
from openbeat.core.hooks.digest import Item, Part
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.core.hooks.digest import Span

COMING = 2


def part(span: Span) -> Part:
    """Whether there was a meeting, and when the next ones are."""
    coming = next_after(span.area, span.ahead, COMING)
    sentences = [] if held_in(span.area, span.since, min(span.until, span.at)) else [_("There was no meeting.")]
    if coming:
        first = coming[0]
        facts = {"when": dates.words(first.starts_at, "weekday"), "where": first.place}
        words = _("Next meeting: %(when)s, %(where)s.") if first.place else _("Next meeting: %(when)s.")
        sentences.append(words % facts)
    items = tuple(
        Item(each.title, each.language, each.get_absolute_url(), dates.words(each.starts_at, "weekday"),
             each.place, each.language)
        for each in coming
    )  # fmt: skip
    return Part(_("Meetings"), tuple(sentences), items)


digest.offer("meetings", 30, part)
