"""Our own geometry agrees with shapely, which the tests have and the product does not need."""

from __future__ import annotations

from math import isclose
from typing import Any

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape as of_shapely

from openbeat.core.places.figures import geometry, validity
from openbeat.core.places.figures.geometry import Broken
from openbeat.core.places.figures.index import Banded, Index
from openbeat.core.places.figures.labels import inside_point, roomiest
from openbeat.core.places.figures.overlaps import shares

type Points = list[list[float]]

SQUARE: Points = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE: Points = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
FAR: Points = [[10, 10], [12, 10], [12, 12], [10, 12], [10, 10]]


def a_polygon(*rings: Points) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def several(*pieces: list[Points]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": list(pieces)}


def checked(boundary: dict[str, Any]) -> geometry.Shape:
    return validity.check(geometry.read(boundary))


grid = st.tuples(st.integers(0, 8), st.integers(0, 8))
fine = st.tuples(st.floats(-90, 90, allow_subnormal=False), st.floats(-80, 80, allow_subnormal=False))
quick = settings(database=None, deadline=None, max_examples=120)


def closed(points: list[tuple[float, float]]) -> list[list[float]]:
    return [list(point) for point in [*points, points[0]]]


@quick
@given(st.lists(grid, min_size=3, max_size=9))
def test_a_ring_is_valid_where_shapely_says_so(points: list[tuple[int, int]]) -> None:
    boundary = a_polygon(closed(points))  # type: ignore[arg-type]
    expected = of_shapely(boundary)
    assume(len(set(points)) >= 3)

    try:
        checked(boundary)
        valid = True
    except Broken:
        valid = False

    assert valid == (expected.is_valid and expected.area > 0)


@quick
@given(st.lists(grid | fine, min_size=3, max_size=9), st.lists(grid | fine, min_size=1, max_size=12))
def test_a_point_is_inside_or_on_the_edge_where_shapely_says_so(
    points: list[tuple[float, float]], asked: list[tuple[float, float]]
) -> None:
    boundary = a_polygon(closed(points))
    assume(len(set(points)) >= 3)
    expected = of_shapely(boundary)
    assume(expected.is_valid)
    shape = geometry.read(boundary)
    banded = Banded(shape[0])

    for point in [*asked, *points]:
        inside = bool(expected.covers(shapely.Point(point)))
        assert geometry.contains(shape, point) == inside
        assert (point in banded) == inside


@quick
@given(st.lists(grid | fine, min_size=3, max_size=9))
def test_area_centroid_and_box_are_those_of_shapely(points: list[tuple[float, float]]) -> None:
    boundary = a_polygon(closed(points))
    assume(len(set(points)) >= 3)
    expected = of_shapely(boundary)
    assume(expected.is_valid and expected.area > 1e-6)
    shape = geometry.read(boundary)

    assert isclose(abs(geometry.signed_area(shape[0][0])), expected.area, rel_tol=1e-9)
    assert geometry.box(shape) == pytest.approx(expected.bounds)
    assert geometry.centroid(shape) == pytest.approx((expected.centroid.x, expected.centroid.y), abs=1e-5)


@quick
@given(st.lists(grid, min_size=3, max_size=9))
def test_a_name_is_put_well_inside(points: list[tuple[int, int]]) -> None:
    boundary = a_polygon(closed(points))  # type: ignore[arg-type]
    assume(len(set(points)) >= 3)
    expected = of_shapely(boundary)
    assume(expected.is_valid and expected.area > 0)

    point, room = roomiest(geometry.read(boundary))

    assert expected.covers(shapely.Point(point))
    best = shapely.maximum_inscribed_circle(expected, tolerance=0.01).length
    assert room >= best - 0.02 * 8 - 0.02


def test_holes_are_outside_and_their_edges_inside() -> None:
    shape = checked(a_polygon(SQUARE, HOLE))

    assert not geometry.contains(shape, (1.5, 1.5))
    assert geometry.contains(shape, (1, 1.5))
    assert geometry.contains(shape, (3, 3))
    assert not geometry.contains(shape, inside_point(checked(a_polygon(HOLE))))
    assert geometry.contains(shape, inside_point(shape))


def test_pieces_are_one_shape_and_one_given_twice_counts_once() -> None:
    shape = checked(several([SQUARE], [FAR], [SQUARE]))

    assert len(shape) == 2
    assert geometry.contains(shape, (11, 11))
    assert not geometry.contains(shape, (6, 6))


def test_pieces_may_share_a_border_and_a_hole_may_touch_in_a_point() -> None:
    beside: Points = [[4, 0], [8, 0], [8, 4], [4, 4], [4, 0]]
    touching: Points = [[0, 2], [1, 3], [2, 2], [1, 1], [0, 2]]

    assert len(checked(several([SQUARE], [beside]))) == 2
    assert len(checked(a_polygon(SQUARE, touching))[0]) == 2


@pytest.mark.parametrize(
    ("boundary", "sentence"),
    [
        (None, "It has no boundary."),
        ({"type": "Polygon", "coordinates": []}, "It has no boundary."),
        ({"type": "Point", "coordinates": [1, 2]}, "It is not an area but a “Point”."),
        ({"type": "Polygon", "coordinates": "abc"}, "One of its pieces is empty."),
        ({"type": "Polygon", "coordinates": ["abc"]}, "Its corners are not a list."),
        ({"type": "MultiPolygon", "coordinates": {"a": 1}}, "Its corners are not a list."),
        (a_polygon([[0, 0], [1, 0], [0, 0]]), "fewer than four points"),
        (a_polygon([[0, 0], [1, 0], [1, 1], [0, 1]]), "is not closed"),
        (a_polygon([[0, 0], [0, 0], [1, 1], [0, 0]]), "encloses nothing"),
        (a_polygon([[0, 0], [1, 1], [2, 2], [0, 0]]), "encloses nothing"),
        (a_polygon([[0, 0], [2, 2], [2, 0], [0, 3], [0, 0]]), "crosses or touches itself near"),
        (a_polygon([[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]]), "crosses or touches itself near"),
        (a_polygon(SQUARE, FAR), "One of its holes is not inside it."),
        (a_polygon(SQUARE, HOLE, [[1.2, 1.2], [1.2, 1.4], [1.4, 1.4], [1.4, 1.2], [1.2, 1.2]]), "Two of its holes"),
        (several([SQUARE], [[[2, 2], [6, 2], [6, 6], [2, 6], [2, 2]]]), "Two of its pieces lie on each other."),
        (several([SQUARE], [HOLE]), "Two of its pieces lie on each other."),
        (a_polygon([[0, 0], [500000, 0], [500000, 4600000], [0, 0]]), "not degrees of longitude and latitude"),
        (a_polygon([[0, 0], [float("nan"), 0], [1, 1], [0, 0]]), "not a number that exists"),
        (a_polygon([[0, 0], [10**400, 0], [1, 1], [0, 0]]), "not a number that exists"),
        ({"type": "Polygon", "coordinates": [[[0, 0], ["1", 0], [1, 1], [0, 0]]]}, "not a pair of numbers"),
        (a_polygon([[0, 0], [True, 0], [1, 1], [0, 0]]), "not a pair of numbers"),
        (a_polygon([[0, 0], [1], [1, 1], [0, 0]]), "not a pair of numbers"),
    ],
)
def test_what_is_broken_is_said_in_a_sentence(boundary: Any, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence):
        checked(boundary)


def test_heights_and_repeated_points_are_left_out_and_rings_turn_the_usual_way() -> None:
    boundary = a_polygon([[0, 0, 99], [0, 4, 99], [0, 4, 98], [4, 4, 99], [4, 0, 99], [0, 0, 99]])

    shape = checked(boundary)

    assert geometry.write(shape) == a_polygon([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])
    assert checked(geometry.write(shape)) == shape


def test_a_shape_of_very_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validity, "MOST_POINTS", 4)

    with pytest.raises(Broken, match="more than 4 points"):
        checked(a_polygon(SQUARE))


