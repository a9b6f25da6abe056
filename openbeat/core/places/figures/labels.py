"""Where a name fits into an area: the point inside that is farthest from the edge, found on finer and finer grids."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count, pairwise
from math import hypot
from typing import TYPE_CHECKING

from openbeat.core.places.figures.geometry import centroid, contains, signed_area

if TYPE_CHECKING:
    from openbeat.core.places.figures.geometry import Point, Polygon, Shape

    type Cell = tuple[float, float, float, float]  # its middle, half its width, how far its middle lies inside

FINE = 0.02  # stop where a better point could lie at most this share of the width farther inside
MOST_CELLS = 2_000
MOST_WORK = 1_000_000  # cells times edges
DIAGONAL = 2**0.5


def inside_point(shape: Shape) -> Point:
    """A point well inside the largest piece of the shape."""
    return roomiest(shape)[0]


def roomiest(shape: Shape) -> tuple[Point, float]:
    """The point of the largest piece that is farthest from its edge, and that distance (as by Mapbox's polylabel)."""
    piece = max(shape, key=lambda polygon: abs(signed_area(polygon[0])))
    easts, norths = zip(*piece[0], strict=True)
    west, south, east, north = min(easts), min(norths), max(easts), max(norths)
    step = min(east - west, north - south)
    best = _cell(piece, *centroid((piece,)), 0.0)
    queue: list[tuple[float, int, Cell]] = []
    order = count()
    columns, rows = min(40, int((east - west) / step) + 1), min(40, int((north - south) / step) + 1)
    for column in range(columns):
        for row in range(rows):
            x, y = west + (column + 0.5) * (east - west) / columns, south + (row + 0.5) * (north - south) / rows
            half = max((east - west) / columns, (north - south) / rows) / 2
            _push(queue, next(order), _cell(piece, x, y, half))
    x, y, _half, depth = _search(piece, queue, best, FINE * step)
    return (x, y) if contains((piece,), (x, y)) else _on_a_line(piece), max(depth, 0.0)


def _search(piece: Polygon, queue: list[tuple[float, int, Cell]], best: Cell, fine: float) -> Cell:
    cells = min(MOST_CELLS, MOST_WORK // sum(map(len, piece)))
    for number in range(cells):
        if not queue:
            break
        promise, _order, (x, y, half, depth) = heappop(queue)
        if depth > best[3]:
            best = (x, y, half, depth)
        if -promise - best[3] <= fine:
            break
        half /= 2
        for right, up in ((-1, -1), (-1, 1), (1, -1), (1, 1)):
            _push(queue, MOST_CELLS * 2 + number, _cell(piece, x + right * half, y + up * half, half))
    return best


def _push(queue: list[tuple[float, int, Cell]], order: int, cell: Cell) -> None:
    heappush(queue, (-(cell[3] + cell[2] * DIAGONAL), order, cell))


def _cell(piece: Polygon, x: float, y: float, half: float) -> Cell:
    distance = min(_from_edge(a, b, x, y) for ring in piece for a, b in pairwise(ring))
    return x, y, half, distance if contains((piece,), (x, y)) else -distance


def _from_edge(a: Point, b: Point, x: float, y: float) -> float:
    (ax, ay), (bx, by) = a, b
    across, up = bx - ax, by - ay
    along = ((x - ax) * across + (y - ay) * up) / (across * across + up * up)
    along = min(1.0, max(0.0, along))
    return hypot(x - ax - along * across, y - ay - along * up)


def _on_a_line(piece: Polygon) -> Point:
    """The middle of the widest stretch inside, on a level between two corners: for slivers that the grid missed."""
    levels = sorted({y for ring in piece for _x, y in ring})
    middle = max(((low + high) / 2 for low, high in pairwise(levels)), key=lambda level: _stretch(piece, level)[1])
    return _stretch(piece, middle)[0], middle


def _stretch(piece: Polygon, level: float) -> tuple[float, float]:
    crossings = sorted(
        ax + (level - ay) / (by - ay) * (bx - ax)
        for ring in piece
        for (ax, ay), (bx, by) in pairwise(ring)
        if min(ay, by) < level < max(ay, by)
    )
    pairs = list(zip(crossings[::2], crossings[1::2], strict=False)) or [(piece[0][0][0], piece[0][0][0])]
    left, right = max(pairs, key=lambda pair: pair[1] - pair[0])
    return (left + right) / 2, right - left
