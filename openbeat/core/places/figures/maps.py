"""A map as SVG, drawn on the server: no outside service, no script, and colours that follow the page.

It carries classes for the stylesheet and plain SVG attributes as a beginning; never a style attribute. What it shows is
for the eye and the mouse: the page puts the same areas and marks beside it as a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from openbeat.core.places.figures import geometry, names
from openbeat.core.places.figures.paths import WIDTH, Sheet, path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from openbeat.core.places.figures.geometry import Box, Point, Shape

MOST_STOPS = 24  # of the tabulator key in one map; the list beside it leads to the others
FLOOR = ("water", "green")
WAYS = ("street", "rail", "road")
SCALES = (("wide", 1.0), ("narrow", 1.7))


@dataclass(frozen=True, slots=True)
class Outline:
    """An area to draw: its name, where it leads, its shape, and whether it is the one the page is about."""

    name: str
    url: str
    shape: Shape
    label: str = ""  # "Beat 5"
    current: bool = False
    faint: bool = False  # drawn as a dashed line over the others: a neighbourhood


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered point, as in the list beside the map."""

    point: Point
    number: int
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What else is seen: water, green, rail, road, street, place; with its GeoJSON geometry."""

    kind: str
    name: str
    geometry: dict[str, Any]


def svg_map(
    areas: Sequence[Outline],
    marks: Sequence[Mark] = (),
    *,
    label: str,
    ground: Iterable[Thing] = (),
    close_to: Box | None = None,
    links: bool = True,
) -> SafeString:
    """Draw the areas, what lies between them, and numbered marks; `close_to` shows one part with its streets.

    An image with a name for those who do not see it; with links, a group of links. Empty where there is nothing.
    """
    if not areas:
        return SafeString("")
    sheet = Sheet.around(close_to or _around(areas))
    ground = list(ground)
    layers = [
        _areas(areas, sheet, links=links),
        _floor(ground, sheet),
        _ways(ground, sheet, near=close_to is not None),
        _borders(areas, sheet),
        _words(areas, ground, marks, sheet),
        _marks(marks, sheet, links=links),
    ]
    return _svg(sheet, label, layers, links=links)


def _svg(sheet: Sheet, label: str, layers: list[SafeString], *, links: bool) -> SafeString:
    key = f"map-{crc32(''.join([label, *layers]).encode()):x}"
    shape = (
        '<figure class="map"><svg class="map-sheet" viewBox="0 0 {} {}" data-box="{}" role="{}" aria-labelledby="{}">'
        '<title id="{}">{}</title>{}</svg></figure>'
    )
    body = mark_safe("".join(layers))  # noqa: S308  each layer was made by format_html
    box, role = (
        " ".join(f"{edge:.6f}" for edge in sheet.box),
        "group" if links else "img",
    )  # box: for a script that picks
    return format_html(shape, round(WIDTH), round(sheet.height), box, role, key, key, label, body)


def _around(areas: Sequence[Outline]) -> Box:
    boxes = [geometry.box(area.shape) for area in areas]
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _rings(shape: Shape, sheet: Sheet) -> list[list[Point]]:
    return [ring for polygon in shape for line in polygon if (ring := sheet.ring(line))]


def _areas(areas: Sequence[Outline], sheet: Sheet, *, links: bool) -> SafeString:
    stops = mark_safe(' tabindex="-1"') if len(areas) > MOST_STOPS else ""
    drawn = ((area, path(_rings(area.shape, sheet), closed=True)) for area in areas if not area.faint)
    return format_html_join("", "{}", ((_area(area, d, stops, links=links),) for area, d in drawn if d))


def _area(area: Outline, d: str, stops: SafeString | str, *, links: bool) -> SafeString:
    name = f"{area.label}: {area.name}" if area.label and area.label != area.name else area.name
    shade = "map-area map-current" if area.current else "map-area"
    plain = (
        '<path class="{}" d="{}" fill="currentColor" fill-opacity=".05" fill-rule="evenodd"><title>{}</title></path>'
    )
    drawn = format_html(plain, shade, d, name)
    if not links or not area.url:
        return drawn
    here = mark_safe(' aria-current="true"') if area.current else ""
    return format_html('<a class="map-link" href="{}" aria-label="{}"{}{}>{}</a>', area.url, name, here, stops, drawn)


def _floor(ground: list[Thing], sheet: Sheet) -> SafeString:
    """Water and parks; they let the mouse through to the area below."""
    drawn = []
    for kind in reversed(FLOOR):
        things = (geometry.read(thing.geometry) for thing in ground if thing.kind == kind)
        rings = [ring for shape in things for ring in _rings(shape, sheet)]
        if rings:
            drawn.append((f"map-{kind}", path(rings, closed=True)))
    plain = '<path class="{}" d="{}" fill="currentColor" fill-opacity=".16" pointer-events="none"/>'
    return format_html_join("", plain, drawn)


def _ways(ground: list[Thing], sheet: Sheet, *, near: bool) -> SafeString:
    drawn = []
    for kind in WAYS:
        if kind == "street" and not near:
            continue
        lines = [line for thing in ground if thing.kind == kind for line in sheet.line(thing.geometry["coordinates"])]
        if lines:
            drawn.append((f"map-{kind}", path(lines, closed=False), 5 if kind == "road" else 3))
    plain = (
        '<path class="{}" d="{}" fill="none" stroke="currentColor" stroke-opacity=".3" stroke-width="{}"'
        ' stroke-linecap="round" stroke-linejoin="round" pointer-events="none"/>'
    )
    return format_html_join("", plain, drawn)


def _borders(areas: Sequence[Outline], sheet: Sheet) -> SafeString:
    """All borders in one path over the streets, then the dashed ones, then the current area's."""
    groups = (
        ("map-borders", [area for area in areas if not area.current and not area.faint]),
        ("map-faint", [area for area in areas if area.faint and not area.current]),
        ("map-here", [area for area in areas if area.current]),
    )
    plain = (
        '<path class="{}" d="{}" fill="none" stroke="currentColor" stroke-width="{}" stroke-linejoin="round"'
        ' pointer-events="none"{}/>'
    )
    dashed = mark_safe(' stroke-dasharray="12 10"')
    drawn = (
        (kind, path([ring for area in some for ring in _rings(area.shape, sheet)], closed=True))
        for kind, some in groups
        if some
    )
    rows = ((kind, d, 7 if kind == "map-here" else 3, dashed if kind == "map-faint" else "") for kind, d in drawn if d)
    return format_html_join("", plain, rows)


