"""Areas on the ground, in plain Python: rings, area, centroid, validity, "is this point inside", on WGS84 degrees."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import cos, hypot, isfinite, radians, sin
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django_stubs_ext import StrPromise

type Point = tuple[float, float]  # longitude, latitude
type Ring = tuple[Point, ...]  # closed: the last point is the first
type Polygon = tuple[Ring, ...]  # the outer ring, then holes
type Shape = tuple[Polygon, ...]  # one or more pieces
type Box = tuple[float, float, float, float]  # west, south, east, north
type Edge = tuple[float, float, float, float]

EARTH_KM = 6371.0072  # radius of the sphere with the Earth's surface
HUGE = 1e300  # a whole number beyond it is not a float at all
ROUNDING = 3.3306690738754716e-16  # Shewchuk's bound for the orientation of three points in double precision


class Broken(ValueError):
    """A geometry that cannot be an area; carries the sentence that says what is wrong with it."""

    def __init__(self, sentence: StrPromise | str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def read(geometry: object) -> Shape:
    """The pieces of a GeoJSON Polygon or MultiPolygon, each ring closed and turned the usual way; raises Broken."""
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise Broken(_("It has no boundary."))
    kind, coordinates = geometry.get("type"), geometry["coordinates"]
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Broken(_("It is not an area but a “%(kind)s”.") % {"kind": kind})
    pieces = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(pieces, list):
        raise Broken(_("Its corners are not a list."))
    return tuple(_read_piece(piece) for piece in pieces)


def write(shape: Shape) -> dict[str, Any]:
    """The shape as GeoJSON: a Polygon where it has one piece, else a MultiPolygon (RFC 7946)."""
    pieces = [[[list(point) for point in ring] for ring in polygon] for polygon in shape]
    if len(pieces) == 1:
        return {"type": "Polygon", "coordinates": pieces[0]}
    return {"type": "MultiPolygon", "coordinates": pieces}


def _read_piece(piece: object) -> Polygon:
    if not isinstance(piece, list) or not piece:
        raise Broken(_("One of its pieces is empty."))
    rings = [_read_ring(ring) for ring in piece]
    return tuple(_turned(ring, left=number == 0) for number, ring in enumerate(rings))


def _read_ring(ring: object) -> Ring:
    if not isinstance(ring, list):
        raise Broken(_("Its corners are not a list."))
    points = [_read_point(point) for point in ring]
    if len(points) < 4:  # noqa: PLR2004  a triangle, closed
        raise Broken(_("One of its rings has fewer than four points."))
    if points[0] != points[-1]:
        raise Broken(_("One of its rings is not closed: the last point must be the first."))
    steps = [point for point, following in pairwise(points) if point != following]
    if len(steps) < 3:  # noqa: PLR2004  a triangle
        raise Broken(_("One of its rings encloses nothing."))
    return (*steps, steps[0])


def _read_point(point: object) -> Point:
    if not isinstance(point, list) or len(point) < 2:  # noqa: PLR2004  longitude and latitude; a height is left out
        raise Broken(_("One of its points is not a pair of numbers."))
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in point[:2]):
        raise Broken(_("One of its points is not a pair of numbers."))
    if not all(abs(value) < HUGE and isfinite(value) for value in point[:2]):
        raise Broken(_("One of its points is not a number that exists."))
    east, north = float(point[0]), float(point[1])
    if abs(east) > 180 or abs(north) > 90:  # noqa: PLR2004  degrees
        raise Broken(
            _("Its points are not degrees of longitude and latitude (WGS84): it has %(east)s, %(north)s.")
            % {"east": east, "north": north}
        )
    return east, north


def _turned(ring: Ring, *, left: bool) -> Ring:
    """Outer rings run against the clock, holes with it."""
    return ring if (signed_area(ring) > 0) == left else ring[::-1]


def side(a: Point, b: Point, c: Point) -> int:
    """On which side of the line a-b the point c lies: 1 left, -1 right, 0 on it; exact."""
    if c in (a, b):
        return 0
    one, two = (b[0] - a[0]) * (c[1] - a[1]), (b[1] - a[1]) * (c[0] - a[0])
    turn = one - two
    if abs(turn) > ROUNDING * (abs(one) + abs(two)):
        return 1 if turn > 0 else -1
    return _exact_side(a, b, c)


def _exact_side(a: Point, b: Point, c: Point) -> int:
    (ax, ay), (bx, by), (cx, cy) = ((Fraction(x), Fraction(y)) for x, y in (a, b, c))
    turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    return (turn > 0) - (turn < 0)


def signed_area(ring: Sequence[Point]) -> float:
    """The ring's area in its own units squared, positive when it runs against the clock."""
    x0, y0 = ring[0]
    return sum((ax - x0) * (by - y0) - (bx - x0) * (ay - y0) for (ax, ay), (bx, by) in pairwise(ring)) / 2


