"""Who may do what, at every stage, for everybody in the cast."""

from __future__ import annotations

import pytest

from openbeat.apps.concerns.lifecycle import Act, Look, Stage, Withheld
from openbeat.apps.concerns.models import Concern
from openbeat.apps.concerns.policies import POLICY, is_recorded
from openbeat.apps.concerns.tests.makers import a_concern
from openbeat.core.people.holder import Holder
from openbeat.kit.refs import Ref
from tests.cast import Cast

RAISED, ACKNOWLEDGED, TAKEN_UP, PLANNED, WORKED_ON, ANSWERED, CONFIRMED, NOT_OURS, NO_ACTION, DUPLICATE = Stage
UNCHARTED = (RAISED, ACKNOWLEDGED, TAKEN_UP)
IN_HAND = (ACKNOWLEDGED, TAKEN_UP, PLANNED, WORKED_ON)
CLOSED = (ANSWERED, CONFIRMED, NOT_OURS, NO_ACTION, DUPLICATE)
OTHERS = "noor lee lena lou imani cora ada carl visitor"  # everybody but who raised it
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
STAGED = (
    *(Act.ACKNOWLEDGE, Act.RESTATE, Act.CORRECT, Act.TAKE_UP, Act.CHART, Act.ANSWER, Act.AMEND, Act.CONFIRM),
    *(Act.REOPEN, Act.MOVE, Act.NOT_OURS, Act.NO_ACTION, Act.MERGE, Act.SHIFT, Act.ME_TOO, Act.ASK_TO_REOPEN),
)

MAY = {
    (Act.ACKNOWLEDGE, RAISED): "lee lena",
    **{(Act.RESTATE, stage): "lee lena" for stage in IN_HAND},
    **{(Act.CORRECT, stage): "rosa holder lee lena cora" for stage in IN_HAND},
    (Act.TAKE_UP, ACKNOWLEDGED): "lee lena",
    **{(Act.CHART, stage): "lee lena" for stage in (ACKNOWLEDGED, TAKEN_UP)},
    **{(Act.ANSWER, stage): "lee lena" for stage in (TAKEN_UP, PLANNED, WORKED_ON)},
    (Act.AMEND, ANSWERED): "lee lena",
    (Act.CONFIRM, ANSWERED): "rosa holder",
    **{(Act.REOPEN, stage): "rosa holder lee lena" for stage in CLOSED},
    **{(Act.MOVE, stage): "lee lena cora" for stage in UNCHARTED},
    **{(act, stage): "lee lena" for act in (Act.NOT_OURS, Act.NO_ACTION, Act.MERGE) for stage in UNCHARTED},
    **{(Act.SHIFT, stage): "lee lena" for stage in (RAISED, *IN_HAND)},
    **{(Act.ME_TOO, stage): OTHERS for stage in Stage if stage != DUPLICATE},
    **{(Act.ASK_TO_REOPEN, stage): OTHERS for stage in CLOSED},
}


def may(cast: Cast, act: Act, concern: Concern) -> set[str]:
    holder = Holder(frozenset({Ref.of(concern)}))
    actors = {name: holder if name == "holder" else cast[name] for name in EVERYBODY}
    return {name for name, actor in actors.items() if POLICY.verdict(actor, act, concern)}


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("act", STAGED)
def test_only_these_people_may_act_at_each_stage(cast: Cast, act: Act, stage: Stage) -> None:
    concern = a_concern(cast, stage)

    assert may(cast, act, concern) == set(MAY.get((act, stage), "").split())


@pytest.mark.parametrize(
    ("kind", "read", "name", "photo"),
    [
        ("new", "rosa holder lee lena cora", "rosa holder lee lena cora", "rosa holder lee lena cora"),
        ("released", "everybody", "everybody", "everybody"),
        ("withheld", "rosa holder lee lena cora", "rosa holder", "rosa holder lee lena cora"),
        ("private", "rosa holder lee lena cora", "rosa holder", "rosa holder lee lena cora"),
    ],
)
def test_words_are_read_by_those_whom_they_are_for(cast: Cast, kind: str, read: str, name: str, photo: str) -> None:
    looks = {"released": Look(), "withheld": Look(words=Withheld.NAME, photo=Withheld.FACE)}
    concern = a_concern(cast, look=looks.get(kind), private=kind == "private")

    for act, who in ((Act.READ, read), (Act.NAME, name), (Act.SEE_PHOTO, photo)):
        assert may(cast, act, concern) == set(EVERYBODY if who == "everybody" else who.split()), act


