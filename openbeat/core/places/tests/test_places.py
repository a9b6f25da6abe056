"""Areas, posts and who may change them; the tree of areas; the town on the ground."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from conftest import CountQueries
from openbeat.core.department import queries as department
from openbeat.core.ledger.models import Entry
from openbeat.core.places import demo, queries, services
from openbeat.core.places.facts import Facts, Mark, Reach
from openbeat.core.places.figures import geometry
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.models import Area, Landmark, Post
from openbeat.core.places.policies import POLICY, Act
from openbeat.core.places.tests.makers import BUILDER, NOON, square
from openbeat.core.places.town import draw
from openbeat.kit.actors import VISITOR
from openbeat.kit.policy import Conflict, Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> dict[str, Area]:
    return demo.the_town(NOON, BUILDER)


# Areas


def test_an_area_lies_in_the_department_unless_somebody_says_otherwise() -> None:
    district = services.add("district", Facts("North"), None, by=BUILDER, at=NOON)
    beat = services.add("beat", Facts("Millrace", number="1"), district, by=BUILDER, at=NOON)

    chain = queries.lineage(beat)

    assert [area.kind for area in chain] == ["beat", "district", "department"]
    assert queries.below(chain[-1]) == {area.pk for area in chain}
    assert queries.above(beat) == {area.pk for area in chain}
    assert queries.below(beat) == {beat.pk}


def test_an_area_of_one_kind_and_name_is_there_once() -> None:
    services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)

    with pytest.raises(ValidationError, match="There is an area of this kind and name already"):
        services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)

    assert Area.objects.filter(kind="beat").count() == 1


def test_a_boundary_puts_an_area_on_the_ground_and_a_broken_one_is_refused() -> None:
    area = services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)
    assert queries.area_at(0.005, 0.005) is None

    services.draw(area, square(0, 0), by=BUILDER, at=NOON)
    with pytest.raises(Broken, match="It has no boundary"):
        services.draw(area, {}, by=BUILDER, at=NOON)

    assert queries.area_at(0.005, 0.005) == area
    assert [found.name for found in queries.areas_at(0.005, 0.005)] == ["Millrace"]


def test_a_closed_area_is_out_of_use_and_can_be_opened_again() -> None:
    area = services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)
    services.draw(area, square(0, 0), by=BUILDER, at=NOON)

    services.close(area, by=BUILDER, at=NOON)
    assert queries.areas("beat") == []
    assert queries.areas("beat", closed=True) == [area]
    assert queries.area_by_slug("millrace") == area
    assert queries.area_at(0.005, 0.005) is None
    with pytest.raises(Refused, match="This area is closed"):
        services.close(area, by=BUILDER, at=NOON)

    services.open_again(area, by=BUILDER, at=NOON)
    assert queries.areas("beat") == [area]
    with pytest.raises(Refused, match="This area is open"):
        services.open_again(area, by=BUILDER, at=NOON)


def test_the_department_itself_cannot_be_closed() -> None:
    whole = services.root(by=BUILDER, at=NOON)

    with pytest.raises(Refused, match="The department itself cannot be closed"):
        services.close(whole, by=BUILDER, at=NOON)

    assert services.root(by=BUILDER, at=NOON) == whole


def test_the_second_to_describe_an_area_gets_the_words_of_the_first() -> None:
    area = services.add("beat", Facts("Millrace"), None, by=BUILDER, at=NOON)
    services.describe(area, Facts("Millrace", about="By the river."), area.version, by=BUILDER, at=NOON)

    with pytest.raises(Conflict) as conflict:
        services.describe(area, Facts("Millrace", about="By the mill."), area.version, by=BUILDER, at=NOON)

    assert conflict.value.theirs == "By the river."
    assert Entry.objects.filter(act="describe").count() == 1


def test_areas_come_in_order_and_cost_no_query_a_moment_later(count_queries: CountQueries) -> None:
    for number in ("10", "9", "1"):
        services.add("beat", Facts(f"Beat of {number}", number=number), None, by=BUILDER, at=NOON)
    queries.areas()

    with count_queries(0):
        found = queries.areas()
        parents = [area.parent for area in found]

    assert [area.number for area in found] == ["", "1", "9", "10"]
    assert parents[0] is None
    assert parents[1] == found[0]


# Posts


def test_a_post_is_made_once_and_keeps_how_it_is_reached(cast: Cast) -> None:
    post = services.post(cast.beat, "chair")
    assert services.post(cast.beat, "chair") == post

    reach = Reach("chair@example.org", "555 0100", "Tuesdays", "en", ["en", "es"])
    edited = services.edit_post(post, reach, post.version, by=cast.ada, at=NOON)

    assert (edited.telephone, edited.languages, edited.version) == ("555 0100", ["en", "es"], post.version + 1)
    assert queries.post(cast.beat, "chair") == edited
    assert list(queries.posts_of(cast.beat).filter(role="chair")) == [edited]


def test_an_address_that_is_none_is_refused(cast: Cast) -> None:
    post = services.post(cast.beat, "chair")

    with pytest.raises(ValidationError, match="valid email"):
        services.edit_post(post, Reach(email="nobody"), post.version, by=cast.ada, at=NOON)


def test_the_second_to_edit_a_post_is_told(cast: Cast) -> None:
    post = services.post(cast.beat, "liaison")
    services.edit_post(post, Reach(hours="Mondays"), post.version, by=cast.ada, at=NOON)

    with pytest.raises(Conflict, match="Mondays"):
        services.edit_post(post, Reach(hours="Fridays"), post.version, by=cast.ada, at=NOON)


MAY = dict.fromkeys(Act, "ada") | {Act.OPEN_AGAIN: ""}


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.EDIT_POST])
def test_only_administrators_change_areas(cast: Cast, act: Act) -> None:
    names = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "visitor", "holder")

    may = {name for name in names if POLICY.verdict(cast[name], act, cast.beat)}

    assert may == set(MAY[act].split())


def test_whoever_holds_a_post_edits_it_and_nobody_of_another_beat(cast: Cast) -> None:
    post = services.post(cast.beat, "liaison")
    names = ("rosa", "noor", "lee", "lena", "lou", "imani", "cora", "ada", "visitor", "holder")

    may = {name for name in names if POLICY.verdict(cast[name], Act.EDIT_POST, post)}

    assert may == {"ada", "lee", "lena"}
    reason = POLICY.verdict(cast.lou, Act.EDIT_POST, post).reason
    assert reason == "Only whoever holds this post, or an administrator, may do this."


def test_a_refused_act_changes_nothing_and_leaves_no_record(cast: Cast) -> None:
    post, before = services.post(cast.beat, "liaison"), Entry.objects.count()

    with pytest.raises(Refused):
        services.edit_post(post, Reach(telephone="1"), post.version, by=cast.lou, at=NOON)
    with pytest.raises(Refused):
        services.add("beat", Facts("Mine"), None, by=VISITOR, at=NOON)

    assert (Entry.objects.count(), Post.objects.get(pk=post.pk).telephone) == (before, "")


# The map's ground


def test_what_is_put_on_the_map_twice_is_there_once() -> None:
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    longer = {"type": "LineString", "coordinates": [[0, 0], [2, 2]]}

    assert services.put_on_map([Mark("road", "Main Street", line)], by=BUILDER, at=NOON) == 1
    services.put_on_map([Mark("road", "Main Street", longer)], by=BUILDER, at=NOON)

    assert [mark.geometry for mark in queries.landmarks()] == [longer]
    assert services.put_on_map([], by=BUILDER, at=NOON) == 0


# Alder Falls


def test_alder_falls_has_six_beats_in_two_districts_and_quarters_across_them(town: dict[str, Area]) -> None:
    assert sorted(town) == ["Cedar Hill", "Foundry", "Harbor", "Millrace", "Old Town", "Southbank"]
    parents = {name: beat.parent.name for name, beat in town.items() if beat.parent}
    assert [name for name, parent in parents.items() if parent == "North Bank"] == ["Millrace", "Old Town", "Harbor"]
    riverside = queries.area_by_slug("riverside")
    assert riverside
    assert len(queries.overlapping(riverside)) >= 3
    assert department.department().town == "Alder Falls"
    assert not department.calendar().works_on(department.holidays()[0].day)
    assert (town["Foundry"].number, town["Foundry"].languages) == ("5", ["en", "es", "my"])


def test_every_point_of_the_town_is_in_one_beat_and_in_its_district(town: dict[str, Area]) -> None:
    shapes = queries.shapes()
    for beat in town.values():
        west, south, east, north = geometry.box(shapes[beat.pk])
        for step in range(1, 10):
            found = queries.areas_at(west + (east - west) * step / 10, south + (north - south) * step / 10)
            inside = [area for area in found if area.kind == "beat"]
            assert len(inside) <= 1
            assert all(area.parent in found for area in inside)


def test_streets_and_places_are_found_with_the_beats_they_lie_in(town: dict[str, Area]) -> None:
    found = {found.landmark.name: [area.name for area in found.areas] for found in queries.find_on_map("weir")}
    library = queries.find_on_map("branch LIBRARY")

    assert found == {"Weir Street": ["Millrace", "Old Town"]}
    assert [area.name for area in library[0].areas] == ["Foundry"]
    assert queries.find_on_map("   ") == []
    assert len(queries.find_on_map("street", most=3)) == 3
    assert queries.landmark("Station Underpass") is not None


def test_each_beat_has_its_liaison_with_hours_and_a_telephone(town: dict[str, Area]) -> None:
    post = queries.post(town["Foundry"], "liaison")

    assert post
    assert post.telephone == "+1 608 555 0150"
    assert post.hours == "Tuesdays 16:00 to 19:00 at the Foundry branch library; telephone any working day."
    assert Post.objects.filter(role="liaison").count() == 6


def test_the_town_can_be_made_on_top_of_itself(town: dict[str, Area]) -> None:
    areas, marks = Area.objects.count(), Landmark.objects.count()

    demo.the_town(NOON, BUILDER)

    assert (Area.objects.count(), Landmark.objects.count()) == (areas, marks)


def test_the_file_of_the_town_is_what_its_plan_draws() -> None:
    kept = (Path(draw.HERE) / "alder_falls.geojson").read_text(encoding="utf-8")

    assert kept == draw.text()
    assert json.loads(kept)["note"] == "Alder Falls and everything on its map are invented."
