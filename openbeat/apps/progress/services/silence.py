"""Three weeks of silence count as "not confirmed", and never as a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Act
from openbeat.apps.progress.policies import has_asker
from openbeat.apps.progress.services import letters
from openbeat.apps.progress.services.holding import lock, move
from openbeat.kit.actors import program
from openbeat.kit.policy import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.apps.progress.models import Task

RULE = program("three weeks of silence")


@transaction.atomic
def lapse(task: Task, *, at: datetime) -> Task:
    """Say on the chart that nobody confirmed a completed task; raises Refused where somebody did meanwhile."""
    task = lock(task, Act.LAPSE, RULE)
    task.unconfirmed_at = at
    task = move(task, Act.LAPSE, by=RULE, at=at)
    if not has_asker(task):
        letters.unconfirmed(task, by=RULE, at=at)
    return task


def lapse_all(*, at: datetime) -> int:
    """Let all lapse of which nobody has said anything for three weeks; gives how many. A second run finds none."""
    done = 0
    for task in queries.silent(at):
        try:
            lapse(task, at=at)
        except Refused:  # somebody confirmed it, or opened it again, while this ran
            continue
        done += 1
    return done
