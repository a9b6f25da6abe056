"""Where words go on a map: each is put once, and left out where it would lie on another."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from openbeat.core.places.figures.labels import roomiest
from openbeat.core.places.figures.paths import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from openbeat.core.places.figures.geometry import Box, Point
    from openbeat.core.places.figures.paths import Sheet

LETTER = 0.56  # width of a letter, as a share of its height
AREA, BESIDE, PLACE, WAY = 38, 30, 25, 22  # heights of letters
WORDS_ALONG = (
    '<text class="map-way" font-size="{}" text-anchor="middle" dominant-baseline="central"'
    ' transform="translate({} {})rotate({})">{}</text>'
)
MOST_AREAS = 60  # with a name on the sheet; over that the map only names them when pointed at


@dataclass(slots=True)
class Taken:
    """Which boxes of the sheet hold words already."""

    sheet: Sheet
    scale: float = 1.0  # of all letters: larger where the map is shown small
    boxes: list[Box] = field(default_factory=list)

    def around(self, spots: Sequence[Point], radius: float) -> Taken:
        """Keep room around these spots too."""
        wide = radius * self.scale
        self.boxes += [(x - wide, y - wide, x + wide, y + wide) for x, y in spots]
        return self

    def is_free(self, box: Box) -> bool:
        """Whether this box lies on the sheet and on no other."""
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > WIDTH or bottom > self.sheet.height:
            return False
        return not any(left < r and right > x and top < b and bottom > y for x, y, r, b in self.boxes)

    def take(self, box: Box) -> bool:
        """Keep this box, if it is free."""
        free = self.is_free(box)
        if free:
            self.boxes.append(box)
        return free


def _long(words: str, height: float) -> float:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in words) * LETTER * height  # noqa: PLR2004  wide scripts


def of_areas(areas: Sequence[tuple[str, list[list[Point]]]], taken: Taken, *, beside: bool) -> SafeString:
    """Names of areas, each where its area has most room; quieter where they lie beside the one that matters."""
    rows = []
    high = round((BESIDE if beside else AREA) * taken.scale)
    for name, rings in areas if len(areas) <= MOST_AREAS else ():
        inside = [_on_sheet(ring, taken.sheet) for ring in rings]
        shape = tuple((tuple(ring),) for ring in inside if len(ring) > 3)  # noqa: PLR2004  a triangle, closed
        if not shape:
            continue
        (x, y), room = roomiest(shape)
        if room < high * 0.6:
            continue
        half = _long(name, high) / 2
        x = min(max(x, half + 8), WIDTH - half - 8)
        if taken.take((x - half, y - high * 0.7, x + half, y + high * 0.7)):
            rows.append(("map-name map-beside" if beside else "map-name", round(x), round(y), high, name))
    plain = '<text class="{}" x="{}" y="{}" font-size="{}" text-anchor="middle" dominant-baseline="central">{}</text>'
    return format_html_join("", plain, rows)


def _on_sheet(ring: list[Point], sheet: Sheet) -> list[Point]:
    """The ring with all that lies outside moved to the edge: good enough to find room for a name."""
    moved = [(min(max(x, 0.0), WIDTH), min(max(y, 0.0), sheet.height)) for x, y in ring]
    return [moved[0], *(b for a, b in pairwise(moved) if a != b)]


def of_places(places: Sequence[tuple[str, Point]], taken: Taken) -> SafeString:
    """A dot for each place, and its name where there is room."""
    taken.around([spot for _name, spot in places], 9)
    return format_html_join("", "{}", ((_place(name, spot, taken),) for name, spot in places))


def _place(name: str, spot: Point, taken: Taken) -> SafeString:
    x, y = spot
    dot = format_html(
        '<circle class="map-dot" cx="{}" cy="{}" r="{}" fill="currentColor"/>',
        round(x),
        round(y),
        round(7 * taken.scale),
    )
    high, gap = round(PLACE * taken.scale), round(14 * taken.scale)
    long, half = _long(name, high), high * 0.6
    plain = (
        '<text class="map-place" x="{}" y="{}" font-size="{}" text-anchor="{}" dominant-baseline="central">{}</text>'
    )
    for anchor, left, right, up in (
        ("start", gap, gap + long, 0),
        ("end", -gap - long, -gap, 0),
        ("middle", -long / 2, long / 2, -high),
        ("middle", -long / 2, long / 2, high),
    ):
        if taken.take((x + left, y + up - half, x + right, y + up + half)):
            at = {"start": x + gap, "end": x - gap, "middle": x}[anchor]
            return dot + format_html(plain, round(at), round(y + up), high, anchor, name)
    return dot


def of_ways(ways: Sequence[tuple[str, list[list[Point]]]], taken: Taken) -> SafeString:
    """Names of streets, each along a straight stretch that is long enough."""
    found = (text for name, lines in ways if (text := _way(name, lines, taken)))
    return format_html_join("", "{}", ((text,) for text in found))


def _way(name: str, lines: list[list[Point]], taken: Taken) -> SafeString | None:
    high = round(WAY * taken.scale)
    long = _long(name, high)
    stretches = sorted((pair for line in lines for pair in pairwise(line)), key=_length, reverse=True)
    for a, b in stretches[:4]:
        if _length((a, b)) < long * 0.8:
            return None
        left, right = min(a, b), max(a, b)  # read from left to right
        if spot := _free_spot(left, right, long, high, taken):
            turn = round(degrees(atan2(right[1] - left[1], right[0] - left[0])))
            return format_html(WORDS_ALONG, high, round(spot[0]), round(spot[1]), turn, name)
    return None


def _free_spot(left: Point, right: Point, long: float, high: float, taken: Taken) -> Point | None:
    """The middle of a stretch, or beside it, where the slanting name has room: a row of small boxes, all or none."""
    whole = _length((left, right))
    direction = ((right[0] - left[0]) / whole, (right[1] - left[1]) / whole)
    for share in (0.5, 0.3, 0.7):
        x, y = left[0] + share * (right[0] - left[0]), left[1] + share * (right[1] - left[1])
        count = max(1, round(long / high))
        steps = (((n + 0.5) / count - 0.5) * long for n in range(count))
        spots = [(x + direction[0] * step, y + direction[1] * step) for step in steps]
        half = high * 0.55
        row = [(east - half, south - half, east + half, south + half) for east, south in spots]
        if all(taken.is_free(box) for box in row):
            taken.boxes += row
            return x, y
    return None


def _length(pair: tuple[Point, Point]) -> float:
    (ax, ay), (bx, by) = pair
    return hypot(bx - ax, by - ay)
