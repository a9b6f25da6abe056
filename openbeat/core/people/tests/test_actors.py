"""A person and the holder of a receipt as actors: roles in places, and what is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openbeat.core.people import queries, services
from openbeat.core.people.demo import BUILDER, NOON
from openbeat.core.people.holder import Holder
from openbeat.core.people.models import Person, Way
from openbeat.core.people.roles import ROLES, STAFF, Role
from openbeat.core.places import services as places
from openbeat.kit.actors import VISITOR
from openbeat.kit.refs import Ref

if TYPE_CHECKING:
    from conftest import CountQueries
    from openbeat.core.people.demo import Cast


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_role_in_a_beat_holds_in_that_beat_only(cast: Cast) -> None:
    assert cast.lee.holds(Role.LIAISON, in_=cast.beat)
    assert not cast.lee.holds(Role.LIAISON, in_=cast.other)
    assert not cast.lee.holds(Role.COMMANDER, in_=cast.beat)


def test_a_role_in_a_district_holds_in_its_beats_and_one_in_the_department_everywhere(cast: Cast) -> None:
    assert cast.cora.areas(Role.COMMANDER) == {cast.district.pk, cast.beat.pk, cast.other.pk}
    assert cast.ada.areas(Role.ADMINISTRATOR) == {cast.department.pk, cast.district.pk, cast.beat.pk, cast.other.pk}


def test_everybody_with_an_account_is_a_resident_and_a_visitor_is_not(cast: Cast) -> None:
    assert cast.rosa.holds(Role.RESIDENT, in_=cast.beat)
    assert not VISITOR.holds(Role.RESIDENT)
    assert not cast.holder.holds(Role.RESIDENT)


def test_all_roles_of_a_person_cost_one_query(cast: Cast, count_queries: CountQueries) -> None:
    ada = fresh(cast.ada)

    with count_queries(1):
        assert ada.holds(Role.ADMINISTRATOR, in_=cast.beat)
        assert not ada.holds(Role.LIAISON, in_=cast.beat)
        assert len(ada.areas(Role.ADMINISTRATOR)) == 4


@pytest.mark.parametrize("since", [timedelta(days=1), timedelta(0)])
def test_a_tenure_holds_from_its_first_moment_until_its_last(cast: Cast, since: timedelta) -> None:
    post = places.post(cast.beat, Role.LIAISON)
    assert [person.pk for person in queries.holders(post, NOON)] == [cast.lee.pk, cast.lena.pk]

    tenure = queries.tenures_of(cast.lee).get()
    services.dismiss(tenure, by=cast.ada, at=NOON)

    assert [person.pk for person in queries.holders(post, NOON + since)] == [cast.lena.pk]
    assert not fresh(cast.lee).holds(Role.LIAISON, in_=cast.beat)


def test_when_the_holder_changes_the_post_and_its_history_stay(cast: Cast) -> None:
    post = places.post(cast.other, Role.LIAISON)
    services.dismiss(queries.tenures_of(cast.lou).get(), by=cast.ada, at=NOON)

    services.appoint(cast.noor, post, by=cast.ada, at=NOON)

    assert places.post(cast.other, Role.LIAISON) == post
    assert [each.person_id for each in queries.history(post)] == [cast.noor.pk, cast.lou.pk]


def test_a_vacant_post_has_no_holder(cast: Cast) -> None:
    assert queries.holders(places.post(cast.beat, Role.CHAIR), NOON) == []


def test_holders_of_many_posts_cost_one_query(cast: Cast, count_queries: CountQueries) -> None:
    posts = [places.post(cast.beat, role).pk for role in (Role.LIAISON, Role.BLOCK_CONTACT, Role.CHAIR)]

    with count_queries(1):
        found = queries.holders_of(posts, NOON)

    assert [len(found[key]) for key in posts] == [2, 1, 0]


def test_the_contacts_of_an_area_begin_with_its_own_and_end_with_the_department(cast: Cast) -> None:
    roles = [post.role for post, _people in queries.contacts_of(cast.beat)]

    assert roles[0] in {Role.LEADER, Role.BLOCK_CONTACT}
    assert roles[-1] == Role.ADMINISTRATOR
    assert Role.COMMANDER in roles


def test_what_is_about_a_person_is_theirs_and_nobody_elses(cast: Cast) -> None:
    way = cast.rosa.ways.get()

    assert cast.rosa.is_subject_of(way)
    assert cast.rosa.is_subject_of(cast.rosa)
    assert not cast.noor.is_subject_of(way)
    assert not VISITOR.is_subject_of(way)
    assert list(Way.objects.filter(cast.rosa.owns(Way))) == [way]
    assert not Way.objects.filter(VISITOR.owns(Way)).exists()


def test_finding_whose_a_thing_is_costs_no_query(cast: Cast, count_queries: CountQueries) -> None:
    way = Way.objects.get(person=cast.rosa)

    with count_queries(0):
        assert cast.rosa.is_subject_of(way)


def test_a_holder_has_what_the_receipts_open_and_nothing_else(cast: Cast) -> None:
    mine, other = cast.rosa.ways.get(), cast.noor.ways.get()
    holder = Holder(frozenset({Ref.of(mine)}))

    assert holder.is_subject_of(mine)
    assert not holder.is_subject_of(other)
    assert list(Way.objects.filter(holder.owns(Way))) == [mine]


def test_the_receipt_of_a_record_opens_all_that_the_person_said(cast: Cast) -> None:
    reach = services.Reach("telephone", "312 555 0143")
    record, _new = services.enter_for_somebody(services.Details("Mabel", "en"), reach, by=cast.lee, at=NOON)
    holder = Holder(frozenset({Ref.of(record)}))

    assert holder.is_subject_of(record)
    assert holder.is_subject_of(record.ways.get())
    assert list(Way.objects.filter(holder.owns(Way))) == [record.ways.get()]
    assert not holder.is_subject_of(cast.rosa)


def test_each_role_has_a_sentence_and_staff_are_those_of_the_department() -> None:
    assert {info.name for info in ROLES} == set(Role)
    assert all(len(str(info.sentence)) > 40 for info in ROLES)
    assert {Role.LIAISON, Role.DEPUTY, Role.OFFICER, Role.COMMANDER, Role.ADMINISTRATOR} == STAFF


def test_a_new_administrator_can_be_made_where_there_is_none_yet(cast: Cast) -> None:
    newcomer = services.Newcomer("chief@example.org", "Chief")

    services.first_administrator(newcomer, cast.department, at=NOON)
    person = services.first_administrator(newcomer, cast.department, at=NOON)

    assert person.holds(Role.ADMINISTRATOR)
    assert queries.tenures_of(person).count() == 1
    assert BUILDER.holds(Role.ADMINISTRATOR)
