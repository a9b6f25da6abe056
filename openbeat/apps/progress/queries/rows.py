"""A task as a line of the chart: whom it names, where it comes from, which tactics belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from openbeat.apps.progress.models import Tactic, Task
from openbeat.apps.progress.queries.tactics import of_refs
from openbeat.core.hooks import origins, roles
from openbeat.core.people import queries as people
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.hooks.origins import Card
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor


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
    tactics: tuple[Tactic, ...] = ()


def rows(tasks: Iterable[Task], actor: Actor, at: datetime) -> list[Row]:
    """Lines of the chart for these tasks: one query for all names, one for all tactics, one for each kind of origin."""
    tasks = list(tasks)
    posts = {post.pk: post for task in tasks for post in (task.officer, task.contact)}
    who = whos(posts, at)
    cards = origins.cards((task.origin for task in tasks if task.origin), actor)
    tactics = of_refs([ref for task in tasks for ref in about(task, cards)])
    return [
        Row(
            task,
            who[task.officer_id],
            who[task.contact_id],
            cards.get(task.origin) if task.origin else None,
            tuple(tactic for ref in about(task, cards) for tactic in tactics[ref]),
        )
        for task in tasks
    ]


def about(task: Task, cards: dict[Ref, Card]) -> list[Ref]:
    """What tactics for a task may be about: the task, and what it was made from where this can be seen."""
    return [Ref.of(task), *([task.origin] if task.origin in cards else [])]


def whos(posts: dict[int, Post], at: datetime) -> dict[int, Who]:
    """How each of these posts is shown in public, with one query."""
    holders = people.holders_of(list(posts), at) if posts else {}
    return {key: _who(post, [person.name_public for person in holders[key]]) for key, post in posts.items()}


def _who(post: Post, names: list[str]) -> Who:
    shown = ", ".join(name for name in names if name)
    return Who(post, str(roles.label(post.role)), shown, vacant=not names)
