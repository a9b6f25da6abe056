"""Find areas, posts and landmarks. The tree of areas is kept until an area changes, which is asked now and then."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Sum

from openbeat.core.places.figures import geometry
from openbeat.core.places.figures.index import Index
from openbeat.core.places.models import Area, Kind, Landmark, Overlap, Post
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from openbeat.core.places.figures.geometry import Point, Shape

SECONDS = 5.0
MANY = 48  # beats: with more, a page of all areas shows districts
ORDER = {kind: place for place, kind in enumerate(Kind.values)}


@dataclass(frozen=True, slots=True)
class Tree:
    """All areas, without their boundaries, and which lie in which."""

    areas: dict[int, Area]
    below: dict[int, frozenset[int]]  # each area with all that lie in it

    @property
    def root(self) -> Area | None:
        """The area of the whole department."""
        return next((area for area in self.areas.values() if area.parent_id is None), None)


@for_seconds(SECONDS)
def tree() -> Tree:
    """All areas in order: department, districts, beats, neighbourhoods; each by number and name."""
    kept = _last_read()
    version = _version() if kept else None  # whoever reads them for the first time does not ask
    if not kept or kept[0] != version:
        kept[:] = [version, _read()]
    return kept[1]  # type: ignore[no-any-return]


@for_seconds(24 * 3600)
def _last_read() -> list[Any]:
    """The tree that was read last, after the version it had then, once there is one."""
    return []


def _version() -> tuple[object, ...]:
    """Changes whenever an area does: one row, where the areas of a city are hundreds."""
    facts = {"last": Max("pk"), "changes": Sum("version"), "lies_in": Sum("parent"), "drawn": Max("drawn_at")}
    found = Area.objects.aggregate(n=Count("pk"), **facts, closed=Count("closed_at"), last_closed=Max("closed_at"))
    return tuple(found.values())


def _read() -> Tree:
    rows = sorted(Area.objects.defer("boundary").order_by("pk"), key=_in_order)
    areas_by_key = {area.pk: area for area in rows}
    below: dict[int, set[int]] = {key: {key} for key in areas_by_key}
    for area in rows:
        area.parent = areas_by_key.get(area.parent_id or 0)  # no query when somebody asks for the parent
        above = area.parent
        while above is not None:
            below[above.pk].add(area.pk)
            above = areas_by_key.get(above.parent_id or 0)
    return Tree(areas_by_key, {key: frozenset(keys) for key, keys in below.items()})


def _in_order(area: Area) -> tuple[int, int, str, str]:
    digits = int(area.number) if area.number.isascii() and area.number.isdigit() else 10**9
    return ORDER[area.kind], digits, area.number, area.name


def areas(*kinds: str, closed: bool = False) -> list[Area]:
    """The areas of these kinds (of all, where none is named), in order; closed ones only when asked for."""
    return [
        area
        for area in tree().areas.values()
        if (not kinds or area.kind in kinds) and (closed or area.closed_at is None)
    ]


def area_by_slug(slug: str) -> Area | None:
    """The area with this address, closed or not."""
    return next((area for area in tree().areas.values() if area.slug == slug), None)


def area(key: int | str | None) -> Area | None:
    """The area with this key."""
    text = str(key)
    return tree().areas.get(int(text)) if text.isascii() and text.isdigit() else None


def root() -> Area | None:
    """The area of the whole department."""
    return tree().root


def rows() -> QuerySet[Area]:
    """All areas for a form's list or a filter, without their boundaries."""
    return Area.objects.defer("boundary").order_by("kind", "number", "name", "pk")


def lineage(area: Area) -> list[Area]:
    """The area, the one it lies in, and so on up to the department."""
    found = tree().areas
    chain = [found.get(area.pk, area)]
    while chain[-1].parent_id is not None:
        chain.append(found[chain[-1].parent_id])
    return chain


def below(area: Area | int) -> frozenset[int]:
    """The keys of the area and of all that lie in it."""
    key = area if isinstance(area, int) else area.pk
    return tree().below.get(key, frozenset({key}))


def above(area: Area | int) -> frozenset[int]:
    """The keys of the area and of all in which it lies: a role in one of them holds here."""
    key = area if isinstance(area, int) else area.pk
    return frozenset(other for other, keys in tree().below.items() if key in keys)


@for_seconds(SECONDS)
def _overlaps() -> tuple[Overlap, ...]:
    return tuple(Overlap.objects.order_by("-share", "pk"))


def neighbourhoods_of(area: Area) -> list[Area]:
    """The neighbourhoods that lie in this area at least in part; those with most of their ground here come first."""
    found, parts = tree().areas, _overlaps()
    return [found[row.neighbourhood_id] for row in parts if row.area_id == area.pk and row.neighbourhood_id in found]


def beats_of(neighbourhood: Area) -> list[Area]:
    """The beats across which a neighbourhood lies, the one with most of it first."""
    found, parts = tree().areas, _overlaps()
    here = neighbourhood.pk
    return [found[row.area_id] for row in parts if row.neighbourhood_id == here and row.area_id in found]


def overlapping(area: Area) -> list[Area]:
    """Of a neighbourhood the beats across which it lies; of a beat the neighbourhoods that lie in it."""
    return beats_of(area) if area.kind == Kind.NEIGHBOURHOOD else neighbourhoods_of(area)


