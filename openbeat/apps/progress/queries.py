"""Every read of the chart: which tasks, in which order, and whom they name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from openbeat.apps.progress.lifecycle import DONE, NEXT, OPEN, Act, Stage
from openbeat.apps.progress.models import Problem, Task
from openbeat.apps.progress.policies import POLICE, has_asker
from openbeat.core.department import queries as department
from openbeat.core.department.services import END_OF_DAY
from openbeat.core.hooks import origins, roles
from openbeat.core.ledger import queries as ledger
from openbeat.core.loop import queries as loop
from openbeat.core.people import queries as people
from openbeat.core.people.models import Tenure
from openbeat.core.places import queries as places
from openbeat.core.web import dates
from openbeat.core.web.moments import Moment
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.hooks.origins import Card
    from openbeat.core.places.models import Area, Post
    from openbeat.kit.actors import Actor

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
        .select_related("task")
        .order_by("at", "pk")
    )


def with_notes(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The same tasks with their changed dates and problems, for a chart."""
    return tasks.prefetch_related("slips", "problems", "reopenings")


def of_area(area: Area, actor: Actor) -> QuerySet[Task]:
    """The tasks of an area and of what lies in it: what is open by date, then what is done, newest first."""
    return (
        visible_to(actor)
        .filter(area__in=places.below(area))
        .order_by(F("completed_at").desc(nulls_first=True), "due_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for on the chart of all areas."""

    area: Area | None = None
    state: str = ""  # open, late, done
    who: str = ""  # a role, or "mine"
    sort: str = "due"


def found(wish: Wish, actor: Actor, at: datetime) -> QuerySet[Task]:
    """The tasks that fit, in the order wished for."""
    tasks = of_area(wish.area, actor) if wish.area else visible_to(actor)
    if wish.state == "late":
        tasks = tasks.filter(stage__in=OPEN, due_on__lt=today(at))
    elif wish.state in {"open", "done"}:
        tasks = tasks.filter(stage__in=OPEN if wish.state == "open" else DONE)
    if wish.who == "mine":
        tasks = tasks.filter(officer__in=_posts_of(actor)) if actor.person else tasks.none()
    elif wish.who:
        tasks = tasks.filter(officer__role=wish.who)
    return tasks.order_by(*SORTS.get(wish.sort, SORTS["due"]))


def _posts_of(actor: Actor) -> QuerySet[Tenure]:
    held = Tenure.objects.filter(person=actor.person, until=None).order_by()
    return held.values("post")  # type: ignore[return-value]


def late(area: Area | None, at: datetime) -> QuerySet[Task]:
    """What is late today, in an area or everywhere, the longest first."""
    everywhere = with_notes(visible_to_all()) if area is None else of_area(area, VISITOR)
    return everywhere.filter(stage__in=OPEN, due_on__lt=today(at)).order_by("due_on", "pk")


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


@dataclass(frozen=True, slots=True)
class Who:
    """A post as it is shown in public: by its role, and by the name its holder chose to show, if any."""

    post: Post
    label: str
    name: str
    vacant: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A task as a line of the chart: with who is responsible, in words, and what it came from."""

    task: Task
    officer: Who
    contact: Who
    origin: Card | None


def rows(tasks: Iterable[Task], actor: Actor, at: datetime) -> list[Row]:
    """Lines of the chart for these tasks: one query for all names, one for each kind of origin."""
    tasks = list(tasks)
    posts = {post.pk: post for task in tasks for post in (task.officer, task.contact)}
    who = whos(posts, at)
    cards = origins.cards((task.origin for task in tasks if task.origin), actor)
    return [
        Row(task, who[task.officer_id], who[task.contact_id], cards.get(task.origin) if task.origin else None)
        for task in tasks
    ]


def whos(posts: dict[int, Post], at: datetime) -> dict[int, Who]:
    """How each of these posts is shown in public, with one query."""
    holders = people.holders_of(list(posts), at) if posts else {}
    return {key: _who(post, [person.name_public for person in holders[key]]) for key, post in posts.items()}


def _who(post: Post, names: list[str]) -> Who:
    shown = ", ".join(name for name in names if name)
    return Who(post, str(roles.label(post.role)), shown, vacant=not names)


def areas_served(actor: Actor) -> list[Area]:
    """The areas in which the actor may put a task on the chart, in order."""
    keys = {key for role in POLICE for key in actor.areas(role)}
    return [area for area in places.areas() if area.pk in keys]


def has_open_questions(task: Task) -> bool:
    """Whether somebody still waits for an answer about the task."""
    return Problem.objects.filter(task=task, kind=Problem.Kind.QUESTION, resolved_at=None).exists()


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
    told = [*_acts(task), *_slips(task), *_problems(task), *_endings(task)]
    return sorted(told, key=lambda moment: moment.at)


def _acts(task: Task) -> Iterable[Moment]:
    said = {
        Act.PUT: _("Put on the chart"),
        Act.START: _("The work began"),
        Act.HAND_OVER: _("Handed over"),
        Act.CONFIRM: _("Confirmed: it is solved"),
    }
    for entry in ledger.of(Ref.of(task)):
        if entry.act in said:
            yield Moment(entry.at, said[Act(entry.act)], kind="ok" if entry.act == Act.CONFIRM else "")


def _slips(task: Task) -> Iterable[Moment]:
    for slip in task.slips.all():
        facts = {"was": dates.words(slip.was, "day"), "now": dates.words(slip.now, "day")}
        words = _("The date moved from %(was)s to %(now)s") % facts
        yield Moment(
            slip.at, words, text=slip.reason, language=slip.language, kind="late" if slip.now > slip.was else ""
        )


def _problems(task: Task) -> Iterable[Moment]:
    for problem in task.problems.all():
        asked = problem.kind == Problem.Kind.QUESTION
        words = _("A question") if asked else _("A problem was noted")
        by = _("by %(side)s") % {"side": problem.get_side_display()}
        yield Moment(problem.at, words, by=by, text=problem.words, language=problem.language)
        if problem.resolved_at:
            words = _("The question was answered") if asked else _("The problem was removed")
            yield Moment(problem.resolved_at, words, text=problem.resolution, language=problem.resolution_language)


def _endings(task: Task) -> Iterable[Moment]:
    for again in task.reopenings.all():
        yield Moment(again.completed_at, _("Completed"), text=again.outcome, language=again.outcome_language)
        words = (
            _("Open again: it was not solved")
            if again.reason
            else _("Open again: whoever raised it says that it is not solved")
        )
        yield Moment(again.at, words, text=again.reason, language=again.language, kind="late")
    if task.completed_at:
        yield Moment(task.completed_at, _("Completed"), text=task.outcome, language=task.outcome_language, kind="ok")
