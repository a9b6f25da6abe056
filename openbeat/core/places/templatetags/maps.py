"""`{% area_map areas %}`, `{% area_map areas current=area %}`, `{% area_map areas marks=marks %}`: a map drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from openbeat.core.places import drawing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from openbeat.core.places.figures.maps import Mark
    from openbeat.core.places.models import Area

register = template.Library()


@register.simple_tag
def area_map(
    areas: Iterable[Area],
    current: Area | None = None,
    marks: Sequence[Mark] = (),
    links: bool = True,  # noqa: FBT001, FBT002  template tags take what a template writes
    label: str = "",
) -> SafeString:
    """Draw areas as a figure; put their list beside it."""
    return drawing.area_map(areas, current=current, marks=marks, links=links, label=label)
