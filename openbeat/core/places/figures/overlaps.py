"""How much of one area lies in others, counted on a grid of points: exact enough to say across which beats it lies."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from openbeat.core.places.figures.geometry import box
from openbeat.core.places.figures.index import Banded

if TYPE_CHECKING:
    from openbeat.core.places.figures.geometry import Shape
    from openbeat.core.places.figures.index import Index

POINTS = 40  # a side: 1,600 points over the area's box, so a share is right to about one in a hundred


def shares[Key](shape: Shape, others: Index[Key]) -> dict[Key, float]:
    """For each of the others, the share of the shape's ground that lies in it (0 to 1), largest first."""
    pieces = [Banded(polygon) for polygon in shape]
    west, south, east, north = box(shape)
    found: Counter[Key] = Counter()
    inside = 0
    for column in range(POINTS):
        for row in range(POINTS):
            point = (west + (column + 0.5) / POINTS * (east - west), south + (row + 0.5) / POINTS * (north - south))
            if any(point in piece for piece in pieces):
                inside += 1
                found.update(others.all(point)[:1])
    return {key: count / inside for key, count in found.most_common()}
