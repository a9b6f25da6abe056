"""What every act on a task begins and ends with: hold it, ask the rules, keep the change, write it into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import LIFECYCLE, Act
from openbeat.apps.progress.policies import POLICY
from openbeat.core.ledger import services as ledger
from openbeat.kit.policy import Conflict, Refused

if TYPE_CHECKING:
    from datetime import date, datetime

    from openbeat.apps.progress.models import Task
    from openbeat.kit.actors import Actor

MOVED = (
    "stage", "started_at", "starts_on", "due_on", "completed_at", "outcome", "outcome_language", "unconfirmed_at",
    "confirmed_at",
)  # fmt: skip


def lock(task: Task, act: Act, by: Actor, version: int | None = None) -> Task:
    """The task as it stands, held until the act is done; raises Refused, or Conflict for an older version."""
    task = queries.visible_to(by).select_for_update(of=("self",)).get(pk=task.pk)
    POLICY.require(by, act, task)
    if version is not None and version != task.version:
        raise Conflict(queries.in_words(task, act), task.version)
    return task


def move(task: Task, act: Act, *, by: Actor, at: datetime) -> Task:
    """Bring the task to the stage to which this act leads, with all that changed, on record."""
    task.stage = LIFECYCLE.after(act)
    save(task, *MOVED)
    ledger.record(act, task, by=by, at=at, stage=str(task.stage))
    return task


def save(task: Task, *names: str) -> None:
    """Keep what changed; whoever looked at the task before sees that it is another version now."""
    task.version += 1
    task.save(update_fields=["version", *names])


def from_today(day: date, at: datetime) -> None:
    """Raises Refused for a day that has passed."""
    if day < queries.today(at):
        raise Refused(_("Choose today or a later day: a date in the past cannot be promised."))


def in_order(start: date | None, due: date) -> None:
    """Raises Refused where the work would begin after it is promised to be done."""
    if start and start > due:
        raise Refused(_("The work begins before it is promised to be done."))
