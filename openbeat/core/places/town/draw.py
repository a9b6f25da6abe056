"""Draws the example town into alder_falls.geojson: `python -m openbeat.core.places.town.draw`.

plan.json beside it is in steps of ten metres, east and north of the town's south-west corner. Borders between beats
are drawn once and used by both neighbours: no gap is left and nothing overlaps. The town and its map are invented.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

type Spot = tuple[float, float]

HERE = Path(__file__).parent
WEST, SOUTH = -91.3, 43.605
STEP_NORTH = 10 / 111_195  # degrees of latitude in ten metres
STEP_EAST = STEP_NORTH / cos(radians(43.628))


@cache
def plan() -> dict[str, Any]:
    """What stands where."""
    found: dict[str, Any] = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))
    return found


@cache
def river() -> list[Spot]:
    """The middle of the river."""
    return smooth(plan()["river"])


def on_globe(spot: Spot) -> list[float]:
    """Degrees of longitude and latitude, to about a metre."""
    return [round(WEST + spot[0] * STEP_EAST, 5), round(SOUTH + spot[1] * STEP_NORTH, 5)]


def smooth(line: list[Spot], steps: int = 6) -> list[Spot]:
    """A curve through all points of the line (Catmull-Rom)."""
    ends = [line[0], *line, line[-1]]
    curve: list[Spot] = []
    for number in range(len(line) - 1):
        corners = ends[number : number + 4]
        curve += [_between(corners, step / steps) for step in range(steps)]
    return [*curve, line[-1]]


def _between(corners: list[Spot], t: float) -> Spot:
    def along(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    easts, norths = zip(*corners, strict=True)
    return along(*easts), along(*norths)


def banks(course: list[Spot], widths: list[float]) -> list[Spot]:
    """The ring of a river: its course, widened to both sides."""
    middle = smooth(course)
    wide = [width for width, _zero in smooth([(width, 0.0) for width in widths])]
    left, right = [], []
    for number, (x, y) in enumerate(middle):
        (ax, ay), (bx, by) = middle[max(0, number - 1)], middle[min(len(middle) - 1, number + 1)]
        length = hypot(bx - ax, by - ay)
        over, up = -(by - ay) / length * wide[number] / 2, (bx - ax) / length * wide[number] / 2
        left.append((x + over, y + up))
        right.append((x - over, y - up))
    return [*left, *reversed(right), left[0]]


def in_river(name: str) -> int:
    """The place along the river that is nearest to a point of the plan where borders meet."""
    x, y = plan()["on_river"][name]
    return min(range(len(river())), key=lambda number: hypot(river()[number][0] - x, river()[number][1] - y))


def arc(name: str) -> list[Spot]:
    """A border, from one meeting of borders to the next."""
    if name in plan()["river_arcs"]:
        start, end = (in_river(spot) for spot in plan()["river_arcs"][name])
        return river()[start : end + 1]
    line = [river()[in_river(spot)] if isinstance(spot, str) else spot for spot in plan()["arcs"][name]]
    return smooth(line, 4) if name in plan()["curved_arcs"] else line


def ring(names: list[str]) -> list[Spot]:
    """Borders one after the other, as a closed ring; "-name" runs backwards."""
    spots: list[Spot] = []
    for name in names:
        line = arc(name.removeprefix("-"))
        spots += (line[::-1] if name.startswith("-") else line)[:-1]
    return [*spots, spots[0]]


def feature(kind: str, geometry: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """One GeoJSON feature of the map: what the plan says of it, without its course."""
    drawn = {"arcs", "line", "widths", "curved", "spot", "kind"}
    properties = {"kind": kind, **{name: value for name, value in said.items() if name not in drawn}}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(spots: list[Spot]) -> dict[str, Any]:
    """A closed ring as GeoJSON."""
    points = [on_globe(spot) for spot in spots]
    kept = [points[0], *(point for before, point in pairwise(points) if point != before)]
    return {"type": "Polygon", "coordinates": [kept]}


def round_about(line: list[Spot]) -> dict[str, Any]:
    """A curved area as GeoJSON."""
    return polygon(smooth([*line, line[0]], 4))


def way(spots: list[Spot]) -> dict[str, Any]:
    """A line as GeoJSON."""
    return {"type": "LineString", "coordinates": [on_globe(spot) for spot in spots]}


def features() -> list[dict[str, Any]]:
    """All that stands on the map: areas first, then water, green, lines and points."""
    said = plan()
    stream = {"name": "Alder River", "line": said["river"], "widths": said["widths"]}
    return [
        *(feature("beat", polygon(ring(one["arcs"])), one) for one in said["beats"]),
        *(feature("district", polygon(ring(one["arcs"])), one) for one in said["districts"]),
        *(feature("neighbourhood", round_about(one["line"]), one) for one in said["quarters"]),
        *(feature("water", polygon(banks(one["line"], one["widths"])), one) for one in (stream, *said["streams"])),
        *(feature("water", round_about(one["line"]), one) for one in said["ponds"]),
        *(feature("green", round_about(one["line"]), one) for one in said["parks"]),
        *(feature("rail", way(smooth(one["line"], 5)), one) for one in said["rails"]),
        *(feature(one["kind"], way(_course(one)), one) for one in said["streets"]),
        *(feature("place", {"type": "Point", "coordinates": on_globe(one["spot"])}, one) for one in said["places"]),
    ]


def _course(street: dict[str, Any]) -> list[Spot]:
    line: list[Spot] = street["line"]
    return smooth(line, 3) if street["curved"] else line


def text() -> str:
    """The file: one feature a line, so that a change shows as one."""
    lines = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in features())
    note = '"note":"Alder Falls and everything on its map are invented."'
    return f'{{"type":"FeatureCollection",{note},"features":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    (HERE / "alder_falls.geojson").write_text(text(), encoding="utf-8")
