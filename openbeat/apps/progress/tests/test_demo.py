"""The charts of the example town: made by the services, in the order of time, with what went wrong left in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openbeat.apps.progress import demo, queries
from openbeat.apps.progress.hooks import chart as hooks
from openbeat.apps.progress.lifecycle import SILENCE, Stage
from openbeat.apps.progress.models import Escalation, Problem, Reopening, SaraStep, Slip, Tactic, Task, Tried
from openbeat.apps.progress.services import tasks
from openbeat.apps.progress.tests.makers import NOON
from openbeat.core.hooks import origins
from openbeat.core.hooks.chart import Wanted
from openbeat.core.hooks.demo import Plan, Town
from openbeat.core.hooks.origins import Card, Origin
from openbeat.core.ledger.models import Entry
from openbeat.core.loop.models import Obligation
from openbeat.kit.refs import Ref
from tests.cast import Cast, a_cast

KEY = "x.thing"


@pytest.fixture
def town(db: None) -> Town:
    cast: Cast = a_cast(NOON - timedelta(days=560))
    return Town(now=NOON, size="town", cast=cast, areas=(cast.beat, cast.other))


@pytest.mark.slow
def test_the_town_has_tasks_that_are_done_late_open_slipped_and_opened_again(town: Town) -> None:
    demo.make(town)

    stages = set(Task.objects.order_by("pk").values_list("stage", flat=True))
    assert stages == {Stage.PLANNED, Stage.UNDER_WAY, Stage.UNCONFIRMED, Stage.CONFIRMED}
    assert queries.late(None, NOON).count() == 4
    assert Slip.objects.count() == 5
    assert Reopening.objects.count() == 2
    assert Problem.objects.exclude(resolved_at=None).count() == 5
    assert {task.language for task in Task.objects.order_by("pk")} == {"ar", "en", "es", "my"}


@pytest.mark.slow
def test_the_town_shows_what_was_hard(town: Town) -> None:
    demo.make(town)

    silent = list(Task.objects.filter(stage=Stage.UNCONFIRMED).order_by("pk"))
    assert all(task.unconfirmed_at == (task.completed_at or NOON) + SILENCE for task in silent)
    assert {bool(turned.outside) for turned in Escalation.objects.order_by("pk")} == {False, True}
    assert {step.now for step in SaraStep.objects.order_by("pk")} == {"analysis", "response"}
    assert {tried.worked for tried in Tried.objects.order_by("pk")} == {"yes", "in_part", "no", "early"}
    against = [tactic for tactic in Tactic.objects.order_by("pk") if tactic.used_at and tactic.is_unwanted]
    assert [(tactic.field, bool(tactic.reason), tactic.owes_reason) for tactic in against] == [("stops", True, False)]
    assert {tactic.stage for tactic in Tactic.objects.order_by("pk")} == {"proposed", "in_use"}


@pytest.mark.slow
def test_nothing_happened_after_now_and_nobody_did_what_they_may_not(town: Town) -> None:
    demo.make(town)

    newest = Entry.objects.order_by("-at").values_list("at", flat=True).first()
    assert newest is not None
    assert newest <= NOON
    confirmed = (
        Entry.objects.filter(kind="progress.task", act="confirm").order_by("pk").values_list("by__name", flat=True)
    )
    assert set(confirmed) == {"Carl Petersen", "Dora Quist", "Bea Norris", "Hal Osgood"}


@pytest.mark.slow
def test_a_task_of_another_app_goes_the_way_that_its_plan_says(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def answered(key: str, **_facts: object) -> None:
        done.append(key)

    def card(keys: object, actor: object) -> list[Card]:
        return [Card(Ref(KEY, "7"), "Cars race at night", "en", "/x/7/")]

    monkeypatch.setitem(origins._OFFERED, KEY, Origin(KEY, card, done=answered))
    put_at, due = NOON - timedelta(days=40), (NOON - timedelta(days=20)).date()
    wanted = Wanted("Two speed tables", "en", town.cast.beat, due, Ref(KEY, "7"))
    task = tasks.put(wanted, by=town.cast.lee, at=put_at)

    def solved() -> None:
        tasks.hear(Ref(KEY, "7"), solved=True, at=NOON)

    slip = (NOON - timedelta(days=25), due + timedelta(days=9), "The asphalt came late.")
    plan = Plan(NOON - timedelta(days=35), NOON - timedelta(days=12), "Built.", "en", slip, "No asphalt.", solved)
    town.plans[Ref.of(task)] = plan
    demo.make(town)

    task.refresh_from_db()
    assert (task.stage, task.outcome, done) == (Stage.CONFIRMED, "Built.", ["7"])
    assert Obligation.objects.get(key=task.pk, kind="progress.task").kept_at == plan.done_at
    story = hooks.story()
    assert story is not None
    assert (story.title, story.url) == ("Cars race at night", "/x/7/")
    assert [str(step.label) for step in story.steps] == ["Heard", "Owned", "Slipped, and why", "Answered", "Confirmed"]
    assert [step.words for step in story.steps][1:4] == ["Liaison officer, Carl P.", "The asphalt came late.", "Built."]
