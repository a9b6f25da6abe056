"""From degrees to a drawing: projected, cut to the sheet, simplified, and written as a short SVG path."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openbeat.core.places.figures.geometry import Box, Point

WIDTH = 1200.0
FLATTEST, STEEPEST = 0.45, 0.95  # height of the sheet, as a share of its width
TOLERANCE = 0.8  # in units of the drawing: less than half a pixel on most screens
OUTSIDE = 40.0  # what lies farther outside the sheet is cut away


@dataclass(frozen=True, slots=True)
class Sheet:
    """The piece of paper: which box it shows, and how large it is."""

    box: Box
    height: float
    scale: float  # units for a degree of latitude
    squeeze: float  # a degree of longitude is that much shorter

    @classmethod
    def around(cls, box: Box, margin: float = 0.04) -> Sheet:
        """A sheet that shows the box, with a margin as a share of its width."""
        west, south, east, north = box
        squeeze = cos(radians((south + north) / 2))
        wide, high = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
        share = min(STEEPEST, max(FLATTEST, high / wide))
        wide = max(wide, high / share) * (1 + 2 * margin)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        box = (
            middle_x - wide / squeeze / 2,
            middle_y - wide * share / 2,
            middle_x + wide / squeeze / 2,
            middle_y + wide * share / 2,
        )
        return cls(box, round(WIDTH * share), WIDTH / wide, squeeze)

    def place(self, point: Sequence[float]) -> Point:
        """Where a point of the globe lies on the sheet."""
        west, _south, _east, north = self.box
        return (point[0] - west) * self.squeeze * self.scale, (north - point[1]) * self.scale

    def shows(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a place lies on the sheet."""
        return -margin <= point[0] <= WIDTH + margin and -margin <= point[1] <= self.height + margin

    def ring(self, ring: Iterable[Sequence[float]]) -> list[Point]:
        """A ring on the sheet, cut and simplified; empty where nothing of it is seen."""
        placed = _clip([self.place(point) for point in ring][:-1], WIDTH, self.height)
        if len(placed) < 3:  # noqa: PLR2004  nothing that has an inside
            return []
        return _simple([*placed, placed[0]])

    def line(self, line: Iterable[Sequence[float]]) -> list[list[Point]]:
        """A line on the sheet, simplified, in as many parts as are seen."""
        placed = [self.place(point) for point in line]
        parts: list[list[Point]] = []
        for a, b in pairwise(placed):
            if not _near(a, b, self.height):
                continue
            if parts and parts[-1][-1] == a:
                parts[-1].append(b)
            else:
                parts.append([a, b])
        return [_simple(part) for part in parts]


def _near(a: Point, b: Point, height: float) -> bool:
    return (
        max(a[0], b[0]) > -OUTSIDE
        and min(a[0], b[0]) < WIDTH + OUTSIDE
        and max(a[1], b[1]) > -OUTSIDE
        and min(a[1], b[1]) < height + OUTSIDE
    )


def _clip(ring: list[Point], width: float, height: float) -> list[Point]:
    """Cut a ring to the sheet and a little more (Sutherland and Hodgman 1974); borders along the cut are not seen."""
    for axis, limit, keep in (
        (0, -OUTSIDE, 1),
        (0, width + OUTSIDE, -1),
        (1, -OUTSIDE, 1),
        (1, height + OUTSIDE, -1),
    ):
        if all((point[axis] - limit) * keep >= 0 for point in ring):
            continue
        ring = _cut(ring, axis, limit, keep)
    return ring


def _cut(ring: list[Point], axis: int, limit: float, keep: int) -> list[Point]:
    kept: list[Point] = []
    for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        first, second = (a[axis] - limit) * keep >= 0, (b[axis] - limit) * keep >= 0
        if first:
            kept.append(a)
        if first != second:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return kept


def _simple(line: list[Point]) -> list[Point]:
    """Leave out points that nobody would miss (Douglas and Peucker 1973)."""
    if line[0] == line[-1] and len(line) > 3:  # noqa: PLR2004  a ring: its far point divides it
        far = max(range(len(line)), key=lambda n: hypot(line[n][0] - line[0][0], line[n][1] - line[0][1]))
        kept = {0, far, len(line) - 1}
        stretches = [(0, far), (far, len(line) - 1)]
    else:
        kept = {0, len(line) - 1}
        stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        far, distance = _farthest(line, first, last)
        if distance > TOLERANCE:
            kept.add(far)
            stretches += [(first, far), (far, last)]
    return [line[number] for number in sorted(kept)]


def _farthest(line: list[Point], first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = line[first], line[last]
    length = hypot(bx - ax, by - ay)
    best, found = 0.0, first
    for number in range(first + 1, last):
        x, y = line[number]
        away = abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length if length else hypot(x - ax, y - ay)
        if away > best:
            best, found = away, number
    return found, best


def path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """The `d` of an SVG path: whole numbers, each as a step from the one before."""
    return "".join(_path(line, closed=closed) for line in lines if len(line) > 1)


def _path(line: Sequence[Point], *, closed: bool) -> str:
    spots = [(round(x), round(y)) for x, y in line]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(spots) if (ax, ay) != (bx, by)]
    if closed:
        steps = steps[:-1]
    if not steps:
        return ""
    words = "".join(f"{x if x < 0 or not n else f' {x}'}{y if y < 0 else f' {y}'}" for n, (x, y) in enumerate(steps))
    return f"M{spots[0][0]} {spots[0][1]}l{words}{'z' if closed else ''}"
