"""One task of the cast's beat, at any stage."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import DONE as DONE_STAGES
from openbeat.apps.progress.lifecycle import Proposal, Stage, TacticStage, Words
from openbeat.apps.progress.services import silence, tactics, tasks
from openbeat.core.hooks.chart import Wanted
from openbeat.core.people.demo import NOON, Cast
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from openbeat.apps.progress.models import Tactic, Task

DONE = Words("Two lamps were replaced, and the tree was cut back.", "en")


def a_task(cast: Cast, stage: Stage = Stage.PLANNED, **facts: Any) -> Task:
    """A task of the cast's beat that stands at this stage; `facts` replace what was wanted."""
    wanted = {
        "title": "Light the path behind the school",
        "language": "en",
        "area": cast.beat,
        "due_on": queries.today(NOON) + timedelta(days=14),
        **facts,
    }
    task = tasks.put(Wanted(**wanted), by=cast.lee, at=NOON)
    if stage != Stage.PLANNED:
        task = tasks.start(task, by=cast.lee, at=NOON + timedelta(days=1))
    if stage in DONE_STAGES:
        at = NOON + timedelta(days=7)
        task = tasks.complete(task, outcome=DONE, version=task.version, by=cast.lee, at=at)
    if stage == Stage.UNCONFIRMED:
        task = silence.lapse(task, at=NOON + timedelta(days=28))
    if stage == Stage.CONFIRMED:
        task = tasks.confirm(task, by=cast.carl, at=NOON + timedelta(days=8))
    return task


def a_tactic(cast: Cast, stage: TacticStage = TacticStage.PROPOSED, about: Ref | None = None) -> Tactic:
    """A tactic for a task of the cast's beat (a new one where none is named) that stands at this stage."""
    words = Words("Stop and check cyclists at the bridge", "en")
    proposal = Proposal(cast.beat, about or Ref.of(a_task(cast)), "stops", words)
    tactic = tactics.propose(proposal, by=cast.lee, at=NOON)
    if stage == TacticStage.IN_USE:
        tactic = tactics.use(tactic, why=None, version=tactic.version, by=cast.lee, at=NOON)
    if stage == TacticStage.GIVEN_UP:
        tactic = tactics.give_up(tactic, by=cast.lee, at=NOON)
    return tactic
