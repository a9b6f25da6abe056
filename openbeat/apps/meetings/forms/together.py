"""The question with which other areas people meet: those of the same district first, then district by district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openbeat.core.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openbeat.core.places.models import Area

type Groups = list[tuple[str, list[tuple[int, str]]]]


class AreaTicks(forms.CheckboxSelectMultiple):
    """Boxes to tick, by district; all but the first district are folded away, unless something in them is ticked."""

    template_name = "meetings/parts/area_ticks.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The groups, each with whether it stands open."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["groups"] = [
            (label, options, number == 0 or any(option["selected"] for option in options))
            for number, (label, options, _index) in enumerate(groups)
        ]
        return context


def also_field() -> forms.TypedMultipleChoiceField:
    """With which other areas people meet; which there are says `near_first`."""
    return forms.TypedMultipleChoiceField(
        label=_("Together with which other areas?"),
        coerce=int,
        required=False,
        widget=AreaTicks,
        help_text=_("It stands in the calendar of each of them too, and whoever follows one of them is told."),
    )


def near_first(area: Area | None, *, without: Iterable[int] = ()) -> Groups:
    """The areas that can be asked too, by what they lie in; the area's own district comes first."""
    found: dict[int, list[Area]] = {}
    for one in places.areas():
        if one.parent_id and one.pk not in without:
            found.setdefault(one.parent_id, []).append(one)
    parents = sorted(found, key=lambda key: area is None or key != area.parent_id)
    named = ((places.area(key), found[key]) for key in parents)
    return [(parent.name if parent else "", [(one.pk, one.name) for one in them]) for parent, them in named]


def own_ground(area: Area) -> frozenset[int]:
    """The area, those in it and those around it: their people are asked to its meetings anyway."""
    return places.below(area) | places.above(area)
