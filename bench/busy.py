"""A busy area: 2,000 concerns and 60 tasks, half of them with a changed date, a problem and a tactic."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from openbeat.apps.concerns.models import Concern
from openbeat.apps.progress.lifecycle import Proposal, Words
from openbeat.apps.progress.models import Task
from openbeat.apps.progress.services import problems, tactics, tasks
from openbeat.core.hooks.chart import Wanted
from openbeat.core.people.roles import Role
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.core.places.models import Area

CONCERNS, TASKS = 2_000, 60
OFFICER = program("bench", Role.LIAISON)


def fill(area: Area, at: datetime) -> None:
    """Bring an area to exactly so many tasks, and to at least so many concerns (in bulk: only reading is measured)."""
    lacking = max(CONCERNS - Concern.objects.filter(area=area).count(), 0)
    Concern.objects.bulk_create(
        [
            Concern(
                area=area,
                category="traffic",
                language="en",
                title=f"Cars race on corner {number}",
                story="Every night since May. People cross the road there.",
                raised_at=at - timedelta(minutes=number),
                looked_at=at,
                due_at=at + timedelta(days=10),
            )
            for number in range(lacking)
        ],
        batch_size=500,
    )
    for number in range(TASKS - Task.objects.filter(area=area).count()):
        _task(area, number, at)


def _task(area: Area, number: int, at: datetime) -> None:
    day = at.date() + timedelta(days=7 + number % 30)
    task = tasks.put(Wanted(f"Light corner {number}", "en", area, day), by=OFFICER, at=at)
    if number % 2:
        why = Words("The lamps came late.", "en")
        to = day + timedelta(days=9)
        task = tasks.slip(task, to=to, why=why, version=task.version, by=OFFICER, at=at)
        problems.note(task, words=Words("No lamp is in store.", "en"), remover="Public Works", by=OFFICER, at=at)
        proposal = Proposal(area, Ref.of(task), "lights", Words("Brighter lamps", "en"))
        tactics.propose(proposal, by=OFFICER, at=at)