def _words(areas: Sequence[Outline], ground: list[Thing], marks: Sequence[Mark], sheet: Sheet) -> SafeString:
    """All names twice: as they fit on a wide map, and larger and fewer for a narrow one. The stylesheet shows one."""
    near = [area.shape for area in areas if area.current] if _is_near(areas, sheet) else []
    solid = [(area.name, _rings(area.shape, sheet)) for area in areas if not area.faint and not (near and area.current)]
    things = [thing for thing in ground if thing.kind in {"road", "street"} or _is_in(thing, near)] if near else []
    spots = [sheet.place(mark.point) for mark in marks]
    layers = (
        (f"map-words map-{name}", _layer(solid, things, names.Taken(sheet, scale).around(spots, 26), beside=bool(near)))
        for name, scale in SCALES
    )
    return format_html_join("", '<g class="{}" aria-hidden="true" pointer-events="none">{}</g>', layers)


def _is_near(areas: Sequence[Outline], sheet: Sheet) -> bool:
    """Whether the sheet shows a part of the areas only."""
    west, south, east, north = _around(areas)
    left, low, right, high = sheet.box
    return left > west or low > south or right < east or high < north


def _is_in(thing: Thing, shapes: Sequence[Shape]) -> bool:
    if thing.kind != "place":
        return False
    east, north = thing.geometry["coordinates"]
    return any(geometry.contains(shape, (east, north)) for shape in shapes)


def _layer(
    areas: list[tuple[str, list[list[Point]]]], things: list[Thing], taken: names.Taken, *, beside: bool
) -> SafeString:
    sheet = taken.sheet
    words = names.of_areas(areas, taken, beside=beside)
    spots = [(thing.name, sheet.place(thing.geometry["coordinates"])) for thing in things if thing.kind == "place"]
    words += names.of_places([(name, spot) for name, spot in spots if sheet.shows(spot, -12)], taken)
    ways = [(thing.name, sheet.line(thing.geometry["coordinates"])) for thing in things if thing.kind != "place"]
    return words + names.of_ways(ways, taken)


def _marks(marks: Sequence[Mark], sheet: Sheet, *, links: bool) -> SafeString:
    placed = ((mark, sheet.place(mark.point)) for mark in marks)
    return format_html_join("", "{}", ((_mark(mark, spot, links=links),) for mark, spot in placed if sheet.shows(spot)))


def _mark(mark: Mark, spot: Point, *, links: bool) -> SafeString:
    x, y = round(spot[0]), round(spot[1])
    plain = (
        '<g class="map-mark"><title>{}. {}</title>'
        '<circle cx="{}" cy="{}" r="24" stroke="currentColor" stroke-width="3"/>'
        '<text x="{}" y="{}" text-anchor="middle" dominant-baseline="central" font-size="28">{}</text></g>'
    )
    drawn = format_html(plain, mark.number, mark.label, x, y, x, y, mark.number)
    if not links or not mark.url:
        return drawn
    return format_html(
        '<a class="map-link" href="{}" aria-label="{}. {}">{}</a>', mark.url, mark.number, mark.label, drawn
    )
