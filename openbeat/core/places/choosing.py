"""Areas to choose from in a form or a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openbeat.core.places import queries
from openbeat.core.places.models import Kind
from openbeat.kit.memory import for_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.places.models import Area


def by_slug(areas: Iterable[Area]) -> list[tuple[str, Any]]:
    """Choices of areas by what stands in an address; where there are many areas, by district."""
    return _by_slug(tuple(area.pk for area in areas), get_language())


def by_key(areas: Iterable[Area]) -> list[tuple[str, Any]]:
    """Choices for a form that is posted; where there are many areas, by district."""
    return _by_key(tuple(area.pk for area in areas), get_language())


@for_seconds(queries.SECONDS, most=64)
def _by_slug(keys: tuple[int, ...], _language: str | None) -> list[tuple[str, Any]]:
    return _grouped([(area, (area.slug, area.name)) for area in _areas(keys)])


@for_seconds(queries.SECONDS, most=64)
def _by_key(keys: tuple[int, ...], _language: str | None) -> list[tuple[str, Any]]:
    return _grouped([(area, (str(area.pk), area.name)) for area in _areas(keys)])


def _areas(keys: tuple[int, ...]) -> list[Area]:
    found = queries.tree().areas
    return [found[key] for key in keys if key in found]


def _grouped(named: list[tuple[Area, tuple[str, str]]]) -> list[tuple[str, Any]]:
    """As they come; where there are too many to look through, those of a district stand together under its name."""
    if len(named) <= queries.MANY:
        return [choice for _area, choice in named]
    loose: list[tuple[str, Any]] = []
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for area, choice in named:
        if area.kind == Kind.DEPARTMENT:
            loose.append(choice)
            continue
        key, name = _group_of(area)
        groups.setdefault(key, (name, []))[1].append(choice)
    return [*loose, *groups.values()]


def _group_of(area: Area) -> tuple[int, str]:
    if area.kind == Kind.NEIGHBOURHOOD:
        return 0, _("Neighbourhoods")
    head = area if area.kind == Kind.DISTRICT else area.parent
    return (area.pk, area.name) if head is None else (head.pk, head.name)
