"""Who may do what about people: a table, so that a gap shows and a widened rule fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openbeat.core.people import services
from openbeat.core.people.demo import NOON
from openbeat.core.people.facts import Asked
from openbeat.core.people.policies import DEMANDS, POLICY, POSTS, Act

if TYPE_CHECKING:
    from openbeat.core.people.demo import Cast
    from openbeat.core.people.models import Person

EVERYBODY = ["rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "carl", "visitor", "holder"]
WRITERS = "lee lena lou cora ada"


def an_entered_person(cast: Cast) -> Person:
    reach = services.Reach("telephone", "312 555 0143")
    person, _new = services.enter_for_somebody(services.Details("Mabel", "en"), reach, by=cast.lee, at=NOON)
    return person


MAY_ABOUT_ROSA = {
    Act.REGISTER: " ".join(EVERYBODY),
    Act.ENTER: WRITERS,
    Act.CLAIM: "",
    Act.MERGE: "",
    Act.CHANGE_DETAILS: "rosa",
    Act.CHANGE_WAYS: "rosa",
    Act.CONFIRM_EMAIL: "rosa",
    Act.READ_PAGE: f"rosa {WRITERS}",
    Act.RENEW_RECEIPT: "",
    Act.EXPORT: "rosa",
    Act.FORGET: "rosa",
    Act.RESET_SECOND_FACTOR: "ada",
    Act.SIGN_OUT_EVERYWHERE: "rosa",
}

MAY_ABOUT_SOMEBODY_ENTERED = MAY_ABOUT_ROSA | {
    Act.CHANGE_DETAILS: WRITERS,
    Act.CHANGE_WAYS: WRITERS,
    Act.CONFIRM_EMAIL: "",
    Act.READ_PAGE: WRITERS,
    Act.RENEW_RECEIPT: WRITERS,
    Act.EXPORT: "ada",
    Act.FORGET: "ada",
    Act.SIGN_OUT_EVERYWHERE: "",
}


def test_the_tables_name_every_act() -> None:
    assert MAY_ABOUT_ROSA.keys() == MAY_ABOUT_SOMEBODY_ENTERED.keys() == POLICY.rules.keys()


@pytest.mark.parametrize("act", list(MAY_ABOUT_ROSA))
def test_only_these_people_may_do_this_about_somebody_with_an_account(cast: Cast, act: Act) -> None:
    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], act, cast.rosa)}

    assert may == set(MAY_ABOUT_ROSA[act].split())


@pytest.mark.parametrize("act", list(MAY_ABOUT_SOMEBODY_ENTERED))
def test_only_these_people_may_do_this_about_somebody_whom_staff_entered(cast: Cast, act: Act) -> None:
    person = an_entered_person(cast)

    may = {name for name in EVERYBODY if POLICY.verdict(cast[name], act, person)}

    assert may == set(MAY_ABOUT_SOMEBODY_ENTERED[act].split())


@pytest.mark.parametrize("act", list(POSTS.rules))
def test_only_an_administrator_says_who_holds_a_post(cast: Cast, act: Act) -> None:
    assert {name for name in EVERYBODY if POSTS.verdict(cast[name], act, cast.lee)} == {"ada"}


def test_nobody_gives_a_post_to_themselves(cast: Cast) -> None:
    assert POSTS.verdict(cast.ada, Act.APPOINT, cast.noor)
    assert POSTS.verdict(cast.ada, Act.APPOINT, cast.ada).reason == (
        "You cannot give a post to yourself; another administrator has to do it."
    )


def test_nobody_takes_away_their_own_second_factor(cast: Cast) -> None:
    assert POLICY.verdict(cast.ada, Act.RESET_SECOND_FACTOR, cast.lee)
    assert not POLICY.verdict(cast.ada, Act.RESET_SECOND_FACTOR, cast.ada)


def test_only_somebody_of_the_department_has_a_badge_and_nobody_gives_themselves_one(cast: Cast) -> None:
    assert POSTS.verdict(cast.ada, Act.GIVE_BADGE, cast.lee)
    assert "Only somebody who holds a post" in str(POSTS.verdict(cast.ada, Act.GIVE_BADGE, cast.noor).reason)
    assert "another administrator" in str(POSTS.verdict(cast.ada, Act.GIVE_BADGE, cast.ada).reason)


@pytest.mark.parametrize("act", list(DEMANDS.rules))
def test_only_those_who_lead_answer_demands_from_outside(cast: Cast, act: Act) -> None:
    demand = services.record_demand(Asked("warrant", "County Court", "Nothing", "en", NOON), by=cast.ada, at=NOON)

    assert {name for name in EVERYBODY if DEMANDS.verdict(cast[name], act, demand)} == {"cora", "ada"}


def test_a_demand_is_answered_once(cast: Cast) -> None:
    demand = services.record_demand(Asked("warrant", "County Court", "Nothing", "en", NOON), by=cast.ada, at=NOON)
    assert DEMANDS.verdict(cast.ada, Act.ANSWER_DEMAND, demand)

    demand = services.answer_demand(demand, "refused", "No order was shown.", by=cast.ada, at=NOON)

    assert DEMANDS.verdict(cast.ada, Act.ANSWER_DEMAND, demand).reason == "This demand was answered already."


def test_somebody_who_holds_a_post_cannot_be_forgotten_before_it_ends(cast: Cast) -> None:
    assert POLICY.verdict(cast.noor, Act.FORGET, cast.noor)
    assert "must give it up first" in str(POLICY.verdict(cast.lee, Act.FORGET, cast.lee).reason)
