"""The names that a machine leaves alone: those of the house, its areas and streets, and of who holds a post."""

from __future__ import annotations

from collections.abc import Collection

from openbeat.core.department import queries as department
from openbeat.core.people import queries as people
from openbeat.core.places import queries as places

SHORT = 3  # a name of fewer signs is most likely a word as well


def kept(more: Collection[str] = ()) -> frozenset[str]:
    """All names that are known here, and more."""
    house = department.department()
    areas = (area.name for area in places.areas(closed=True))
    marks = (mark.name for mark in places.landmarks())
    found = (house.name, house.town, *areas, *marks, *people.names_in_office(), *more)
    return frozenset(name for name in found if len(name) >= SHORT)
