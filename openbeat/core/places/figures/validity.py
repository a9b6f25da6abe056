"""Whether a shape is an area at all: rings that do not cross, holes that lie inside, pieces that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from openbeat.core.places.figures.geometry import Broken, around, contains, side, signed_area
from openbeat.core.places.figures.labels import inside_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openbeat.core.places.figures.geometry import Point, Polygon, Ring, Shape

    type Segment = tuple[Point, Point, int, int]  # its west end, its east end, the number of its ring, its place there

MOST_POINTS = 100_000
MOST_COMPARED = 4_000_000  # pairs of edges: some seconds


def check(shape: Shape) -> Shape:
    """The shape, with pieces that were given twice left out; raises Broken with a sentence."""
    if sum(len(ring) for polygon in shape for ring in polygon) > MOST_POINTS:
        raise Broken(_("It has more than %(count)s points: simplify it first.") % {"count": MOST_POINTS})
    pieces = tuple(dict.fromkeys(shape))
    for polygon in pieces:
        _check_piece(polygon)
    if any(_overlap(one, other) for one, other in combinations(pieces, 2)):
        raise Broken(_("Two of its pieces lie on each other."))
    return pieces


def _check_piece(polygon: Polygon) -> None:
    if not all(signed_area(ring) for ring in polygon):
        raise Broken(_("One of its rings encloses nothing."))
    last = [len(ring) - 2 for ring in polygon]
    for one, other in _meetings(_segments(polygon)):
        if not _may_meet(one, other, last):
            place = {"east": f"{one[0][0]:.5f}", "north": f"{one[0][1]:.5f}"}
            raise Broken(_("Its boundary crosses or touches itself near %(east)s, %(north)s.") % place)
    outer, *holes = polygon
    if not all(_lies_in(hole, outer) for hole in holes):
        raise Broken(_("One of its holes is not inside it."))
    if any(_lies_in(a, b) or _lies_in(b, a) for a, b in combinations(holes, 2)):
        raise Broken(_("Two of its holes lie in each other."))


def _segments(rings: Iterable[Ring]) -> Iterator[Segment]:
    for number, ring in enumerate(rings):
        for place, (a, b) in enumerate(pairwise(ring)):
            yield min(a, b), max(a, b), number, place


def _meetings(segments: Iterable[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Every two segments that share a point (some more than once), found in the cells of a grid."""
    found = list(segments)
    grid = _Grid(found)
    cells: defaultdict[int, list[Segment]] = defaultdict(list)
    compared = 0
    for segment in found:
        for cell in grid.cells(segment):
            here = cells[cell]
            compared += len(here)
            if compared > MOST_COMPARED:
                raise Broken(_("It is too tangled to be checked: simplify it first."))
            yield from ((segment, other) for other in here if _meet(segment, other))
            here.append(segment)


class _Grid:
    """Some cells for each segment; a segment is in the cells that it may go through."""

    def __init__(self, segments: list[Segment]) -> None:
        self.west, self.south, self.east, self.north = around(point for segment in segments for point in segment[:2])
        self.side = max(1, int(2 * len(segments) ** 0.5))

    def _column(self, x: float) -> int:
        return max(0, min(self.side - 1, int((x - self.west) / (self.east - self.west) * self.side)))

    def _row(self, y: float) -> int:
        return max(0, min(self.side - 1, int((y - self.south) / (self.north - self.south) * self.side)))

    def cells(self, segment: Segment) -> Iterator[int]:
        """Row by row, so that a long segment is not in all cells of its box."""
        (ax, ay), (bx, by) = segment[:2]
        first, last = sorted((self._row(ay), self._row(by)))
        if last - first <= 1:
            spans = [(row, ax, bx) for row in range(first, last + 1)]
        else:
            spans = [(row, *self._within(segment, row)) for row in range(first, last + 1)]
        for row, left, right in spans:
            for column in range(self._column(left), self._column(right) + 1):
                yield row * self.side + column

    def _within(self, segment: Segment, row: int) -> tuple[float, float]:
        """Between which longitudes a segment lies in a row, and a little more: the division is not exact."""
        (ax, ay), (bx, by) = segment[:2]
        high, wide = (self.north - self.south) / self.side, (self.east - self.west) / self.side
        ends = (self.south + row * high, self.south + (row + 1) * high)
        low, up = sorted(ax + (end - ay) / (by - ay) * (bx - ax) for end in ends)
        return max(ax, low - wide / 8), min(bx, up + wide / 8)


def _meet(one: Segment, other: Segment) -> bool:
    (a, b, *_one), (c, d, *_other) = one, other
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    if side(a, b, c) * side(a, b, d) > 0 or side(c, d, a) * side(c, d, b) > 0:
        return False
    return max(a, c) <= min(b, d) or any((side(a, b, c), side(a, b, d)))


def _cross(one: Segment, other: Segment) -> bool:
    """Whether each goes through the inside of the other."""
    (a, b, *_one), (c, d, *_other) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _run_together(one: Segment, other: Segment) -> bool:
    """Whether they share more than a point."""
    (a, b, *_one), (c, d, *_other) = one, other
    return side(a, b, c) == side(a, b, d) == 0 and max(a, c) < min(b, d)


def _may_meet(one: Segment, other: Segment, last: list[int]) -> bool:
    """Neighbouring edges of one ring share a corner; a hole may touch another ring in a point."""
    if _cross(one, other) or _run_together(one, other):
        return False
    (ring, place), (other_ring, other_place) = one[2:], other[2:]
    return ring != other_ring or abs(place - other_place) in {1, last[ring]}


def _lies_in(ring: Ring, other: Ring) -> bool:
    """For rings that do not cross: whether the points of one that are not on the other's edge are inside it."""
    points = [*ring, *(((ax + bx) / 2, (ay + by) / 2) for (ax, ay), (bx, by) in pairwise(ring))]
    free = next((point for point in points if not _on_edge(other, point)), points[0])
    return contains(((other,),), free)


def _on_edge(ring: Ring, point: Point) -> bool:
    return any(min(a, b) <= point <= max(a, b) and side(a, b, point) == 0 for a, b in pairwise(ring))


def _overlap(one: Polygon, other: Polygon) -> bool:
    """Whether two pieces share ground; a common border is none."""
    west, south, east, north = around(one[0])
    left, low, right, high = around(other[0])
    if east <= left or right <= west or north <= low or high <= south:
        return False
    both = _segments([*one, *other])
    if any(_cross(a, b) for a, b in _meetings(both)):
        return True
    return contains((one,), inside_point((other,))) or contains((other,), inside_point((one,)))
