"""How a view finds the area that its address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from openbeat.core.places.models import Area


def area_of(slug: str) -> Area:
    """The area with this address, or 404."""
    area = places.area_by_slug(slug)
    if area is None:
        raise Http404
    return area
