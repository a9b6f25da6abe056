"""Which shape a point lies in, fast: a grid of boxes over all shapes, and each shape's edges sorted into bands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from openbeat.core.places.figures.geometry import box, edges, in_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openbeat.core.places.figures.geometry import Box, Edge, Point, Polygon, Shape

EDGES_A_BAND = 8
MOST_BANDS = 2_000


class Banded:
    """One polygon whose edges are found by their height: asking costs a few edges, however many corners it has."""

    def __init__(self, polygon: Polygon) -> None:
        self.box = box((polygon,))
        upward = [edge for ring in polygon for edge in edges(ring)]
        self._count = max(1, min(MOST_BANDS, len(upward) // EDGES_A_BAND))
        self._bands: list[list[Edge]] = [[] for _ in range(self._count)]
        for edge in upward:
            for band in range(self._band(edge[1]), self._band(edge[3]) + 1):
                self._bands[band].append(edge)

    def _band(self, north: float) -> int:
        _west, low, _east, high = self.box
        return max(0, min(self._count - 1, int((north - low) / (high - low) * self._count)))

    def __contains__(self, point: Point) -> bool:
        west, south, east, north = self.box
        if not (west <= point[0] <= east and south <= point[1] <= north):
            return False
        return in_edges(self._bands[self._band(point[1])], point)


class Index[Key]:
    """Shapes by key; where two of them meet in a point, the one that was given first has it."""

    def __init__(self, shapes: Iterable[tuple[Key, Shape]]) -> None:
        self._pieces = [(key, Banded(polygon)) for key, shape in shapes for polygon in shape]
        self._cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self._box = _all_around([piece.box for _key, piece in self._pieces])
        self._side = max(1, min(256, int((2 * len(self._pieces)) ** 0.5)))
        for number, (_key, piece) in enumerate(self._pieces):
            west, south, east, north = piece.box
            (left, low), (right, high) = self._cell((west, south)), self._cell((east, north))
            for column in range(left, right + 1):
                for row in range(low, high + 1):
                    self._cells[column, row].append(number)

    def _cell(self, point: Point) -> tuple[int, int]:
        west, south, east, north = self._box
        return (
            int((point[0] - west) / ((east - west) or 1) * self._side),
            int((point[1] - south) / ((north - south) or 1) * self._side),
        )

    def all(self, point: Point) -> list[Key]:
        """The keys of every shape that has the point."""
        west, south, east, north = self._box
        if not (west <= point[0] <= east and south <= point[1] <= north):
            return []
        pieces = (self._pieces[number] for number in self._cells.get(self._cell(point), ()))
        return list(dict.fromkeys(key for key, piece in pieces if point in piece))

    def find(self, point: Point) -> Key | None:
        """The key of the first shape that has the point, or None."""
        found = self.all(point)
        return found[0] if found else None


def _all_around(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
