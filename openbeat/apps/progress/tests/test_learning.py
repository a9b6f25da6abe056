"""What the work on a task found: steps of problem solving, and whether what was tried worked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.apps.progress import queries
from openbeat.apps.progress.lifecycle import Field, Result, Sara, Stage, Words, Worked
from openbeat.apps.progress.models import SaraStep, Tried
from openbeat.apps.progress.queries import Sought
from openbeat.apps.progress.services import learning, tasks
from openbeat.apps.progress.tests.makers import DONE, NOON, a_task
from openbeat.core.search import queries as search
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Refused
from tests.cast import Cast

if TYPE_CHECKING:
    from django.test import Client

LATER = NOON + timedelta(days=9)
FOUND = Words("Seven of nine thefts were at the dark end.", "en")


def result(worked: Worked = Worked.YES, why: str = "", words: str = "Brighter lamps and a hedge cut low") -> Result:
    return Result(Words(words, "en"), Field.LIGHTS, worked, why)


def test_each_step_keeps_a_sentence_of_what_was_found(cast: Cast) -> None:
    task = a_task(cast)

    task = learning.step(task, to=Sara.ANALYSIS, found=FOUND, by=cast.lee, at=LATER)
    task = learning.step(task, to=Sara.SCANNING, found=FOUND, by=cast.lee, at=LATER)

    assert task.sara == Sara.SCANNING
    assert [(step.was, step.now) for step in SaraStep.objects.order_by("pk")] == [
        ("scanning", "analysis"),
        ("analysis", "scanning"),
    ]
    with pytest.raises(Refused, match="stands at this step already"):
        learning.step(task, to=Sara.SCANNING, found=FOUND, by=cast.lee, at=LATER)


def test_completing_says_what_was_tried_and_it_is_found_in_every_beat(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)
    facts = {"words": "Done.", "language": "en", "version": task.version, "tried": "Brighter lamps", "field": "lights"}

    client.post(
        f"/progress/{task.pk}/complete/", {**facts, "worked": "in_part", "why": "Only the bulbs were the cause."}
    )

    tried = Tried.objects.get()
    assert (tried.words, tried.field, tried.worked, tried.side) == ("Brighter lamps", "lights", "in_part", "police")
    for wish, count in (
        (Sought(words="bulbs"), 1),
        (Sought(words="giraffe"), 0),
        (Sought(field="lights", worked="in_part"), 1),
        (Sought(worked="yes"), 0),
        (Sought(area=cast.other), 0),
        (Sought(area=cast.district), 1),
    ):
        assert queries.sought(wish, VISITOR).count() == count


def test_where_it_did_not_work_somebody_says_why(client: Client, cast: Cast) -> None:
    task = a_task(cast)
    client.force_login(cast.lee)
    facts = {"words": "Done.", "language": "en", "version": task.version, "worked": "no"}

    refused = client.post(f"/progress/{task.pk}/complete/", facts)
    with pytest.raises(Refused, match="say why: others learn from it"):
        learning.write_down(task, result(Worked.NO), by=cast.lee, at=LATER)

    assert refused.status_code == 422
    assert "say why: others learn from it" in refused.text
    assert Tried.objects.count() == 0


def test_a_later_word_stands_beside_the_earlier_one_and_is_the_one_that_is_found(cast: Cast) -> None:
    task = a_task(cast)
    task = tasks.complete(task, outcome=DONE, version=task.version, by=cast.lee, at=LATER, result=result(Worked.EARLY))

    learning.assess(task, result(Worked.NO, "The thefts moved one street on."), by=cast.carl, at=LATER)

    assert [(one.worked, one.side, one.newest) for one in Tried.objects.order_by("pk")] == [
        ("early", "police", False),
        ("no", "community", True),
    ]
    assert [one.worked for one in queries.sought(Sought(words="hedge"), VISITOR)] == ["no"]
    assert search.keys("hedge", "progress.tried") == [str(Tried.objects.get(newest=True).pk)]


def test_what_came_back_after_it_was_called_a_success_says_so(cast: Cast) -> None:
    task = a_task(cast)
    task = tasks.complete(task, outcome=DONE, version=task.version, by=cast.lee, at=LATER, result=result())
    tasks.reopen(task, why=Words("Dark again.", "en"), by=cast.carl, at=LATER + timedelta(days=3))

    [tried] = queries.sought(Sought(), VISITOR)
    assert tried.came_back is True  # type: ignore[attr-defined]


def test_an_open_task_is_not_judged_yet(cast: Cast) -> None:
    with pytest.raises(Refused, match="when the task is completed"):
        learning.assess(a_task(cast, Stage.UNDER_WAY), result(), by=cast.lee, at=LATER)
