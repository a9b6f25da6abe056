"""Who may do what to a task, at each stage, for everyone in the cast."""

from __future__ import annotations

import pytest

from openbeat.apps.progress.lifecycle import Act, Stage, Words
from openbeat.apps.progress.policies import POLICY, escalate_verdict, resolve_verdict
from openbeat.apps.progress.services import problems
from openbeat.apps.progress.tests.makers import NOON, a_task
from openbeat.core.hooks import origins
from openbeat.core.hooks.origins import Origin
from openbeat.core.people import services as people
from openbeat.core.people.demo import BUILDER
from openbeat.core.people.roles import Role
from openbeat.core.places import services as places
from openbeat.kit.actors import program
from openbeat.kit.refs import Ref
from tests.cast import Cast

PLANNED, UNDER_WAY, COMPLETED, CONFIRMED = Stage.PLANNED, Stage.UNDER_WAY, Stage.COMPLETED, Stage.CONFIRMED
UNCONFIRMED = Stage.UNCONFIRMED
EVERYONE = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
POLICE = "lee lena cora"

MAY = {
    (Act.START, PLANNED): POLICE,
    (Act.REWORD, PLANNED): POLICE,
    (Act.REWORD, UNDER_WAY): POLICE,
    (Act.SLIP, PLANNED): POLICE,
    (Act.SLIP, UNDER_WAY): POLICE,
    (Act.HAND_OVER, PLANNED): POLICE,
    (Act.HAND_OVER, UNDER_WAY): POLICE,
    (Act.NOTE, PLANNED): f"{POLICE} carl",
    (Act.NOTE, UNDER_WAY): f"{POLICE} carl",
    (Act.ASK, PLANNED): "carl",
    (Act.ASK, UNDER_WAY): "carl",
    (Act.ASK, COMPLETED): "carl",
    (Act.ASK, CONFIRMED): "carl",
    (Act.STEP, PLANNED): POLICE,
    (Act.STEP, UNDER_WAY): POLICE,
    (Act.COMPLETE, PLANNED): POLICE,
    (Act.COMPLETE, UNDER_WAY): POLICE,
    (Act.ASSESS, COMPLETED): f"{POLICE} carl",
    (Act.ASSESS, UNCONFIRMED): f"{POLICE} carl",
    (Act.ASSESS, CONFIRMED): f"{POLICE} carl",
    (Act.CONFIRM, COMPLETED): "carl",
    (Act.CONFIRM, UNCONFIRMED): "carl",
    (Act.REOPEN, UNCONFIRMED): f"{POLICE} carl",
    (Act.ASK, UNCONFIRMED): "carl",
    (Act.REOPEN, COMPLETED): f"{POLICE} carl",
    (Act.REOPEN, CONFIRMED): f"{POLICE} carl",
}
ON_TASKS = [act for act in Act if act not in {Act.PUT, Act.RESOLVE, Act.ESCALATE}]


def allowed(cast: Cast, act: Act, thing: object) -> set[str]:
    return {name for name in EVERYONE if POLICY.verdict(cast[name], act, thing)}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("act", ON_TASKS)
def test_only_these_people_may_act_at_each_stage(cast: Cast, act: Act, stage: Stage) -> None:
    assert allowed(cast, act, a_task(cast, stage)) == set(MAY.get((act, stage), "").split())


def test_only_the_police_of_an_area_put_tasks_on_its_chart(cast: Cast) -> None:
    assert allowed(cast, Act.PUT, cast.beat) == {"lee", "lena", "cora"}
    assert allowed(cast, Act.PUT, cast.other) == {"lou", "cora"}


def test_only_the_clock_lets_a_task_lapse(cast: Cast) -> None:
    rule = program("three weeks of silence")

    assert POLICY.verdict(rule, Act.LAPSE, a_task(cast, COMPLETED))
    assert str(POLICY.verdict(cast.lee, Act.LAPSE, a_task(cast, COMPLETED)).reason).startswith("Only the clock")
    assert not POLICY.verdict(rule, Act.LAPSE, a_task(cast))