def square_km(shape: Shape) -> float:
    """The area in square kilometres on a sphere (Chamberlain and Duquette 2007, JPL 07-03; within half a percent)."""
    total = 0.0
    for polygon in shape:
        outer, *holes = (abs(_on_sphere(ring)) for ring in polygon)
        total += outer - sum(holes)
    return total


def _on_sphere(ring: Ring) -> float:
    slices = (radians(bx - ax) * (2 + sin(radians(ay)) + sin(radians(by))) for (ax, ay), (bx, by) in pairwise(ring))
    return sum(slices) * EARTH_KM**2 / 2


def centroid(shape: Shape) -> Point:
    """The centre of gravity in degrees; may lie outside a bent area."""
    weight = east = north = 0.0
    x0, y0 = shape[0][0][0]  # near the shape: far from zero the products lose digits
    for ring in (ring for polygon in shape for ring in polygon):
        for (ax, ay), (bx, by) in pairwise((x - x0, y - y0) for x, y in ring):
            cross = ax * by - bx * ay
            weight, east, north = weight + cross, east + (ax + bx) * cross, north + (ay + by) * cross
    return x0 + east / (3 * weight), y0 + north / (3 * weight)


def box(shape: Shape) -> Box:
    """The smallest upright box around the shape."""
    return around(point for polygon in shape for point in polygon[0])


def around(points: Iterable[Point]) -> Box:
    """The smallest upright box around these points."""
    easts, norths = zip(*points, strict=True)
    return min(easts), min(norths), max(easts), max(norths)


def kilometres(a: Point, b: Point) -> float:
    """How far two near points are apart."""
    across = radians(b[0] - a[0]) * cos(radians((a[1] + b[1]) / 2))
    return EARTH_KM * hypot(across, radians(b[1] - a[1]))


def contains(shape: Shape, point: Point) -> bool:
    """Whether the point lies in the shape or on its edge."""
    return any(_in_polygon(polygon, point) for polygon in shape)


def _in_polygon(polygon: Polygon, point: Point) -> bool:
    return in_edges((edge for ring in polygon for edge in edges(ring)), point)


def edges(ring: Ring) -> Iterator[Edge]:
    """The ring's edges, each from its lower end upwards: two neighbours then judge a shared border alike."""
    for (ax, ay), (bx, by) in pairwise(ring):
        yield (ax, ay, bx, by) if (ay, ax) <= (by, bx) else (bx, by, ax, ay)


def in_edges(upward: Iterable[Edge], point: Point) -> bool:
    """Even-odd rule over edges that run upwards; a point on an edge is inside."""
    x, y = point
    inside = False
    for ax, ay, bx, by in upward:
        if y < ay or y > by:
            continue
        if ay == by:
            if min(ax, bx) <= x <= max(ax, bx):
                return True
            continue
        where = side((ax, ay), (bx, by), point)
        if where == 0:
            return True
        inside ^= where > 0 and y != by
    return inside
