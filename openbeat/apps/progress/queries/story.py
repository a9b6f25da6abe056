"""What happened to a task, in the order of time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from openbeat.apps.progress.lifecycle import Act, Stage
from openbeat.apps.progress.models import Problem, Slip, Task
from openbeat.apps.progress.queries.tasks import visible_to_all, with_notes
from openbeat.core.hooks import roles, texts
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.web import dates
from openbeat.core.web.moments import Moment
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from openbeat.core.places.models import Post


def round_the_loop(count: int) -> QuerySet[Task]:
    """Tasks that went all the way: said by somebody, slipped and why, hindered, done, confirmed; newest first."""
    whole = visible_to_all().filter(stage=Stage.CONFIRMED, slips__isnull=False, problems__isnull=False)
    return with_notes(whole.exclude(origin_kind="")).distinct().order_by("-confirmed_at", "-pk")[:count]


def since(ref: Ref) -> datetime | None:
    """When the first promise about a thing was made: when it was said."""
    promises = loop.of_things([ref])[ref]
    return min((promise.made_at for promise in promises), default=None)


def timeline(task: Task) -> list[Moment]:
    """What happened to a task, oldest first: public facts and words only."""
    told = [*_acts(task), *_slips(task), *_problems(task), *_steps(task), *_endings(task), *_tried(task)]
    return sorted(told, key=lambda moment: moment.at)


def _acts(task: Task) -> Iterable[Moment]:
    said = {
        Act.PUT: _("Put on the chart"),
        Act.START: _("The work began"),
        Act.HAND_OVER: _("Handed over"),
        Act.LAPSE: _("Three weeks of silence: completed, not confirmed"),
        Act.CONFIRM: _("Confirmed: it is solved"),
    }
    for entry in ledger.of(Ref.of(task)):
        if entry.act in said:
            yield Moment(entry.at, said[Act(entry.act)], kind="ok" if entry.act == Act.CONFIRM else "")


def _slips(task: Task) -> Iterable[Moment]:
    for slip in task.slips.all():
        for words in slip_words(slip):
            late = "late" if slip.now > slip.was else ""
            slot = _slot(slip, "reason")
            yield Moment(slip.at, words, text=slip.reason, language=slip.language, kind=late, slot=slot)


def slip_words(slip: Slip) -> list[str]:
    """What a change of the timetable changed, in sentences without the reason."""
    said = []
    if slip.now != slip.was:
        facts = {"was": dates.words(slip.was, "day"), "now": dates.words(slip.now, "day")}
        said.append(_("The date moved from %(was)s to %(now)s") % facts)
    if slip.start_now:
        now = dates.words(slip.start_now, "day")
        was = dates.words(slip.start_was, "day") if slip.start_was else ""
        shape = _("The start moved from %(was)s to %(now)s") if was else _("The start is now planned for %(now)s")
        said.append(shape % {"was": was, "now": now})
    return said


def _problems(task: Task) -> Iterable[Moment]:
    for problem in task.problems.all():
        asked = problem.kind == Problem.Kind.QUESTION
        words = _("A question") if asked else _("A problem was noted")
        by = _("by %(side)s") % {"side": problem.get_side_display()}
        slot = _slot(problem, "words")
        yield Moment(problem.at, words, by=by, text=problem.words, language=problem.language, slot=slot)
        for turned in problem.escalations.all():
            to = {"to": turned.outside or office(turned.to)}
            words, slot = _("Escalated to: %(to)s") % to, _slot(turned, "words")
            yield Moment(turned.at, words, text=turned.words, language=turned.language, slot=slot)
        if problem.resolved_at:
            words = _("The question was answered") if asked else _("The problem was removed")
            text, language, slot = problem.resolution, problem.resolution_language, _slot(problem, "resolution")
            yield Moment(problem.resolved_at, words, text=text, language=language, slot=slot)


def office(post: Post | None) -> str:
    """A post by its role and its area."""
    return f"{roles.label(post.role)}, {post.area.name}" if post else ""


def _steps(task: Task) -> Iterable[Moment]:
    for step in task.steps.all():
        words = _("Problem solving: now %(step)s") % {"step": step.get_now_display()}
        yield Moment(step.at, words, text=step.found, language=step.language, slot=_slot(step, "found"))


def _tried(task: Task) -> Iterable[Moment]:
    for tried in task.tried.all():
        facts = {"worked": tried.get_worked_display(), "side": tried.get_side_display()}
        words = _("Did it work? %(worked)s (says %(side)s)") % facts
        yield Moment(tried.at, words, text=tried.why, language=tried.language, slot=_slot(tried, "why"))


def _endings(task: Task) -> Iterable[Moment]:
    for again in task.reopenings.all():
        text, language, slot = again.outcome, again.outcome_language, _slot(again, "outcome")
        yield Moment(again.completed_at, _("Completed"), text=text, language=language, slot=slot)
        words = (
            _("Open again: it was not solved")
            if again.reason
            else _("Open again: whoever raised it says that it is not solved")
        )
        slot = _slot(again, "reason")
        yield Moment(again.at, words, text=again.reason, language=again.language, kind="late", slot=slot)
    if task.completed_at:
        text, language, slot = task.outcome, task.outcome_language, _slot(task, "outcome")
        yield Moment(task.completed_at, _("Completed"), text=text, language=language, kind="ok", slot=slot)


def _slot(thing: Model, field: str) -> str:
    return texts.slot_of(Ref.of(thing), field)
