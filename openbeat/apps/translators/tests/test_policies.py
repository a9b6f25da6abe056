"""Who may do what at each stage, as a table; and that each refusal says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openbeat.apps.translators import queries
from openbeat.apps.translators.lifecycle import Act, Stage
from openbeat.apps.translators.policies import WORK_POLICY as POLICY
from openbeat.apps.translators.tests.makers import Hall, a_translator, a_work
from openbeat.core.people.models import Person
from openbeat.kit.actors import Actor
from tests.cast import Cast

ASKED, TAKEN, PROPOSED, PUBLISHED, WITHDRAWN = Stage
EVERYBODY = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder")
OF_THE_BEAT = "lee lena imani cora ada carl"  # Lou is of another one
MAY = {
    (Act.TAKE, ASKED): "rosa noor lena",
    (Act.HAND_BACK, TAKEN): "rosa",
    (Act.SAVE, TAKEN): "rosa",
    (Act.ASK_MACHINE, TAKEN): "rosa",
    (Act.PROPOSE, TAKEN): "rosa",
    (Act.RETURN, PROPOSED): "noor lena",
    (Act.SIGN, PROPOSED): "noor lena",
    (Act.WITHDRAW, ASKED): OF_THE_BEAT,
    (Act.WITHDRAW, TAKEN): OF_THE_BEAT,
    (Act.WITHDRAW, PROPOSED): OF_THE_BEAT,
    (Act.TAKE_DOWN, PUBLISHED): OF_THE_BEAT,
}


@pytest.mark.parametrize("stage", Stage)
def test_only_these_people_may_act_at_each_stage(cast: Cast, hall: Hall, stage: Stage) -> None:
    work, source = a_work(cast, hall.says(cast.beat), stage), hall.says(cast.beat)
    a_translator(cast.lena)
    people = {name: _now(cast[name]) for name in EVERYBODY}

    for act in Act:
        if act not in {Act.ASK, Act.READ}:
            sights = {name: queries.sight(work, source, one) for name, one in people.items()}
            may = {name for name, one in people.items() if POLICY.verdict(one, act, sights[name])}
            assert (act, may) == (act, set(MAY.get((act, stage), "").split()))


def test_what_not_everybody_may_read_is_for_those_who_may(cast: Cast, hall: Hall) -> None:
    hall.hidden.add(str(cast.beat.pk))
    hall.readers |= {cast.lee.pk, cast.lena.pk}
    source = hall.says(cast.beat)
    work = a_work(cast, source)
    a_translator(cast.lena)
    people = {name: _now(cast[name]) for name in EVERYBODY}

    def may(act: Act) -> set[str]:
        return {name for name, one in people.items() if POLICY.verdict(one, act, queries.sight(work, source, one))}

    assert (may(Act.TAKE), may(Act.WITHDRAW), may(Act.READ)) == ({"lena"}, {"lee", "lena"}, {"lee", "lena"})


@pytest.mark.parametrize(("stage", "act"), [(ASKED, Act.WITHDRAW), (PUBLISHED, Act.TAKE_DOWN)])
def test_what_belongs_to_no_area_is_an_administrators_and_whoever_asked_withdraws_it(
    cast: Cast, hall: Hall, stage: Stage, act: Act
) -> None:
    work = a_work(cast, hall.says(cast.beat), stage)
    source = replace(hall.says(cast.beat), area=None)
    people = {name: _now(cast[name]) for name in EVERYBODY}

    may = {name for name, one in people.items() if POLICY.verdict(one, act, queries.sight(work, source, one))}

    assert may == ({"ada", "lee"} if act == Act.WITHDRAW else {"ada"})


def _now(actor: Actor) -> Actor:
    return Person.objects.get(pk=actor.person.pk) if actor.person else actor
