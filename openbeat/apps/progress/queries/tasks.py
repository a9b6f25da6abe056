"""Which tasks, in which order, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from openbeat.apps.progress.lifecycle import DONE, NEXT, OPEN, SILENCE, Act, Stage
from openbeat.apps.progress.models import Escalation, Problem, Task
from openbeat.apps.progress.policies import COMMUNITY, POLICE, has_asker
from openbeat.core.department import queries as department
from openbeat.core.department.services import END_OF_DAY
from openbeat.core.hooks import roles
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.core.places import queries as places
from openbeat.core.web import dates
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.core.places.models import Area
    from openbeat.kit.actors import Actor

MOST_ASKED = 50
LATELY = timedelta(days=45)  # what a meeting hears of where there was none before
BOUNDARIES = ("area__boundary", "officer__area__boundary", "contact__area__boundary")  # large, and never shown here
SORTS = {
    "due": (F("completed_at").desc(nulls_first=True), "due_on", "pk"),  # what is open comes first
    "newest": ("-put_at", "-pk"),
    "done": (F("completed_at").desc(nulls_last=True), "due_on", "pk"),
    "area": ("area__name", "number", "pk"),
}


def today(at: datetime) -> date:
    """The day it is at that moment where the department is."""
    return at.astimezone(department.zone()).date()


def end_of(day: date) -> datetime:
    """The last moment of a day where the department is: a task promised for a day may be done on it."""
    return datetime.combine(day, END_OF_DAY, tzinfo=department.zone()).astimezone(UTC)


def visible_to(actor: Actor) -> QuerySet[Task]:
    """All tasks: the chart is public, whoever asks. What a task came from may not be: that is asked of its origin."""
    found = Task.objects.select_related("area", "officer__area", "contact__area").defer(*BOUNDARIES)
    return found.order_by("due_on", "pk")


def problems_visible_to(actor: Actor) -> QuerySet[Problem]:
    """The problems and questions of the tasks that this actor may see."""
    return (
        Problem.objects.filter(task__in=visible_to(actor).order_by().values("pk"))
        .select_related("task__area", "task__officer__area")
        .defer("task__area__boundary", "task__officer__area__boundary")
        .order_by("at", "pk")
    )


def with_notes(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The same tasks with their changed dates and problems, for a chart."""
    turned_to = Prefetch("problems__escalations", queryset=_turned_to())
    return tasks.prefetch_related("slips", "problems", "reopenings", turned_to)


def _turned_to() -> QuerySet[Escalation]:
    return Escalation.objects.select_related("to__area").defer("to__area__boundary").order_by("at", "pk")


