"""Meetings and series that are for several areas: which others, beside the one that leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openbeat.apps.meetings.lifecycle import Plan
from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.apps.meetings.models import Meeting, Series
    from openbeat.core.places.models import Area


def bring(thing: Meeting | Series, wanted: Iterable[int] | None) -> bool:
    """Let it be for these other areas too (None: as it is); gives whether that is a change.

    An area that lies in its own area, or around it, is asked to it anyway and is left out.
    """
    if wanted is None:
        return False
    own = places.below(thing.area_id) | places.above(thing.area_id)
    keys = {area.pk for area in places.areas() if area.pk in set(wanted)} - own
    before = set(thing.also.order_by().values_list("pk", flat=True))
    if keys != before:
        thing.also.set(keys)
    return keys != before


def everyone_in(thing: Meeting) -> list[Area]:
    """The areas whose followers it concerns: each that it is for, and those in which these lie."""
    found = {place.pk: place for area in (thing.area, *thing.together) for place in places.lineage(area)}
    return list(found.values())


def names(thing: Meeting | Plan) -> str:
    """The other areas in a line, to compare two versions."""
    keys = set(thing.also or ()) if isinstance(thing, Plan) else {area.pk for area in thing.together}
    return ", ".join(area.name for area in places.areas() if area.pk in keys)