def test_neighbours_share_every_point_of_their_border_and_the_first_has_it() -> None:
    left = geometry.read(a_polygon([[0, 0], [1, 0], [1.3, 0.7], [1, 2], [0, 2], [0, 0]]))
    right = geometry.read(a_polygon([[1, 0], [3, 0], [3, 2], [1, 2], [1.3, 0.7], [1, 0]]))
    index = Index([("left", left), ("right", right)])

    assert index.all((1.3, 0.7)) == ["left", "right"]
    assert index.find((1.3, 0.7)) == "left"
    assert index.find((0.5, 1)) == "left"
    assert index.find((2.5, 1)) == "right"
    assert index.find((9, 9)) is None
    assert Index([]).find((0, 0)) is None


@quick
@given(st.floats(0, 3), st.floats(0, 2))
def test_no_point_is_lost_between_neighbours(x: float, y: float) -> None:
    left = geometry.read(a_polygon([[0, 0], [1, 0], [1.3, 0.7], [1, 2], [0, 2], [0, 0]]))
    right = geometry.read(a_polygon([[1, 0], [3, 0], [3, 2], [1, 2], [1.3, 0.7], [1, 0]]))

    assert Index([("left", left), ("right", right)]).find((x, y)) in {"left", "right"}


def test_a_square_degree_at_the_equator_has_its_known_size() -> None:
    shape = geometry.read(a_polygon([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]))

    assert geometry.square_km(shape) == pytest.approx(12_364, rel=0.001)
    assert geometry.square_km(checked(a_polygon(SQUARE, HOLE))) < geometry.square_km(checked(a_polygon(SQUARE)))
    assert geometry.kilometres((0, 0), (0, 1)) == pytest.approx(111.2, rel=0.001)


def test_the_share_of_a_neighbourhood_in_each_beat_is_counted() -> None:
    index = Index([("left", geometry.read(a_polygon(SQUARE))), ("far", geometry.read(a_polygon(FAR)))])

    found = shares(geometry.read(a_polygon([[3, 0], [7, 0], [7, 4], [3, 4], [3, 0]])), index)

    assert found == {"left": pytest.approx(0.25, abs=0.02)}