def test_whoever_takes_part_escalates_a_problem_but_no_question(cast: Cast) -> None:
    task = a_task(cast)
    problem = problems.note(task, words=Words("No lamp is in store.", "en"), remover="", by=cast.lee, at=NOON)
    question = problems.ask(task, words=Words("When?", "en"), by=cast.carl, at=NOON)

    may = {name for name in EVERYONE if escalate_verdict(cast[name], problem)}
    problem = problems.resolve(problem, words=Words("They came.", "en"), by=cast.lee, at=NOON)

    assert may == {"lee", "lena", "cora", "carl"}
    assert str(escalate_verdict(cast.lee, question).reason) == "A question is answered, not escalated."
    assert str(escalate_verdict(cast.lee, problem).reason) == "This was resolved already."


def test_a_refusal_says_why(cast: Cast) -> None:
    task = a_task(cast, COMPLETED)

    reasons = {act: str(POLICY.verdict(cast.lee, act, task).reason) for act in (Act.CONFIRM, Act.COMPLETE, Act.SLIP)}

    assert reasons == {
        Act.CONFIRM: "The police do not confirm their own work: the block contact or the chair of this area does.",
        Act.COMPLETE: "This task is completed already.",
        Act.SLIP: "This task is completed. Open it again first.",
    }
    assert str(POLICY.verdict(cast.noor, Act.CONFIRM, task).reason) == (
        "Only the block contact or the chair of this area may do this."
    )


def test_an_officer_answers_for_a_task_that_was_given_to_that_post_and_for_no_other(cast: Cast) -> None:
    people.appoint(cast.imani, places.post(cast.beat, Role.OFFICER), by=BUILDER, at=NOON)
    cast.imani.__dict__.pop("held", None)

    own, other = a_task(cast, officer=Role.OFFICER), a_task(cast)

    assert POLICY.verdict(cast.imani, Act.COMPLETE, own)
    assert not POLICY.verdict(cast.imani, Act.COMPLETE, other)
    assert not POLICY.verdict(cast.imani, Act.HAND_OVER, own)


def test_what_a_resident_raised_is_confirmed_by_that_resident_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Origin("x.thing", lambda _keys, _actor: [], done=lambda _key, **_facts: None)
    monkeypatch.setitem(origins._OFFERED, "x.thing", asked)
    alone, raised = a_task(cast, COMPLETED), a_task(cast, COMPLETED, origin=Ref("x.thing", "7"))
    rule = program("the person who raised it said so")

    assert POLICY.verdict(cast.carl, Act.CONFIRM, alone)
    refused = POLICY.verdict(cast.carl, Act.CONFIRM, raised)
    assert not refused
    assert str(refused.reason) == "This task comes from what a resident said: that person says whether it is solved."
    assert POLICY.verdict(cast.carl, Act.CONFIRM, a_task(cast, COMPLETED, origin=Ref("x.other", "7")))
    assert POLICY.verdict(rule, Act.CONFIRM, raised)
    assert not POLICY.verdict(rule, Act.CONFIRM, alone)


def test_the_police_resolve_a_problem_and_once_only(cast: Cast) -> None:
    task = a_task(cast)
    problem = problems.note(task, words=Words("No lamp is in store.", "en"), remover="", by=cast.carl, at=NOON)

    before = {name for name in EVERYONE if resolve_verdict(cast[name], problem)}
    problem = problems.resolve(problem, words=Words("They came.", "en"), by=cast.lee, at=NOON)

    assert before == {"lee", "lena", "cora"}
    assert str(resolve_verdict(cast.lee, problem).reason) == "This was resolved already."


def test_where_an_app_hears_of_the_work_but_asks_nobody_the_community_confirms(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Origin("x.thing", lambda _keys, _actor: [], done=lambda _key, **_facts: None, asks=False)
    monkeypatch.setitem(origins._OFFERED, "x.thing", heard)

    assert POLICY.verdict(cast.carl, Act.CONFIRM, a_task(cast, COMPLETED, origin=Ref("x.thing", "7")))
