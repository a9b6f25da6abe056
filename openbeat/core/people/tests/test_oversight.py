"""The outside body: whoever holds the role of oversight, and has made a key."""

from typing import Any

import pytest

from openbeat.core.hooks import roles, soundness
from openbeat.core.ledger import registry
from openbeat.core.ledger.models import Entry
from openbeat.core.people.models import Tenure
from openbeat.core.people.roles import Role
from openbeat.core.people.services import posts
from openbeat.core.places.services import posts as places
from openbeat.core.vault import demo, outside, queries
from openbeat.core.vault import services as vault
from openbeat.core.vault.services import safes
from openbeat.kit.clock import now
from openbeat.kit.policy import Refused
from tests.cast import Cast

NOON = demo.NOON


def test_the_outside_body_is_whoever_holds_the_role_of_oversight_now(cast: Cast) -> None:
    demo.a_vault(at=NOON)

    assert [str(why) for why in vault.ready()] == [str(safes.NO_OUTSIDE)]
    assert outside.people() == []

    posts.appoint(cast.noor, places.post(cast.department, Role.OVERSIGHT), by=cast.ada, at=now())

    assert [str(why) for why in vault.ready()] == [str(safes.NO_OUTSIDE_KEY)]
    demo.a_vault(cast.noor, at=NOON)
    assert (vault.ready(), [key.person for key in queries.oversight()]) == ([], [cast.noor])


STAFF = sorted(info.name for info in roles.offered() if info.staff)


@pytest.mark.parametrize("role", STAFF)
def test_nobody_who_works_for_the_department_joins_the_body_that_oversees_it_nor_the_other_way(
    cast: Cast, role: str
) -> None:
    oversight, post = (places.post(cast.department, each) for each in (Role.OVERSIGHT, role))
    tenure = posts.appoint(cast.noor, post, by=cast.ada, at=now())

    with pytest.raises(Refused, match="This person holds a post in the department"):
        posts.appoint(cast.noor, oversight, by=cast.ada, at=now())
    posts.dismiss(tenure, by=cast.ada, at=now())
    tenure = posts.appoint(cast.noor, oversight, by=cast.ada, at=now())
    with pytest.raises(Refused, match="This person belongs to the outside body"):
        posts.appoint(cast.noor, post, by=cast.ada, at=now())
    posts.dismiss(tenure, by=cast.ada, at=now())
    posts.appoint(cast.noor, post, by=cast.ada, at=now())


def test_a_member_of_the_outside_body_may_hold_what_is_no_post_of_the_department(cast: Cast) -> None:
    for role in (Role.OVERSIGHT, Role.COUNCIL, Role.CHAIR):
        posts.appoint(cast.noor, places.post(cast.department, role), by=cast.ada, at=now())

    assert outside.people() == [cast.noor.pk]


def test_the_page_says_why_somebody_cannot_be_on_both_sides(client: Any, cast: Cast) -> None:
    client.force_login(cast.ada)
    typed = {"email": cast.lee.email, "role": Role.OVERSIGHT, "area": cast.department.pk, "term_until": ""}

    refused = client.post("/people/tenures/", typed)

    assert (refused.status_code, "The outside body is not the police" in refused.text) == (403, True)


def test_who_joins_and_leaves_the_outside_body_stands_in_the_public_log(cast: Cast) -> None:
    tenure = posts.appoint(cast.noor, places.post(cast.department, Role.OVERSIGHT), by=cast.ada, at=now())
    posts.dismiss(tenure, by=cast.ada, at=now())
    other = posts.appoint(cast.noor, places.post(cast.department, Role.COUNCIL), by=cast.ada, at=now())

    done = Entry.objects.filter(kind="people.tenure", key__in=[tenure.pk, other.pk]).order_by("pk")
    assert [(each.act, registry.how(each.kind, each.act)) for each in done] == [
        ("appoint_oversight", registry.Log.OPEN),
        ("dismiss_oversight", registry.Log.OPEN),
        ("appoint", None),
    ]
    assert registry.public_facts(done[0].kind, done[0].act, done[0].facts) == {"role": "oversight"}


def test_a_row_that_puts_somebody_on_both_sides_gives_them_nothing_of_the_outside_body_and_is_told(cast: Cast) -> None:
    is_it_outside = soundness.offered()["outside"]
    assert [state for state, _line in is_it_outside()] == ["ok"]
    demo.a_vault(cast.lee, at=NOON)

    Tenure.objects.create(person=cast.lee, post=places.post(cast.department, Role.OVERSIGHT), since=NOON)

    lee = type(cast.lee).objects.get(pk=cast.lee.pk)
    assert (lee.holds(Role.OVERSIGHT), lee.holds(Role.LIAISON), outside.people()) == (False, True, [])
    assert [state for state, _line in is_it_outside()] == ["FAIL"]


def test_a_post_that_no_act_gave_is_told(cast: Cast) -> None:
    are_posts_on_record = soundness.offered()["posts"]
    posts.appoint(cast.noor, places.post(cast.department, Role.OVERSIGHT), by=cast.ada, at=now())
    assert [state for state, _line in are_posts_on_record()] == ["ok"]

    Tenure.objects.create(person=cast.rosa, post=places.post(cast.department, Role.ADMINISTRATOR), since=NOON)

    assert list(are_posts_on_record()) == [
        ("FAIL", "1 people hold a post that no act on record gave them: see /people/tenures/")
    ]
