"""Maps of the areas that are here, drawn once and kept until something on them changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.places import queries
from openbeat.core.places.figures import geometry, maps
from openbeat.core.places.models import Kind
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from openbeat.core.places.models import Area

KEPT = 256  # maps


def area_map(
    areas: Iterable[Area],
    *,
    current: Area | None = None,
    marks: Sequence[maps.Mark] = (),
    links: bool = True,
    label: str = "",
) -> SafeString:
    """The map of these areas; with a current one, the map of that one and its surroundings, with streets and places."""
    drawn = _beats(areas)
    keys = tuple(area.pk for area in drawn)
    chosen = current.pk if current is not None else None
    return _draw(
        (_epoch(), *queries.drawing_version()), get_language() or "", keys, chosen, (tuple(marks), links, label)
    )


def _beats(areas: Iterable[Area]) -> list[Area]:
    """Of areas that lie in each other, the smaller ones; of neighbourhoods none: they lie across the others."""
    shapes = queries.shapes()
    solid = [area for area in areas if area.pk in shapes and area.kind != Kind.NEIGHBOURHOOD]
    beats = [area for area in solid if area.kind == Kind.BEAT]
    return beats or [area for area in solid if area.kind == Kind.DISTRICT] or solid


@for_seconds(24 * 3600)
def _epoch() -> object:
    """Another one after each change made here, so that what was drawn before is not shown again."""
    return object()


@lru_cache(maxsize=KEPT)
def _draw(
    _version: tuple[object, ...],
    _language: str,
    keys: tuple[int, ...],
    current: int | None,
    rest: tuple[tuple[maps.Mark, ...], bool, str],
) -> SafeString:
    marks, links, label = rest
    shapes, areas = queries.shapes(), queries.tree().areas
    here = areas.get(current) if current is not None and current in shapes else None
    outlines = [_outline(areas[key], current) for key in keys]
    if here is not None and here.pk not in keys:
        outlines.append(_outline(here, current))
    ground = [maps.Thing(mark.kind, mark.name, mark.geometry) for mark in queries.landmarks()]
    near = geometry.box(shapes[here.pk]) if here is not None and here.kind in {Kind.BEAT, Kind.NEIGHBOURHOOD} else None
    words = label or (
        _("Map of %(area)s and what lies around it") % {"area": here.name} if here else _("Map of the areas")
    )
    return maps.svg_map(outlines, marks, label=words, ground=ground, close_to=near, links=links)


def _outline(area: Area, current: int | None) -> maps.Outline:
    faint = area.kind == Kind.NEIGHBOURHOOD
    is_current = area.pk == current or (current is not None and area.pk in queries.below(current))
    return maps.Outline(area.name, _url(area), queries.shapes()[area.pk], area.label, current=is_current, faint=faint)


def _url(area: Area) -> str:
    try:
        return area.get_absolute_url()
    except NoReverseMatch:  # pragma: no cover  the house without its front page
        return ""