def test_the_look_is_for_the_area_and_its_commander_and_not_for_ones_own_words(cast: Cast) -> None:
    assert may(cast, Act.LOOK, a_concern(cast)) == {"lee", "lena", "cora"}
    assert may(cast, Act.LOOK, a_concern(cast, by="lena")) == {"lee", "cora"}
    assert may(cast, Act.LOOK, a_concern(cast, private=True)) == set()


def test_whoever_writes_down_for_others_is_staff_with_that_work(cast: Cast) -> None:
    may_enter = {name for name in EVERYBODY if POLICY.verdict(cast[name], Act.ENTER, None)}

    assert may_enter == {"lee", "lena", "lou", "cora", "ada"}
    assert all(POLICY.verdict(cast[name], Act.RAISE, None) for name in EVERYBODY)


def test_reading_what_is_private_or_withheld_is_recorded_but_not_ones_own(cast: Cast) -> None:
    private, open_ = a_concern(cast, private=True), a_concern(cast)

    assert {name for name in EVERYBODY if is_recorded(cast[name], private)} == {"lee", "lena", "cora"}
    assert not any(is_recorded(cast[name], open_) for name in EVERYBODY)
    assert not is_recorded(cast.lena, a_concern(cast, by="lena", private=True))


def test_a_refusal_says_why(cast: Cast) -> None:
    concern = a_concern(cast, TAKEN_UP)

    assert POLICY.verdict(cast.noor, Act.ANSWER, concern).reason == "Only the liaison officer of this area may do this."
    assert POLICY.verdict(cast.lou, Act.ANSWER, concern).reason == "Only the liaison officer of this area may do this."
    assert POLICY.verdict(cast.lee, Act.TAKE_UP, concern).reason == "It has been taken up already."
    assert POLICY.verdict(cast.lee, Act.TAKE_UP, a_concern(cast)).reason == (
        "First say in one sentence what you understood."
    )
    assert POLICY.verdict(cast.noor, Act.READ, concern).reason == (
        "Somebody looks at new words, photos and points within one working day, before all can see them."
    )


def test_nobody_answers_their_own_concern(cast: Cast) -> None:
    concern = a_concern(cast, TAKEN_UP, by="lena")

    assert POLICY.verdict(cast.lee, Act.ANSWER, concern)
    assert POLICY.verdict(cast.lena, Act.ANSWER, concern).reason == "You cannot answer a concern you raised yourself."


def test_whoever_raised_it_neither_answers_nor_ends_it_and_decides_no_wish(cast: Cast) -> None:
    concern = a_concern(cast, by="lena")
    acts = (Act.ACKNOWLEDGE, Act.NOT_OURS, Act.NO_ACTION, Act.MERGE, Act.SHIFT, Act.DECIDE)

    assert [bool(POLICY.verdict(cast.lee, act, concern)) for act in acts] == [True] * 6
    assert [bool(POLICY.verdict(cast.lena, act, concern)) for act in acts] == [False] * 6


def test_what_is_private_has_a_question_for_everybody_by_who_handles_it_alone(cast: Cast) -> None:
    assert may(cast, Act.PUBLISH, a_concern(cast, private=True)) == {"lee", "lena", "cora"}
    assert may(cast, Act.PUBLISH, a_concern(cast)) == set()
    assert may(cast, Act.ME_TOO, a_concern(cast, private=True)) == set()


def test_criticism_of_the_police_is_not_among_the_reasons_to_withhold() -> None:
    assert set(Withheld) == {"name", "home", "face", "plate", "child", "accusation", "case"}
