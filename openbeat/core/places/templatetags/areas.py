"""`{% area_options areas chosen %}`: the options of a filter by area; where there are many, by district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from openbeat.core.places import choosing
from openbeat.core.web import choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from openbeat.core.places.models import Area

register = template.Library()


@register.simple_tag
def area_options(areas: Iterable[Area], chosen: Area | None = None) -> SafeString:
    """Draw an option for each area, with its slug as the value."""
    marked = frozenset({chosen.slug} if chosen else ())
    return choices.options(choices.frozen(choosing.by_slug(areas)), marked)