def is_large() -> bool:
    """Whether there are too many beats to find one among them: districts are shown, and figures are kept longer."""
    return len(areas(Kind.BEAT)) > MANY


def overview() -> list[Area]:
    """The areas in which the whole is shown: its beats, or its districts where there are too many beats to find one."""
    return (areas(Kind.DISTRICT) if is_large() else []) or areas(Kind.BEAT)


def beats_in(area: Area) -> list[Area]:
    """The beats that lie in a district or a department, in order."""
    inside = below(area)
    return [beat for beat in areas(Kind.BEAT) if beat.pk in inside and beat.pk != area.pk]


# Where a point lies


@for_seconds(SECONDS)
def drawing_version() -> tuple[object, ...]:
    """Changes whenever a boundary or a landmark does: what is built from them is kept under it."""
    drawn = Area.objects.aggregate(
        n=Count("pk"),
        last=Max("pk"),
        at=Max("drawn_at"),
        closed=Count("closed_at"),
        km=Sum("square_km"),
        changes=Sum("version"),
    )
    marks = Landmark.objects.aggregate(n=Count("pk"), last=Max("pk"))
    return (*drawn.values(), *marks.values())


@for_seconds(24 * 3600)
def _shapes(version: tuple[object, ...]) -> dict[int, Shape]:
    rows_drawn = (
        Area.objects.filter(boundary__isnull=False).order_by("kind", "number", "code").values_list("pk", "boundary")
    )
    return {key: geometry.read(boundary) for key, boundary in rows_drawn}


@for_seconds(24 * 3600)
def _index(kind: str, version: tuple[object, ...]) -> Index[int]:
    keys = [area.pk for area in areas(kind)]
    shapes = _shapes(version)
    return Index((key, shapes[key]) for key in keys if key in shapes)


def shapes() -> dict[int, Shape]:
    """The boundaries of all areas that have one, by key; kept until one changes."""
    return _shapes(drawing_version())


def area_at(longitude: float, latitude: float, kind: str = Kind.BEAT) -> Area | None:
    """The open area of this kind in which the point lies; on a common border, the one with the lower number."""
    key = _index(kind, drawing_version()).find((longitude, latitude))
    return None if key is None else tree().areas.get(key)


def areas_at(longitude: float, latitude: float) -> list[Area]:
    """All open areas in which the point lies, of every kind."""
    version = drawing_version()
    keys = [key for kind in Kind.values for key in _index(kind, version).all((longitude, latitude))]
    return [tree().areas[key] for key in keys if key in tree().areas]


# What stands on the map


@for_seconds(60.0)
def _landmarks(version: tuple[object, ...]) -> tuple[Landmark, ...]:
    return tuple(Landmark.objects.order_by("kind", "name", "pk"))


def landmarks(*kinds: str) -> list[Landmark]:
    """What stands on the map, of these kinds, by name."""
    return [mark for mark in _landmarks(drawing_version()) if not kinds or mark.kind in kinds]


def landmark(name: str) -> Landmark | None:
    """The landmark of this name."""
    return next((mark for mark in _landmarks(drawing_version()) if mark.name == name), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A street or place that somebody looked for, and the areas it lies in."""

    landmark: Landmark
    areas: tuple[Area, ...]


def find_on_map(words: str, most: int = 10) -> list[Found]:
    """Streets, parks and places whose name has all of these words, with the beats they lie in."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    marks = (mark for mark in landmarks() if all(word in mark.name.casefold() for word in wanted))
    return [Found(mark, areas_along(mark)) for mark, _count in zip(marks, range(most), strict=False)]


def areas_along(mark: Landmark) -> tuple[Area, ...]:
    """The beats that a landmark lies in or touches."""
    found = (area_at(*point) for point in _points(mark))
    return tuple(dict.fromkeys(area for area in found if area is not None))


def _points(mark: Landmark) -> Iterable[Point]:
    kind, where = mark.geometry["type"], mark.geometry["coordinates"]
    line = [where] if kind == "Point" else where if kind == "LineString" else where[0]
    yield from (tuple(point) for point in line)
    for (ax, ay), (bx, by) in pairwise(line):  # a street can cross a beat between two corners
        yield from ((ax + (bx - ax) * part / 4, ay + (by - ay) * part / 4) for part in (1, 2, 3))


def posts() -> QuerySet[Post]:
    """All posts with their areas, by area and role."""
    return (
        Post.objects.select_related("area")
        .defer("area__boundary")
        .order_by("area__kind", "area__number", "area__name", "role", "pk")
    )


def posts_of(area: Area) -> QuerySet[Post]:
    """The posts of an area."""
    return posts().filter(area=area)


def post(area: Area | int, role: str) -> Post | None:
    """The post of this role in this area, if there is one."""
    return posts().filter(area=area, role=role).first()


@for_seconds(5)
def standing_post(area: int, role: str) -> Post | None:
    """The post of this role in the area with this key, for whoever owes by it: who holds it is not said here."""
    return post(area, role)


def post_by_key(key: int) -> Post | None:
    """The post with this key."""
    return posts().filter(pk=key).first()
