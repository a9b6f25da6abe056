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

RAISED, TAKEN_UP, WORKED_ON, ANSWERED, CONFIRMED = Stage
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
STAGED = (Act.TAKE_UP, Act.CHART, Act.ANSWER, Act.AMEND, Act.CONFIRM, Act.REOPEN, Act.MOVE)

MAY = {
    (Act.TAKE_UP, RAISED): "lee lena",
    (Act.CHART, RAISED): "lee lena",
    (Act.CHART, TAKEN_UP): "lee lena",
    (Act.ANSWER, TAKEN_UP): "lee lena",
    (Act.ANSWER, WORKED_ON): "lee lena",
    (Act.AMEND, ANSWERED): "lee lena",
    (Act.CONFIRM, ANSWERED): "rosa holder",
    (Act.REOPEN, ANSWERED): "rosa holder lee lena",
    (Act.REOPEN, CONFIRMED): "rosa holder lee lena",
    (Act.MOVE, RAISED): "lee lena cora",
    (Act.MOVE, TAKEN_UP): "lee lena cora",
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
    assert POLICY.verdict(cast.noor, Act.READ, concern).reason == (
        "Somebody looks at new words, photos and points within one working day, before all can see them."
    )


def test_nobody_answers_their_own_concern(cast: Cast) -> None:
    concern = a_concern(cast, TAKEN_UP, by="lena")

    assert POLICY.verdict(cast.lee, Act.ANSWER, concern)
    assert POLICY.verdict(cast.lena, Act.ANSWER, concern).reason == "You cannot answer a concern you raised yourself."


def test_criticism_of_the_police_is_not_among_the_reasons_to_withhold() -> None:
    assert set(Withheld) == {"name", "home", "face", "plate", "child", "accusation", "case"}
