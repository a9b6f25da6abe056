"""A rule says yes, or no with a reason that people can read."""

from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbeat.kit.policy import Policy, Refused, anyone, rule, signed_in
from openbeat.kit.stages import Lifecycle, Move


class Act(StrEnum):
    SEND = "send"
    BACK = "back"


@rule("Only the tall may do this.")  # type: ignore[arg-type]
def tall(person: Any, _thing: Any) -> bool:
    return bool(person.height > 180)


@rule("Only the quick may do this.")  # type: ignore[arg-type]
def quick(person: Any, _thing: Any) -> bool:
    return bool(person.speed > 10)


LIFECYCLE = Lifecycle(
    start="here",
    moves={
        Act.SEND: Move({"here"}, "there", "It is there already."),  # type: ignore[arg-type]
        Act.BACK: Move({"there"}, "here", "It is here already."),  # type: ignore[arg-type]
    },
)
POLICY = Policy({Act.SEND: tall & LIFECYCLE.permits(Act.SEND), Act.BACK: tall | quick})


def somebody(height: int = 190, speed: int = 20) -> SimpleNamespace:
    return SimpleNamespace(height=height, speed=speed, person=None)


def test_and_gives_the_reason_of_the_part_that_said_no() -> None:
    here, there = SimpleNamespace(stage="here"), SimpleNamespace(stage="there")

    assert POLICY.verdict(somebody(), Act.SEND, here)
    assert POLICY.verdict(somebody(height=150), Act.SEND, here).reason == "Only the tall may do this."
    assert POLICY.verdict(somebody(), Act.SEND, there).reason == "It is there already."


def test_or_is_refused_by_both_and_says_the_last_reason() -> None:
    assert POLICY.verdict(somebody(height=150), Act.BACK, None)
    assert POLICY.verdict(somebody(speed=1), Act.BACK, None)
    assert POLICY.verdict(somebody(height=150, speed=1), Act.BACK, None).reason == "Only the quick may do this."


def test_require_raises_the_reason_and_doors_show_all_verdicts() -> None:
    with pytest.raises(Refused, match="Only the tall"):
        POLICY.require(somebody(height=150), Act.SEND, SimpleNamespace(stage="here"))

    doors = POLICY.doors(somebody(), SimpleNamespace(stage="there"))
    assert {name: bool(verdict) for name, verdict in doors.items()} == {"send": False, "back": True}


def test_an_act_without_a_rule_fails_loudly() -> None:
    with pytest.raises(KeyError):
        Policy({}).verdict(somebody(), Act.SEND, None)


def test_somebody_without_an_account_is_asked_to_sign_in() -> None:
    assert anyone(somebody(), None)
    assert signed_in(somebody(), None).reason == "Sign in first."


@given(st.lists(st.sampled_from(list(Act)), max_size=20))
def test_no_walk_leaves_the_table(acts: list[Act]) -> None:
    thing = SimpleNamespace(stage=LIFECYCLE.start)
    for act in acts:
        before = thing.stage
        if LIFECYCLE.permits(act)(None, thing):
            thing.stage = LIFECYCLE.after(act)
            assert before in LIFECYCLE.moves[act].sources
    assert thing.stage in {"here", "there"}


def test_the_diagram_names_every_move() -> None:
    assert LIFECYCLE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> here",
        "    here --> there: send",
        "    there --> here: back",
    ]
