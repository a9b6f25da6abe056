"""What the chart says in the digest of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openbeat.apps.progress.queries.month import completed_in, slipped_in
from openbeat.core.hooks import digest
from openbeat.core.hooks.digest import Item, Part
from openbeat.core.web import dates

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Slip, Task
    from openbeat.core.hooks.digest import Span

FEW = 5


def part(span: Span) -> Part:
    """The tasks that were completed, and those whose date was moved, each with its reason."""
    done = completed_in(span.area, span.since, span.until)
    slips = slipped_in(span.area, span.since, span.until)
    said = (
        (len(done), ngettext("%(n)d task was completed.", "%(n)d tasks were completed.", len(done))),
        (len(slips), ngettext("%(n)d date was moved.", "%(n)d dates were moved.", len(slips))),
    )
    items = (*(_done(task) for task in done[:FEW]), *(_moved(slip) for slip in slips[:FEW]))
    sentences = tuple(words % {"n": number} for number, words in said if number)
    return Part(_("What was worked on"), sentences, items)


def _done(task: Task) -> Item:
    day = dates.words(task.completed_at, "day") if task.completed_at else ""
    note = _("Completed on %(day)s") % {"day": day}
    return Item(task.title, task.language, task.get_absolute_url(), note, task.outcome, task.outcome_language)


def _moved(slip: Slip) -> Item:
    moved = {"was": dates.words(slip.was, "day"), "now": dates.words(slip.now, "day")}
    note = _("Moved from %(was)s to %(now)s:") % moved
    task = slip.task
    return Item(task.title, task.language, task.get_absolute_url(), note, slip.reason, slip.language)


digest.offer("progress", 20, part)
