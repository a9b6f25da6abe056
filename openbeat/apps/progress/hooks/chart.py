"""What the chart offers to other apps, and what it provides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import demo, queries
from openbeat.apps.progress.lifecycle import Act, Promise
from openbeat.apps.progress.policies import POLICY
from openbeat.apps.progress.services import tasks
from openbeat.core.department import promises
from openbeat.core.department.promises import PromiseInfo
from openbeat.core.hooks import agenda, chart, menu, news, origins, panels, search, stories
from openbeat.core.hooks import demo as demos
from openbeat.core.hooks.agenda import Business
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.menu import Item
from openbeat.core.hooks.news import News
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.hooks.panels import Panel
from openbeat.core.hooks.stories import Step, Story
from openbeat.kit.actors import VISITOR
from openbeat.kit.clock import now
from openbeat.kit.memory import for_seconds
from openbeat.kit.refs import Ref
from openbeat.kit.stages import Station

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Task
    from openbeat.apps.progress.queries import Row
    from openbeat.core.places.models import Area
    from openbeat.core.web.http import Request
    from openbeat.kit.actors import Actor

KIND = "progress.task"
ON_A_PANEL = 6


def put(wanted: Wanted, *, by: Actor, at: datetime) -> Ref:
    """The port: put a task on the chart for another app."""
    return Ref.of(tasks.put(wanted, by=by, at=at))


def cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How these tasks appear in other apps."""
    return [_card(task) for task in queries.visible_to(actor).filter(pk__in=[key for key in keys if key.isdigit()])]


def _card(task: Task) -> Card:
    return Card(
        ref=Ref.of(task),
        title=task.title,
        language=task.language,
        url=task.get_absolute_url(),
        kind_label=_("Task"),
        station=task.station,
        stage_label=task.get_stage_display(),
        area=task.area.name,
        next_step=queries.next_step(task),
        due_at=queries.end_of(task.due_on) if task.is_open else None,
        late=task.is_open and task.due_on < queries.today(now()),
    )


def problem_cards(keys: Sequence[str], actor: Actor) -> Iterable[Card]:
    """How problems that were escalated appear on the desk: by the task that they stop."""
    found = queries.problems_visible_to(actor).filter(pk__in=[key for key in keys if key.isdigit()])
    for problem in found:
        card = _card(problem.task)
        yield replace(card, ref=Ref.of(problem), kind_label=_("Problem of a task"), due_at=None)


def feedback(area: Area, actor: Actor, at: datetime, since: datetime | None = None) -> Iterable[Card]:
    """What a meeting hears about first: tasks that are late, open, or completed in the last weeks."""
    return [_card(task) for task in queries.for_feedback(area, actor, since or at - queries.LATELY, at)]


def area_panel(request: Request, area: Area) -> str:
    """The chart on the page of an area."""
    at = now()
    found = list(queries.with_notes(queries.of_area(area, request.actor))[: ON_A_PANEL + 1])
    context = {
        "area": area,
        "rows": (rows := queries.rows(found[:ON_A_PANEL], request.actor, at)),
        "with_tactics": any(row.tactics for row in rows),
        "more": len(found) > ON_A_PANEL,
        "today": queries.today(at),
        "doors": {"put": POLICY.verdict(request.actor, Act.PUT, area)},
    }
    return render_to_string("progress/panels/area.html", context, request=request)


def front_panel(request: Request, _thing: Any) -> str:
    """Which tasks are late today, on the front page."""
    at = now()
    late = queries.late(None, at)
    rows = queries.rows(late[:3], request.actor, at)
    count = len(rows) if len(rows) < 3 else late.count()  # noqa: PLR2004  as many as are shown
    return render_to_string("progress/panels/front.html", {"rows": rows, "count": count}, request=request)


def desk_panel(request: Request, _thing: Any) -> str:
    """Which tasks of one's posts are late, and for how many days; nothing for whoever is responsible for none."""
    at, actor = now(), request.actor
    if not queries.mine(actor).exists():
        return ""
    late = queries.late_of(actor, at)
    context = {"rows": late[:ON_A_PANEL], "late": late.count()}
    return render_to_string("progress/panels/desk.html", context, request=request)


def latest(area: Area | None, count: int) -> Iterable[News]:
    """The tasks that were completed lately."""
    for task in queries.completed_lately(area, count):
        uid = f"progress.task:{task.pk}:{task.completed_at:%Y%m%d%H%M}"
        yield News(
            uid=uid,
            title=task.title,
            language=task.language,
            text=task.outcome,
            url=task.get_absolute_url(),
            at=task.completed_at or task.put_at,
            area=task.area.name,
        )


@for_seconds(5)
def _story(_language: str) -> Story | None:
    found = queries.rows(queries.round_the_loop(5), VISITOR, now())
    row = next((row for row in found if row.origin), None)
    return _told(row, row.origin) if row and row.origin else None


def story() -> Story | None:
    """The newest task that went all the way round the loop, told with the words of whoever said it first."""
    return _story(get_language() or "")


def _told(row: Row, said: Card) -> Story:
    task = row.task
    owners = ", ".join(who.name or who.label for who in (row.officer, row.contact))
    slips = [Step(_("Slipped, and why"), slip.at, slip.reason, slip.language) for slip in task.slips.all()]
    steps = (
        Step(Station.HEARD.label, queries.since(said.ref)),
        Step(Station.OWNED.label, task.put_at, owners),
        *slips,
        Step(Station.ANSWERED.label, task.completed_at, task.outcome, task.outcome_language),
        Step(Station.CONFIRMED.label, task.confirmed_at),
    )
    return Story(
        said.title,
        said.language,
        said.url,
        task.area.name,
        steps,
    )


stories.provide(story)
chart.provide(put, tasks.hear)
origins.offer(Origin(KIND, cards))
origins.offer(Origin("progress.problem", problem_cards))
agenda.offer(Business(KIND, feedback=True, cards=feedback))
panels.offer("area", Panel("progress", 10, area_panel))
panels.offer("front", Panel("progress", 10, front_panel))
panels.offer("desk", Panel("progress", 10, desk_panel))
news.offer(KIND, latest)
search.offer(KIND, _("Task"))
menu.offer(Item(_("Progress Chart"), "progress:index", 30))
demos.offer("progress", 40, demo.make)
TASK_SENTENCE = _(
    "Each task has a date. When it moves, the old date and the reason stay visible. "
    "A task that was opened again gets a new date within 20 working days."
)
ESCALATION_SENTENCE = _(
    "A problem that stops a task can be escalated to the commander. The commander removes it, or says why not, "
    "in 10 working days. Where an office outside is asked, whoever is responsible for the task says what came of it."
)
QUESTION_SENTENCE = _(
    "The block contact or the chair of an area asks about a task; whoever is responsible answers in 5 working days."
)
promises.offer(
    PromiseInfo(Promise.TASK, _("Tasks of the Progress Chart done by their date"), 20, sentence=TASK_SENTENCE)
)
promises.offer(PromiseInfo(Promise.QUESTION, _("Questions about a task answered"), 5, sentence=QUESTION_SENTENCE))
promises.offer(
    PromiseInfo(
        Promise.ESCALATION, _("Problems of tasks removed after they were escalated"), 10, sentence=ESCALATION_SENTENCE
    )
)
