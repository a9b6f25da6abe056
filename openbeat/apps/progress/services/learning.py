"""What the work found: the steps of problem solving, what was tried, and whether it worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openbeat.apps.progress.lifecycle import Act, Result, Sara, Words, Worked
from openbeat.apps.progress.models import SaraStep, Task, Tried
from openbeat.apps.progress.policies import side_of
from openbeat.apps.progress.services.holding import lock, save
from openbeat.core.ledger import services as ledger
from openbeat.core.search import services as search
from openbeat.core.search.services import Doc
from openbeat.kit.policy import Refused
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from datetime import datetime

    from openbeat.kit.actors import Actor


@transaction.atomic
def step(task: Task, *, to: str, found: Words, by: Actor, at: datetime) -> Task:
    """Go to another step of problem solving, on or back, and say in a sentence what was found. Raises Refused."""
    task = lock(task, Act.STEP, by)
    if to == task.sara:
        raise Refused(_("It stands at this step already."))
    SaraStep.objects.create(task=task, was=task.sara, now=to, found=found.text, language=found.language, at=at)
    was, task.sara = task.sara, Sara(to)
    save(task, "sara")
    ledger.record(Act.STEP, task, by=by, at=at, was=was, now=str(to))
    return task


@transaction.atomic
def assess(task: Task, result: Result, *, by: Actor, at: datetime) -> Tried:
    """Say of a completed task what was tried and whether it worked; what was said before stays on its page."""
    task = lock(task, Act.ASSESS, by)
    return write_down(task, result, by=by, at=at)


def write_down(task: Task, result: Result, *, by: Actor, at: datetime) -> Tried:
    """Keep what was tried, in the caller's transaction, and let it be found in every beat. Raises Refused."""
    if result.worked in {Worked.IN_PART, Worked.NO} and not result.why:
        raise Refused(_("Where it did not work, or only in part, say why: others learn from it."))
    for earlier in Tried.objects.filter(task=task, newest=True):
        search.drop(Ref.of(earlier))
    Tried.objects.filter(task=task, newest=True).update(newest=False)
    words, said = result.words, {"field": result.field, "worked": result.worked, "why": result.why}
    tried = Tried.objects.create(
        task=task, words=words.text, language=words.language, side=side_of(by, task), at=at, **said
    )
    ledger.record(Act.ASSESS, task, by=by, at=at, field=str(result.field), worked=str(result.worked))
    return findable(tried, task)


def findable(tried: Tried, task: Task) -> Tried:
    """Let what was tried on a task be found in every beat."""
    body = "\n\n".join(text for text in (task.title, tried.words, tried.why) if text)
    doc = Doc(task.title, body, tried.language, task.get_absolute_url(), task.area_id, tried.at)
    search.put(Ref.of(tried), doc, also=[Ref.of(task)])
    return tried
