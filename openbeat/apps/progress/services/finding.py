"""What can be found of tasks and of what was tried, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.progress.queries import tried_visible_to, visible_to_all
from openbeat.apps.progress.services import learning, letters
from openbeat.core.hooks.texts import numbers
from openbeat.kit.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_anew(keys: Sequence[str]) -> None:
    """Let these tasks, and what was tried on them, be found by what is said of them now, in each of its languages."""
    for task in visible_to_all().filter(pk__in=numbers(keys)):
        letters.findable(task, task.completed_at or task.started_at or task.put_at)
    for tried in tried_visible_to(VISITOR).filter(task__in=numbers(keys)):
        learning.findable(tried, tried.task)


def find_tried_anew(keys: Sequence[str]) -> None:
    """The same for the last words on what was tried."""
    for tried in tried_visible_to(VISITOR).filter(pk__in=numbers(keys)):
        learning.findable(tried, tried.task)
