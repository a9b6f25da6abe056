"""Who is told about a task, and what the search may find of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import lazy

from openbeat.apps.progress import notices, queries
from openbeat.core.hooks.texts import Quote
from openbeat.core.notices import services as outbox
from openbeat.core.people import queries as people
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.core.web import dates
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.progress.models import Tactic, Task
    from openbeat.core.notices.notice import Notice
    from openbeat.core.places.models import Post
    from openbeat.kit.actors import Actor


def given(task: Task, *, by: Actor, at: datetime) -> None:
    """Tell whoever is responsible now."""
    _tell(notices.GIVEN, task, task.officer, by=by, at=at, due=task.due_on)


def asked(task: Task, due: datetime, *, by: Actor, at: datetime) -> None:
    """Tell whoever is responsible that the community asks."""
    _tell(notices.ASKED, task, task.officer, by=by, at=at, due=queries.today(due))


def slipped(task: Task, *, by: Actor, at: datetime) -> None:
    """Tell the community's contact that the date changed."""
    _tell(notices.SLIPPED, task, task.contact, by=by, at=at, due=task.due_on)


def completed(task: Task, *, by: Actor, at: datetime) -> None:
    """Ask the community's contact whether it holds."""
    _tell(notices.COMPLETED, task, task.contact, by=by, at=at, due=task.due_on)


def unconfirmed(task: Task, *, by: Actor, at: datetime) -> None:
    """Tell the community's contact that three weeks of silence are over."""
    _tell(notices.UNCONFIRMED, task, task.contact, by=by, at=at, due=task.due_on)


def escalated(task: Task, to: Post, due: datetime, *, by: Actor, at: datetime) -> None:
    """Tell whoever holds the post to which a problem was escalated."""
    _tell(notices.ESCALATED, task, to, by=by, at=at, due=queries.today(due))


def reason_owed(tactic: Tactic, to: Post, due: datetime, *, at: datetime) -> None:
    """Tell whoever holds the post that a published reason is owed."""
    day = lazy(dates.words, str)(queries.today(due), "day")
    for person in people.holders(to, at):
        outbox.tell(notices.REASON_OWED, person, about=tactic, at=at, area=tactic.area.name, due=day)


def findable(task: Task, at: datetime) -> Task:
    """Let a visitor find the task by its words, and by what was done in the language in which that was written."""
    url = task.get_absolute_url()
    docs = [Doc(task.title, "", task.language, url, task.area_id, at)]
    if task.outcome:
        docs = [doc for doc in docs if task.outcome_language != task.language]
        docs.append(Doc(task.title, task.outcome, task.outcome_language, url, task.area_id, at))
    search.put(Ref.of(task), *docs)
    return task


def _tell(notice: Notice, task: Task, post: Post, *, by: Actor, at: datetime, due: date) -> None:
    """Tell all who hold the post, but never somebody of what they did themselves."""
    day = lazy(dates.words, str)(due, "day")  # said in each reader's language
    for person in people.holders(post, at):
        if by.person is None or person.pk != by.person.pk:
            outbox.tell(notice, person, about=task, at=at, title=Quote.of(task, "title"), area=task.area.name, due=day)