def with_story(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The same tasks with all that is told of them, for their own page."""
    return with_notes(tasks).prefetch_related("steps", "tried")


def of_area(area: Area, actor: Actor) -> QuerySet[Task]:
    """The tasks of an area and of what lies in it: what is open by date, then what is done, newest first."""
    return (
        visible_to(actor)
        .filter(area__in=places.below(area))
        .order_by(F("completed_at").desc(nulls_first=True), "due_on", "pk")
    )


def of_priorities() -> list[Task]:
    """The open tasks whose origin asks nobody whether they are solved: what an area put first. Oldest first."""
    made = visible_to_all().exclude(origin_kind="").filter(stage__in=OPEN).order_by("put_at", "pk")
    return [task for task in made if not has_asker(task)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for on the chart of all areas."""

    area: Area | None = None
    state: str = ""  # open, late, done, unconfirmed
    who: str = ""  # a role, or "mine"
    sort: str = "due"


def found(wish: Wish, actor: Actor, at: datetime) -> QuerySet[Task]:
    """The tasks that fit, in the order wished for."""
    tasks = of_area(wish.area, actor) if wish.area else visible_to(actor)
    if wish.state == "late":
        tasks = tasks.filter(stage__in=OPEN, due_on__lt=today(at))
    elif wish.state in {"open", "done"}:
        tasks = tasks.filter(stage__in=OPEN if wish.state == "open" else DONE)
    elif wish.state == "unconfirmed":
        tasks = tasks.filter(stage=Stage.UNCONFIRMED)
    if wish.who == "mine":
        tasks = tasks.filter(officer__in=_posts_of(actor)) if actor.person else tasks.none()
    elif wish.who:
        tasks = tasks.filter(officer__role=wish.who)
    return tasks.order_by(*SORTS.get(wish.sort, SORTS["due"]))


def mine(actor: Actor) -> QuerySet[Task]:
    """The tasks for which a post of this actor is responsible, of the police or of the community."""
    if actor.person is None:
        return Task.objects.none()
    held = _posts_of(actor)
    return visible_to(actor).filter(_owed_by(actor) | Q(contact__in=held))


def of_posts(actor: Actor) -> QuerySet[Task]:
    """Of these, the tasks that a post of the police owes: what is late of them is the actor's to do."""
    if actor.person is None:
        return Task.objects.none()
    return visible_to(actor).filter(_owed_by(actor))


def _owed_by(actor: Actor) -> Q:
    stands_in = Q(officer__role=Role.LIAISON, officer__area__in=actor.areas(Role.DEPUTY))
    return Q(officer__in=_posts_of(actor)) | stands_in


def late_of(actor: Actor, at: datetime) -> QuerySet[Task]:
    """The tasks of this actor's posts that are late, the longest first."""
    return of_posts(actor).filter(stage__in=OPEN, due_on__lt=today(at)).order_by("due_on", "pk")


def to_confirm(actor: Actor) -> list[Task]:
    """The completed tasks of which this actor may say whether they hold, without those of which a resident says so."""
    return [task for task in asked_of(actor)[:MOST_ASKED] if not has_asker(task)]


def before(actor: Actor) -> list[Problem]:
    """What waits for this actor's word: questions on its tasks, and problems that lie before one of its posts."""
    if actor.person is None:
        return []
    asked = Q(kind=Problem.Kind.QUESTION, task__in=of_posts(actor).order_by().values("pk"))
    laid = Q(escalations__to__in=_posts_of(actor))
    waiting = problems_visible_to(actor).filter(asked | laid, resolved_at=None)
    return list(waiting.distinct().prefetch_related(Prefetch("escalations", queryset=_turned_to()))[:MOST_ASKED])


def asked_of(actor: Actor) -> QuerySet[Task]:
    """The completed tasks of which this actor may say for the community whether they hold, the oldest first.

    Tasks that came from what a resident said are left out by whoever shows them: that resident is asked.
    """
    areas = {key for role in COMMUNITY for key in actor.areas(role)}
    waiting = visible_to(actor).filter(area__in=areas, stage__in=[Stage.COMPLETED, Stage.UNCONFIRMED])
    return waiting.order_by("completed_at", "pk")


def silent(at: datetime) -> QuerySet[Task]:
    """The completed tasks of which nobody has said for three weeks whether they hold, the oldest first."""
    waiting = Task.objects.filter(stage=Stage.COMPLETED, completed_at__lte=at - SILENCE)
    return waiting.order_by("completed_at", "pk")


def commander_of(area: Area) -> tuple[Area, str]:
    """Where the commander's post stands that answers for this area: the nearest one, upwards from the area."""
    chain = places.lineage(area)
    posts = {post.area_id for post in places.posts().filter(role=Role.COMMANDER, area__in=[one.pk for one in chain])}
    return next((one for one in chain if one.pk in posts), chain[min(1, len(chain) - 1)]), Role.COMMANDER


def _posts_of(actor: Actor) -> QuerySet[Tenure]:
    held = Tenure.objects.filter(person=actor.person, until=None).order_by()
    return held.values("post")  # type: ignore[return-value]


def late(area: Area | None, at: datetime) -> QuerySet[Task]:
    """What is late today, in an area or everywhere, the longest first."""
    everywhere = with_notes(visible_to_all()) if area is None else of_area(area, VISITOR)
    late_ones = everywhere.filter(stage__in=OPEN, completed_at=None, due_on__lt=today(at))  # the index is partial
    return late_ones.order_by("due_on", "pk")


def visible_to_all() -> QuerySet[Task]:
    """What a visitor sees."""
    return visible_to(VISITOR)


def completed_lately(area: Area | None, count: int) -> QuerySet[Task]:
    """The tasks completed last, newest first."""
    tasks = visible_to_all() if area is None else of_area(area, VISITOR)
    return tasks.filter(stage__in=DONE).order_by("-completed_at", "-pk")[:count]


def for_feedback(area: Area, actor: Actor, since: datetime, at: datetime) -> QuerySet[Task]:
    """What a meeting hears about: what was not done at the last one; by date, what is completed by now last."""
    fresh = Q(completed_at=None) | Q(completed_at__gte=since)
    tasks = visible_to(actor).filter(fresh, area__in=places.below(area), put_at__lte=at)
    return tasks.order_by(F("completed_at").asc(nulls_first=True), "due_on", "pk")


def of_origin(ref: Ref) -> QuerySet[Task]:
    """The tasks made from one thing of another app, oldest first."""
    return visible_to_all().filter(origin_kind=ref.kind, origin_key=ref.key).order_by("pk")


def areas_served(actor: Actor) -> list[Area]:
    """The areas in which the actor may put a task on the chart, in order."""
    keys = {key for role in POLICE for key in actor.areas(role)}
    return [area for area in places.areas() if area.pk in keys]


def has_open_questions(task: Task) -> bool:
    """Whether somebody still waits for an answer about the task."""
    return Problem.objects.filter(task=task, kind=Problem.Kind.QUESTION, resolved_at=None).exists()


def is_silent(task: Task) -> bool:
    """Whether the task is completed now, and nobody has said anything of it."""
    return Task.objects.filter(pk=task.pk, stage=Stage.COMPLETED).exists()


def escalated(task: Task) -> list[Problem]:
    """The problems of a task that lie before somebody and are not resolved."""
    waiting = Problem.objects.filter(task=task, resolved_at=None, escalations__isnull=False)
    return list(waiting.distinct().order_by("pk"))


def asked_outside(task: Task) -> list[Problem]:
    """Of these, the ones that lie before an office outside: the officer's post of the task owes to ask there."""
    lasts = {problem: problem.escalations.order_by("-at", "-pk").first() for problem in escalated(task)}
    return [problem for problem, last in lasts.items() if last is not None and last.outside]


def next_step(task: Task) -> str:
    """What happens next, in a sentence."""
    if task.stage == Stage.COMPLETED and has_asker(task):
        return _("Whoever raised it says whether it is solved, or it is open again.")
    return str(NEXT[Stage(task.stage)])


def in_words(task: Task, act: Act) -> str:
    """What stands now of that which this act changes, to compare with what somebody else wrote meanwhile."""
    if act is Act.REWORD:
        return task.title
    if act is Act.HAND_OVER:
        return hands_in_words(task.officer.role, task.contact.role)
    return dates.words(task.due_on, "day")


def hands_in_words(officer: str, contact: str) -> str:
    """Two posts, by their roles."""
    return f"{roles.label(officer)}, {roles.label(contact)}"
